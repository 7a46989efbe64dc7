import { expect, test } from '@jest/globals';

import { ageOf } from './age.js';

const SINCE = '2026-03-02T10:00:00+08:00';

test.each([
  [-5_000, 'age.minutes', 0],
  [59_999, 'age.minutes', 0],
  [60_000, 'age.minutes', 1],
  [3_599_999, 'age.minutes', 59],
  [3_600_000, 'age.hours', 1],
  [86_399_999, 'age.hours', 23],
  [86_400_000, 'age.days', 1],
  [40 * 86_400_000, 'age.days', 40],
])('after %i ms it has waited as %s says, %i', (ms, key, n) =>
  expect(ageOf(SINCE, Date.parse(SINCE) + ms)).toEqual({ key, n }),
);
