import { expect, test } from '@jest/globals';

import { factsInYuan, fenFromRequest } from './amount.js';

test.each([
  ['99.00', 9900],
  ['99', 9900],
  ['88.8', 8880],
  ['0', 0],
  ['0.01', 1],
  [99, 9900],
  [88.8, 8880],
  [0.01, 1],
  [0, 0],
  ['99999999.99', 9_999_999_999],
])('%j is an amount', (given, amount) => expect(fenFromRequest(given)).toBe(amount));

test.each([
  '',
  ' 1',
  '1 ',
  '1.',
  '.5',
  '-1',
  '-0',
  '+1',
  '1e2',
  'NaN',
  'Infinity',
  '0x10',
  '1,000',
  '\uFF19\uFF19',
  '0.001',
  '01',
  '9007199254740992',
  '100000000',
  99999999999999,
  2 ** 53,
  -1,
  -0,
  0.001,
  0.1 + 0.2,
  1e21,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  undefined,
  [],
  ['1'],
  {},
  true,
])('%p is none', (given) => expect(fenFromRequest(given)).toBeNull());

test('facts leave the product in yuan, whatever else they hold', () =>
  expect(factsInYuan({ amount_fen: 9900, out_trade_no: 'n', odd_fen: '9900', note: null })).toEqual({
    amount: '99.00',
    out_trade_no: 'n',
    odd_fen: '9900',
    note: null,
  }));
