import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { closeOutcomeOf, refundOutcomeOf, refundStateOf, tradeStateOf } from './answer.parse.js';

const ok = { code: '10000', msg: 'Success' };
const failed = (subCode: string, code = '40004'): Record<string, unknown> => ({
  code,
  msg: 'Business Failed',
  sub_code: subCode,
});
const request = { outTradeNo: 'n1', tradeNo: 't1', outRequestNo: 'r1', refundFen: fen(100), reason: '-' };

describe('the answer to a query', () => {
  const paid = {
    ...ok,
    out_trade_no: 'n1',
    trade_no: 't1',
    trade_status: 'TRADE_SUCCESS',
    total_amount: '88.8',
    receipt_amount: '80.00',
    send_pay_date: '2026-03-02 14:05:07',
    buyer_user_id: '2088000000009999',
  };
  const asPaid = {
    kind: 'paid',
    outTradeNo: 'n1',
    tradeNo: 't1',
    totalFen: 8880,
    paidAt: new Date('2026-03-02T06:05:07Z'),
    buyerId: '2088000000009999',
  };

  test.each([
    ['paid', paid, asPaid],
    ['paid for ever', { ...paid, trade_status: 'TRADE_FINISHED' }, asPaid],
    [
      'paid by a buyer with an open id',
      { ...paid, buyer_user_id: undefined, buyer_open_id: 'o' },
      { ...asPaid, buyerId: 'o' },
    ],
    ['paid by nobody named', { ...paid, buyer_user_id: undefined }, { ...asPaid, buyerId: null }],
    ['waiting', { ...paid, trade_status: 'WAIT_BUYER_PAY' }, { kind: 'waiting', tradeNo: 't1' }],
    ['closed', { ...paid, trade_status: 'TRADE_CLOSED' }, { kind: 'closed', tradeNo: 't1' }],
    ['unknown there', failed('ACQ.TRADE_NOT_EXIST'), { kind: 'absent' }],
  ])('a trade that is %s', (_what, answer, state) => expect(tradeStateOf(answer, 'n1')).toEqual(state));

  test.each([
    ['another trade', { ...paid, out_trade_no: 'n2' }, 'answer-of-another-trade'],
    ['no trade', ok, 'answer-out_trade_no'],
    ['an amount that is none', { ...paid, total_amount: '1e3' }, 'answer-total_amount'],
    ['an amount that is a number', { ...paid, total_amount: 88.8 }, 'answer-total_amount'],
    ['no time of payment', { ...paid, send_pay_date: undefined }, 'answer-send_pay_date'],
    ['a day that does not exist', { ...paid, send_pay_date: '2026-02-30 00:00:00' }, 'answer-send_pay_date'],
    ['a status of tomorrow', { ...paid, trade_status: 'NEW' }, 'answer-trade_status'],
    ['no code', {}, 'answer-shape'],
    ['a code that is a number', { ...paid, code: 10000 }, 'answer-shape'],
    ['a gateway in trouble', { code: '20000', sub_code: 'isp.unknow-error' }, 'isp.unknow-error'],
    ['a gateway in trouble that names a missing trade', failed('ACQ.TRADE_NOT_EXIST', '20000'), 'ACQ.TRADE_NOT_EXIST'],
    ['a system error', failed('ACQ.SYSTEM_ERROR'), 'ACQ.SYSTEM_ERROR'],
    ['a refused signature', failed('isv.invalid-signature', '40002'), 'isv.invalid-signature'],
    ['a reason that is a story', { code: '40004', sub_code: 'x y'.repeat(99) }, 'code-40004'],
  ])('%s leaves it unknown', (_what, answer, cause) => {
    expect(tradeStateOf(answer, 'n1')).toEqual({ kind: 'unknown', cause });
  });
});

