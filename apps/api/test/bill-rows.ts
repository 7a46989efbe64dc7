import { fen } from '@luffy/money';

import { daySpan } from '../src/platform/beijing.js';
import type { BillLine } from '../src/reconciliation/bill.parse.js';
import type { OurPayment, OurRefund, Reconcilable } from '../src/reconciliation/difference.diff.js';

const DAY = '2026-03-01';
export const { from: FROM } = daySpan(DAY);
export const at = (seconds: number): Date => new Date(FROM.getTime() + seconds * 1000);
export const NOON = 43_200;

/** A number of this shop: a UUID of version 7. */
export const number = (serial: number): string => `0195500000007000800${String(serial).padStart(13, '0')}`;
const fee = (amountFen: number): number => Math.floor((amountFen * 60 + 5000) / 10_000);

export const payment = (serial: number, change: Partial<OurPayment> = {}): OurPayment => ({
  outTradeNo: number(serial),
  amountFen: fen(9900 + serial),
  state: 'succeeded',
  tradeNo: `t${serial}`,
  paidAt: at(NOON),
  ...change,
});
export const refund = (of: OurPayment, change: Partial<OurRefund> = {}): OurRefund => ({
  outTradeNo: of.outTradeNo,
  outRequestNo: `r${of.tradeNo}`,
  amountFen: fen(3000),
  state: 'succeeded',
  isExternal: false,
  finishedAt: at(NOON + 60),
  attempts: 1,
  ...change,
});
export const lineOf = (of: OurPayment, change: Partial<BillLine> = {}): BillLine => ({
  line: 1,
  kind: 'payment',
  tradeNo: of.tradeNo ?? '',
  outTradeNo: of.outTradeNo,
  outRequestNo: null,
  amountFen: of.amountFen,
  receiptFen: of.amountFen,
  feeFen: fen(0 - fee(of.amountFen)),
  at: of.paidAt ?? at(NOON),
  ...change,
});
export const backOf = (of: OurPayment, made: OurRefund, change: Partial<BillLine> = {}): BillLine =>
  lineOf(of, {
    kind: 'refund',
    outRequestNo: made.outRequestNo,
    amountFen: made.amountFen,
    receiptFen: made.amountFen,
    feeFen: fen(fee(made.amountFen)),
    at: made.finishedAt ?? at(NOON),
    ...change,
  });

export const reconcilable = (change: Partial<Reconcilable>): Reconcilable => ({
  day: DAY,
  lines: [],
  elsewhere: [],
  payments: [],
  refunds: [],
  readDays: new Set(['2026-02-28']),
  now: new Date('2026-03-02T10:05:00+08:00'),
  feeBasisPoints: 60,
  ...change,
});
