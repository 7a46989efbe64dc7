import { expect, test } from '@jest/globals';

import { groupsOfFour } from './order-number.js';
import { isFree, priceText } from './price.js';

test.each([
  ['99.00', '¥99', '¥99.00'],
  ['88.80', '¥88.80', '¥88.80'],
  ['88.8', '¥88.80', '¥88.80'],
  ['0.01', '¥0.01', '¥0.01'],
  ['0.00', '¥0', '¥0.00'],
  ['1299.00', '¥1299', '¥1299.00'],
  ['12990.50', '¥12,990.50', '¥12,990.50'],
  ['99999999.99', '¥99,999,999.99', '¥99,999,999.99'],
  ['-0.59', '-¥0.59', '-¥0.59'],
  ['-12990.00', '-¥12,990', '-¥12,990.00'],
])('%s yuan is %s in the catalogue and %s at the till', (yuan, short, exact) => {
  expect(priceText(yuan, 'short')).toBe(short);
  expect(priceText(yuan, 'exact')).toBe(exact);
});

test.each([
  ['0.00', true],
  ['0', true],
  ['0.01', false],
  ['10.00', false],
])('%s yuan is free: %s', (yuan, free) => expect(isFree(yuan)).toBe(free));

test('an order number is read in groups of four, and joined it is itself again', () => {
  expect(groupsOfFour('20261125063000123456')).toEqual(['2026', '1125', '0630', '0012', '3456']);
  expect(groupsOfFour('2026112506')).toEqual(['2026', '1125', '06']);
  expect(groupsOfFour('')).toEqual([]);
  const number = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  expect(groupsOfFour(number).join('')).toBe(number);
});
