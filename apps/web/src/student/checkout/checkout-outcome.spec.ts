import { expect, test } from '@jest/globals';

import { readRefusal } from '../../api/api-error.js';
import { isWebAddress, outcomeOfPlaced, outcomeOfRefusal } from './checkout-outcome.js';

const refusal = (code: string, facts: Record<string, unknown> = {}) =>
  readRefusal(409, { status: 409, code, msg: '不可以', request_id: 'r1', ...facts });

test.each([
  ['https://openapi.alipay.com/gateway.do?x=1', true],
  ['http://127.0.0.1:9000/gateway.do', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['alipays://platformapi/startapp', false],
  ['/pay', false],
  ['', false],
])('%s may be opened as the cashier: %s', (address, allowed) => expect(isWebAddress(address)).toBe(allowed));

test('a placed order leads to the cashier, to nothing to pay, or is not followed', () => {
  expect(outcomeOfPlaced({ out_trade_no: 'a', pay_url: 'https://x.example/' })).toEqual({
    kind: 'cashier',
    payUrl: 'https://x.example/',
    outTradeNo: 'a',
  });
  expect(outcomeOfPlaced({ out_trade_no: 'a', pay_url: null })).toEqual({ kind: 'nothing-to-pay', outTradeNo: 'a' });
  expect(outcomeOfPlaced({ out_trade_no: 'a', pay_url: 'javascript:1' })).toEqual({ kind: 'suspicious-address' });
});

test('refusals with a way on become that way', () => {
  expect(outcomeOfRefusal(refusal('COURSE_OWNED'))).toEqual({ kind: 'owned' });
  expect(outcomeOfRefusal(refusal('COURSE_OFF_SALE'))).toEqual({ kind: 'off-sale' });
  expect(outcomeOfRefusal(refusal('COUPON_UNAVAILABLE'))).toEqual({ kind: 'coupon-refused' });
  expect(outcomeOfRefusal(refusal('ORDER_WAITING', { out_trade_no: 'b' }))).toEqual({
    kind: 'waiting',
    outTradeNo: 'b',
  });
  expect(outcomeOfRefusal(refusal('TOTAL_AMOUNT_MISMATCH', { total_amount: '79.00' }))).toEqual({
    kind: 'price-changed',
    totalAmount: '79.00',
  });
});

test.each([refusal('ORDER_WAITING'), refusal('RATE_LIMITED'), new TypeError('a bug')])('%s is handed on', (failure) => {
  expect(() => outcomeOfRefusal(failure)).toThrow(failure);
});

test('a refusal keeps its fields and its request id, and what is no refusal is unreadable', () => {
  const error = refusal('VALIDATION', { fields: [{ field: 'username', msg: '太短' }, 'odd'] });
  expect(error.fields).toEqual([{ field: 'username', msg: '太短' }]);
  expect(error.requestId).toBe('r1');
  expect(readRefusal(502, '<html>Bad gateway</html>').code).toBe('UNREADABLE');
});
