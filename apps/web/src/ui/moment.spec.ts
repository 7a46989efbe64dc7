import { expect, test } from '@jest/globals';

import { countdownText, fullMoment, momentParts } from './moment.js';

const NOW = Date.parse('2026-03-02T15:00:00+08:00');
const ZONE = 'Asia/Shanghai';

test.each([
  ['2026-03-02T14:05:09+08:00', 'today', '14:05'],
  ['2026-03-01T16:00:00Z', 'today', '00:00'],
  ['2026-03-01T15:59:59Z', 'yesterday', '23:59'],
  ['2026-02-28T09:30:00+08:00', 'this-year', '09:30'],
  ['2025-12-31T23:59:59+08:00', 'other-year', '23:59'],
])('%s is %s at %s in Shanghai', (iso, day, time) => expect(momentParts(iso, NOW, ZONE)).toMatchObject({ day, time }));

test('month and date are said without a leading zero', () => {
  expect(momentParts('2026-02-03T09:30:00+08:00', NOW, ZONE)).toMatchObject({ year: '2026', month: '2', date: '3' });
});

test('the full form has seconds and the reader’s own zone', () => {
  expect(fullMoment('2026-03-02T06:05:09Z', ZONE)).toBe('2026-03-02 14:05:09');
});

test.each([
  [899_000, '14:59'],
  [898_001, '14:59'],
  [60_000, '01:00'],
  [1, '00:01'],
  [0, '00:00'],
  [-5_000, '00:00'],
  [3_900_000, '1:05:00'],
])('%i ms left are shown as %s', (ms, text) => expect(countdownText(ms)).toBe(text));
