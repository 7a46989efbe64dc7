import { expect, test } from '@jest/globals';

import { readAlipayReturn } from './alipay-return.parse.js';

const RETURN = {
  charset: 'utf-8',
  out_trade_no: '20261125063000123456789012345678',
  method: 'alipay.trade.page.pay.return',
  total_amount: '99.00',
  sign: 'a+b/c==',
  trade_no: '2026112522001400000000000001',
  timestamp: '2026-11-25 06:31:02',
};

test('the whole query goes to the server as it came', () => {
  expect(readAlipayReturn(RETURN)).toEqual({ outTradeNo: RETURN.out_trade_no, query: RETURN });
});

test.each([
  ['nothing', {}],
  ['an empty number', { out_trade_no: '' }],
  ['a number without a value', { out_trade_no: null }],
  ['a number given twice', { out_trade_no: ['1', '2'] }],
  ['a number too long', { out_trade_no: '1'.repeat(65) }],
  ['a number with a space', { out_trade_no: '1 2' }],
  ['a script', { out_trade_no: '<script>' }],
  ['a path', { out_trade_no: '../user/me' }],
  ['another site’s parameters', { code: 'abc', state: 'xyz' }],
])('%s names no order', (_what, query) => expect(readAlipayReturn(query)).toBeNull());

test('a repeated parameter that is not the number is left out', () => {
  expect(readAlipayReturn({ out_trade_no: '1', sign: ['a', 'b'], x: null })).toEqual({
    outTradeNo: '1',
    query: { out_trade_no: '1' },
  });
});
