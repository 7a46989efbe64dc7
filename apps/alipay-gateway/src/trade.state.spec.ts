import { describe, expect, test } from '@jest/globals';

import {
  canMove,
  decideOnRefund,
  refusalOnClose,
  refusalOnOpen,
  refusalOnScan,
  type RefusalCode,
  type TradeFacts,
  type TradeStatus,
} from './trade.state.js';

const STATUSES: readonly TradeStatus[] = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'];

const trade = (status: TradeStatus, more: Partial<TradeFacts> = {}): TradeFacts => ({
  status,
  subject: '课程',
  totalFen: 9900,
  refundedFen: 0,
  expiresAt: 0,
  buyer: 'a',
  ...more,
});

const ALLOWED = new Set([
  'WAIT_BUYER_PAY TRADE_SUCCESS',
  'WAIT_BUYER_PAY TRADE_FINISHED',
  'WAIT_BUYER_PAY TRADE_CLOSED',
  'TRADE_SUCCESS TRADE_CLOSED',
  'TRADE_SUCCESS TRADE_FINISHED',
]);

test.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
  expect(canMove(from, to)).toBe(ALLOWED.has(`${from} ${to}`));
});

describe('a number that is opened or scanned again', () => {
  const same = { subject: '课程', totalFen: 9900, buyer: 'a' };
  const table: [string, TradeFacts | null, typeof same, RefusalCode | null][] = [
    ['no trade yet', null, same, null],
    ['still waiting, the same data', trade('WAIT_BUYER_PAY'), same, null],
    ['another amount', trade('WAIT_BUYER_PAY'), { ...same, totalFen: 1 }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['another subject', trade('WAIT_BUYER_PAY'), { ...same, subject: 'x' }, 'ACQ.CONTEXT_INCONSISTENT'],
    ['another buyer', trade('WAIT_BUYER_PAY'), { ...same, buyer: 'b' }, 'ACQ.BUYER_NOT_MATCH'],
    ['paid', trade('TRADE_SUCCESS'), same, 'ACQ.TRADE_HAS_SUCCESS'],
    ['finished', trade('TRADE_FINISHED'), same, 'ACQ.TRADE_HAS_FINISHED'],
    ['closed', trade('TRADE_CLOSED'), same, 'ACQ.TRADE_HAS_CLOSE'],
  ];
  test.each(table)('%s', (_name, facts, asked, refusal) => {
    expect(refusalOnScan(facts, asked)).toBe(refusal);
    expect(refusalOnOpen(facts, asked)).toBe(refusal === 'ACQ.BUYER_NOT_MATCH' ? null : refusal);
  });
});

test('only a waiting trade can be closed', () => {
  expect(refusalOnClose(null)).toBe('ACQ.TRADE_NOT_EXIST');
  expect(STATUSES.map((status) => refusalOnClose(trade(status)))).toEqual([
    null,
    'ACQ.TRADE_STATUS_ERROR',
    'ACQ.TRADE_STATUS_ERROR',
    'ACQ.TRADE_STATUS_ERROR',
  ]);
});

describe('a refund', () => {
  const ask = { amountFen: 1000, numbered: 'numbered', earlierFen: null } as const;
  test('of a part leaves the trade paid, of the rest closes it', () => {
    expect(decideOnRefund(trade('TRADE_SUCCESS'), ask)).toEqual({ kind: 'refund', status: 'TRADE_SUCCESS' });
    expect(decideOnRefund(trade('TRADE_SUCCESS', { refundedFen: 8900 }), ask)).toEqual({
      kind: 'refund',
      status: 'TRADE_CLOSED',
    });
  });
  test('said twice is done once, also after the trade closed', () => {
    for (const status of ['TRADE_SUCCESS', 'TRADE_CLOSED'] as const) {
      expect(decideOnRefund(trade(status), { ...ask, earlierFen: 1000 })).toEqual({ kind: 'repeat' });
      expect(decideOnRefund(trade(status), { ...ask, earlierFen: 999 })).toEqual({
        kind: 'refused',
        code: 'ACQ.DISCORDANT_REPEAT_REQUEST',
      });
    }
  });
  const refused: [string, TradeFacts | null, Parameters<typeof decideOnRefund>[1], RefusalCode][] = [
    ['of no trade', null, ask, 'ACQ.TRADE_NOT_EXIST'],
    ['of a waiting trade', trade('WAIT_BUYER_PAY'), ask, 'ACQ.TRADE_STATUS_ERROR'],
    ['of a closed trade', trade('TRADE_CLOSED'), ask, 'ACQ.TRADE_STATUS_ERROR'],
    ['of a finished trade', trade('TRADE_FINISHED'), ask, 'ACQ.TRADE_HAS_FINISHED'],
    [
      'of a part without a number',
      trade('TRADE_SUCCESS'),
      { ...ask, numbered: 'unnumbered' },
      'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    ],
    ['of more than is left', trade('TRADE_SUCCESS', { refundedFen: 8901 }), ask, 'ACQ.REASON_TRADE_REFUND_FEE_ERR'],
  ];
  test.each(refused)('%s is refused', (_name, facts, asked, code) => {
    expect(decideOnRefund(facts, asked)).toEqual({ kind: 'refused', code });
  });
});
