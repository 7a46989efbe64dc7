import { describe, expect, test } from '@jest/globals';

import { beijingDay } from '../parts/beijing-day.parse.js';
import { type DayRange, lastMonths, presetRange, rangeFault } from './day-range.rule.js';

describe('a range of days', () => {
  test('begins with the day that it is in Beijing, wherever the reader is', () => {
    expect(beijingDay(Date.parse('2026-02-28T15:59:59Z'))).toBe('2026-02-28');
    expect(beijingDay(Date.parse('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
  });

  test.each([
    ['last7', '2026-02-24', '2026-03-02'],
    ['last30', '2026-02-01', '2026-03-02'],
    ['last90', '2025-12-03', '2026-03-02'],
    ['thisMonth', '2026-03-01', '2026-03-02'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
  ] as const)('%s on 2 March 2026 is %s to %s', (preset, from, to) =>
    expect(presetRange(preset, '2026-03-02')).toEqual({ from, to }),
  );

  test.each<[DayRange, ReturnType<typeof rangeFault>]>([
    [{ from: '2026-03-01', to: '2026-03-01' }, null],
    [{ from: '2024-01-01', to: '2024-12-31' }, null],
    [{ from: '2024-01-01', to: '2025-01-01' }, 'tooLong'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'badOrder'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'badDay'],
    [{ from: '', to: '2026-03-01' }, 'badDay'],
    [{ from: '2026-03-01', to: '1999-01-01' }, 'badDay'],
  ])('%j: %s', (range, fault) => expect(rangeFault(range)).toBe(fault));

  test('months go back over the year', () =>
    expect(lastMonths('2026-02-14', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']));
});
