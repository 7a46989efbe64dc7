import { expect, test } from '@jest/globals';

import { isMonth, monthAfter, weeksOf } from './month.rule.js';

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
])('%s and %i months is %s', (month, months, result) => expect(monthAfter(month, months)).toBe(result));

test('a month is laid out in weeks that begin on Monday', () => {
  const weeks = weeksOf('2026-11'); // the first is a Sunday
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
  expect(weeksOf('2027-02')).toHaveLength(4); // begins on a Monday and has 28 days
  expect(weeksOf('2024-02').flat().filter(Boolean)).toHaveLength(29);
});

test.each(['2026-13', '2026-1', '1999-01', '', '2026-11-01'])('%j is no month', (text) =>
  expect(isMonth(text)).toBe(false),
);
