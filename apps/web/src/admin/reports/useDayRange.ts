import { computed, type ComputedRef } from 'vue';

import { serverNowMs } from '../../api/server-clock.js';
import { beijingDay } from '../parts/beijing-day.parse.js';
import { type DayRange, presetRange, rangeFault } from './day-range.rule.js';

/** The range that the address names; the last thirty days where it names none that there is. */
export function useDayRange(filter: ComputedRef<Readonly<Record<'from' | 'to', string>>>): {
  readonly range: ComputedRef<DayRange>;
  readonly today: string;
} {
  const today = beijingDay(serverNowMs());
  const range = computed(() => {
    const { from, to } = filter.value;
    return rangeFault({ from, to }) === null ? { from, to } : presetRange('last30', today);
  });
  return { range, today };
}
