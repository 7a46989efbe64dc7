import { expect, test } from '@jest/globals';

import { durationParts, grouped, groupedYuan, isEmptyReport, sizeText, sumYuan } from './figures.rule.js';

test.each([
  ['0.00', '¥0.00'],
  ['99.00', '¥99.00'],
  ['1234.50', '¥1,234.50'],
  ['1234567890.99', '¥1,234,567,890.99'],
  ['-79.00', '-¥79.00'],
  ['-123456.00', '-¥123,456.00'],
])('%s yuan reads %s', (yuan, text) => expect(groupedYuan(yuan)).toBe(text));

test('a sum of yuan is exact, also where floats are not', () => {
  const rows = Array.from({ length: 10 }, () => ({ amount: '0.10' }));
  expect(sumYuan(rows, 'amount')).toBe('1.00');
  expect(sumYuan([{ amount: '1.15' }, { amount: '-2.20' }], 'amount')).toBe('-1.05');
  expect(sumYuan([], 'amount')).toBe('0.00');
});

test.each([
  [0, 'seconds', '0'],
  [1.24, 'seconds', '1.2'],
  [59, 'seconds', '59'],
  [60, 'minutes', '1'],
  [90, 'minutes', '1.5'],
  [7199, 'minutes', '120'],
  [86400, 'hours', '24'],
])('%d s is %s %s', (seconds, unit, n) => expect(durationParts(seconds)).toEqual({ unit, n }));

test('counts are grouped, sizes are short', () => {
  expect([grouped(999), grouped(1000), grouped(1234567)]).toEqual(['999', '1,000', '1,234,567']);
  expect([sizeText(950), sizeText(3_240_000)]).toEqual(['0.9 kB', '3.2 MB']);
});

test('a report of zeros has nothing to show', () => {
  const columns = [
    { key: 'hour', label: '', unit: 'hour' },
    { key: 'placed', label: '', unit: 'count' },
  ] as const;
  expect(isEmptyReport(columns, [{ hour: 1, placed: 0 }])).toBe(true);
  expect(isEmptyReport(columns, [{ hour: 1, placed: 1 }])).toBe(false);
});
