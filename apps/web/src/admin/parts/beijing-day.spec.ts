import { expect, test } from '@jest/globals';

import { endOfDay, startOfDay } from './beijing-day.parse.js';

test('a day begins and ends at midnight in Beijing', () => {
  expect(startOfDay('2026-03-02')).toBe('2026-03-02T00:00:00+08:00');
  expect(endOfDay('2026-03-02')).toBe('2026-03-03T00:00:00+08:00');
  expect(endOfDay('2026-12-31')).toBe('2027-01-01T00:00:00+08:00');
  expect(endOfDay('2028-02-28')).toBe('2028-02-29T00:00:00+08:00');
});

test('what is no day is left for the server to refuse', () =>
  expect([startOfDay('yesterday'), endOfDay('2026-13-45'), endOfDay('')]).toEqual(['yesterday', '2026-13-45', '']));
