import { computed, type ComputedRef, onScopeDispose, shallowRef } from 'vue';

import { serverNowMs } from '../api/server-clock.js';
import { countdownText } from './moment.js';

interface Countdown {
  readonly text: ComputedRef<string>;
  readonly isOver: ComputedRef<boolean>;
  /** The last minute, the only time a countdown may alarm. */
  readonly isUrgent: ComputedRef<boolean>;
}

const LAST_MINUTE_MS = 60_000;

/** Counts down to a moment by the server's clock. Without a moment it is never over. */
export function useCountdown(until: () => string | null): Countdown {
  const nowMs = shallowRef(serverNowMs());
  const timer = setInterval(() => (nowMs.value = serverNowMs()), 1_000);
  onScopeDispose(() => clearInterval(timer));
  const leftMs = computed(() => {
    const moment = until();
    return moment === null ? Number.POSITIVE_INFINITY : Date.parse(moment) - nowMs.value;
  });
  return {
    text: computed(() => (Number.isFinite(leftMs.value) ? countdownText(leftMs.value) : '')),
    isOver: computed(() => leftMs.value <= 0),
    isUrgent: computed(() => leftMs.value <= LAST_MINUTE_MS),
  };
}
