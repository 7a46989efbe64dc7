import { expect, test } from '@jest/globals';

import { nextSort, orderParams, sortedHow } from './order-filter.parse.js';

test('days of the address become instants, everything else goes as it is', () =>
  expect(
    orderParams({ q: '2026-03-02', created_from: '2026-03-02', paid_to: '2026-03-02', amount_to: '99.00' }),
  ).toEqual({
    q: '2026-03-02',
    created_from: '2026-03-02T00:00:00+08:00',
    paid_to: '2026-03-03T00:00:00+08:00',
    amount_to: '99.00',
  }));

test.each([
  ['', 'created', 'descending', 'created'],
  ['created', 'created', 'ascending', ''],
  ['', 'amount', 'none', '-amount'],
  ['-amount', 'amount', 'descending', 'amount'],
  ['amount', 'amount', 'ascending', '-amount'],
  ['-amount', 'created', 'none', ''],
  ['-created', 'created', 'descending', 'created'],
] as const)('sorted by "%s", the head of %s says %s and asks for "%s"', (current, column, how, next) => {
  expect(sortedHow(current, column)).toBe(how);
  expect(nextSort(current, column)).toBe(next);
});