describe('the answer to a close', () => {
  test.each([
    ['done', { ...ok, out_trade_no: 'n1', trade_no: 't1' }, { kind: 'closed' }],
    ['done for another trade', { ...ok, out_trade_no: 'n2' }, { kind: 'unknown', cause: 'answer-of-another-trade' }],
    ['done without saying for what', ok, { kind: 'unknown', cause: 'answer-out_trade_no' }],
    ['no such trade', failed('ACQ.TRADE_NOT_EXIST'), { kind: 'absent' }],
    ['paid or closed', failed('ACQ.TRADE_STATUS_ERROR'), { kind: 'not-waiting' }],
    ['paid or closed', failed('ACQ.REASON_TRADE_STATUS_INVALID'), { kind: 'not-waiting' }],
    ['paid or closed', failed('ACQ.REASON_ILLEGAL_STATUS'), { kind: 'not-waiting' }],
    ['a system error', failed('ACQ.SYSTEM_ERROR'), { kind: 'unknown', cause: 'ACQ.SYSTEM_ERROR' }],
    ['anything else', failed('ACQ.NEW'), { kind: 'unknown', cause: 'ACQ.NEW' }],
  ])('%s', (_what, answer, outcome) => expect(closeOutcomeOf(answer, 'n1')).toEqual(outcome));
});

describe('the answer to a refund', () => {
  const accepted = { ...ok, out_trade_no: 'n1', trade_no: 't1', refund_fee: '1.00' };
  test.each([
    ['the money moved', { ...accepted, fund_change: 'Y' }, { kind: 'refunded' }],
    ['it was done before', { ...accepted, fund_change: 'N' }, { kind: 'processing' }],
    ['accepted without a word on money', accepted, { kind: 'processing' }],
    ['another order', { ...accepted, out_trade_no: 'n2' }, { kind: 'unknown', cause: 'answer-of-another-trade' }],
    ['another trade', { ...accepted, trade_no: 't2' }, { kind: 'unknown', cause: 'answer-of-another-trade' }],
    ['a system error', failed('ACQ.SYSTEM_ERROR'), { kind: 'unknown', cause: 'ACQ.SYSTEM_ERROR' }],
    ['no service', { code: '20000', msg: '-' }, { kind: 'unknown', cause: 'code-20000' }],
  ])('%s', (_what, answer, outcome) => expect(refundOutcomeOf(answer, request)).toEqual(outcome));

  test.each([
    'ACQ.TRADE_HAS_FINISHED',
    'ACQ.TRADE_NOT_ALLOW_REFUND',
    'ACQ.TRADE_NOT_EXIST',
    'ACQ.TRADE_STATUS_ERROR',
    'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    'ACQ.DISCORDANT_REPEAT_REQUEST',
  ])('%s is for ever', (subCode) => {
    expect(refundOutcomeOf(failed(subCode), request)).toEqual({ kind: 'refused', cause: subCode });
  });

  test.each([
    ['ACQ.SELLER_BALANCE_NOT_ENOUGH', '40004'],
    ['ACQ.REASON_TRADE_BEEN_FREEZEN', '40004'],
    ['isv.app-call-limited', '40005'],
    ['isv.insufficient-isv-permissions', '40006'],
    ['ACQ.NEVER_HEARD_OF', '40004'],
  ])('%s may be sent again', (subCode, code) => {
    expect(refundOutcomeOf(failed(subCode, code), request)).toEqual({ kind: 'later', cause: subCode });
  });
});

describe('the answer to a refund query', () => {
  const done = {
    ...ok,
    out_trade_no: 'n1',
    trade_no: 't1',
    out_request_no: 'r1',
    refund_amount: '1.00',
    refund_status: 'REFUND_SUCCESS',
  };
  test.each([
    ['done', done, { kind: 'refunded', refundFen: 100 }],
    ['nothing but a code', ok, { kind: 'absent' }],
    ['no status', { ...done, refund_status: undefined }, { kind: 'absent' }],
    ['no such trade', failed('ACQ.TRADE_NOT_EXIST'), { kind: 'absent' }],
    [
      'a status of tomorrow',
      { ...done, refund_status: 'REFUND_FAIL' },
      { kind: 'unknown', cause: 'answer-refund_status' },
    ],
    ['another refund', { ...done, out_request_no: 'r2' }, { kind: 'unknown', cause: 'answer-of-another-refund' }],
    ['another order', { ...done, out_trade_no: 'n2' }, { kind: 'unknown', cause: 'answer-of-another-refund' }],
    ['no amount', { ...done, refund_amount: undefined }, { kind: 'unknown', cause: 'answer-refund_amount' }],
    ['an amount that is none', { ...done, refund_amount: '-1' }, { kind: 'unknown', cause: 'answer-refund_amount' }],
    ['a system error', failed('ACQ.SYSTEM_ERROR'), { kind: 'unknown', cause: 'ACQ.SYSTEM_ERROR' }],
  ])('%s', (_what, answer, state) => expect(refundStateOf(answer, request)).toEqual(state));
});
