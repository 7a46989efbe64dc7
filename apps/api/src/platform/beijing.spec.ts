import { expect, test } from '@jest/globals';

import { beijingDay, beijingInstant, beijingTime, daySpan, daysLater } from './beijing.js';

test('a day begins in Beijing, eight hours before it does in London', () => {
  expect(beijingDay(new Date('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01');
  expect(beijingDay(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02');
  expect(beijingTime(new Date('2026-03-01T16:00:00Z'))).toBe('00:00:00');
  expect(daySpan('2026-03-01')).toEqual({
    from: new Date('2026-02-28T16:00:00Z'),
    to: new Date('2026-03-01T16:00:00Z'),
  });
});

test.each([
  ['2026-03-01', 1, '2026-03-02'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i days are %s', (day, count, other) => expect(daysLater(day, count)).toBe(other));

test.each(['', 'x', '2026-02-30', '2026-2-3', '2026-13-01', '2026-03-01T00:00:00', '20260301', '0000-00-00'])(
  '%j is no day',
  (text) => {
    expect(beijingInstant(text)).toBeNull();
    expect(() => daySpan(text)).toThrow(RangeError);
  },
);

test('a moment is one that was', () => {
  expect(beijingInstant('2026-03-01', '23:59:59')).toEqual(new Date('2026-03-01T15:59:59Z'));
  expect(beijingInstant('2026-03-01', '24:00:00')).toBeNull();
  expect(beijingInstant('2026-03-01', '12:60:00')).toBeNull();
  expect(beijingInstant('2026-03-01', '9:00')).toBeNull();
});
