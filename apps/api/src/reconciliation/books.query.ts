import { Inject, Injectable } from '@nestjs/common';
import { type Fen, fenFromYuan, signedFenFromYuan } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { daySpan, daysLater } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import type { LineElsewhere, OurPayment, OurRefund, Reconcilable } from './difference.diff.js';

interface LineRow {
  day: string;
  line: number;
  kind: 'payment' | 'refund';
  trade_no: string;
  out_trade_no: string;
  out_request_no: string | null;
  amount: string;
  receipt: string;
  fee: string;
  at: Date;
}

const LINES = `SELECT b.day::text AS day, l.line, l.kind, l.trade_no, l.out_trade_no, l.out_request_no, l.amount, l.receipt, l.fee, l.at
  FROM luffy_bill_line l JOIN luffy_bill b ON b.id = l.bill_id`;

/** Reads what a day's bill may speak of, from our own books and from the bills of other days. */
@Injectable()
export class BooksQuery {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Everything that has to agree with the lines kept of a day. */
  async load(tx: EntityManager, day: string): Promise<Reconcilable> {
    const lines = (await tx.query<LineRow[]>(`${LINES} WHERE b.day = $1 ORDER BY l.line`, [day])).map(lineOf);
    const payments = await paymentsOf(tx, day, [...new Set(lines.map((line) => line.outTradeNo))]);
    const refunds = await refundsOf(tx, day, payments);
    // A refund of the day may belong to a payment of another.
    const further = await paymentsNamed(tx, refunds, payments);
    const all = [...payments, ...further];
    const numbers = new Set([...lines, ...all].map((one) => one.outTradeNo));
    return {
      day,
      lines,
      elsewhere: await elsewhere(tx, day, [...numbers]),
      payments: all,
      refunds: further.length === 0 ? refunds : await refundsOf(tx, day, all),
      readDays: await readDays(tx, day),
      now: this.clock.now(),
      feeBasisPoints: this.config.ALIPAY_FEE_BASIS_POINTS,
    };
  }

  /** What all bills say was refunded of a payment under numbers that are not ours. */
  async consoleFen(tx: EntityManager, outTradeNo: string): Promise<Fen> {
    const [row] = await tx.query<{ sum: string }[]>(
      `SELECT coalesce(sum(amount), 0.00) AS sum FROM (
         SELECT DISTINCT ON (l.trade_no, coalesce(l.out_request_no, l.bill_id || ' ' || l.line)) l.amount
         FROM luffy_bill_line l JOIN luffy_payment p ON p.out_trade_no = l.out_trade_no AND p.trade_no = l.trade_no
         WHERE l.kind = 'refund' AND l.out_trade_no = $1 AND NOT EXISTS (
           SELECT 1 FROM luffy_refund r WHERE r.payment_id = p.id AND r.kind <> 'external'
             AND r.out_request_no = l.out_request_no)) AS told`,
      [outTradeNo],
    );
    return fenFromYuan(row?.sum ?? '0');
  }
}

const lineOf = (row: LineRow): LineElsewhere => ({
  day: row.day,
  line: row.line,
  kind: row.kind,
  tradeNo: row.trade_no,
  outTradeNo: row.out_trade_no,
  outRequestNo: row.out_request_no,
  amountFen: fenFromYuan(row.amount),
  receiptFen: fenFromYuan(row.receipt),
  feeFen: signedFenFromYuan(row.fee),
  at: row.at,
});

const PAYMENTS = `SELECT out_trade_no, amount, state, trade_no, paid_at FROM luffy_payment WHERE channel = 'alipay' AND`;

interface PaymentRow {
  out_trade_no: string;
  amount: string;
  state: string;
  trade_no: string | null;
  paid_at: Date | null;
}

const paymentOf = (row: PaymentRow): OurPayment => ({
  outTradeNo: row.out_trade_no,
  amountFen: fenFromYuan(row.amount),
  state: row.state,
  tradeNo: row.trade_no,
  paidAt: row.paid_at,
});

async function paymentsOf(tx: EntityManager, day: string, named: readonly string[]): Promise<OurPayment[]> {
  const { from, to } = daySpan(day);
  const rows = await tx.query<PaymentRow[]>(
    `${PAYMENTS} (out_trade_no = ANY($1) OR (state = 'succeeded' AND paid_at >= $2 AND paid_at < $3))`,
    [named, from, to],
  );
  return rows.map(paymentOf);
}

async function paymentsNamed(
  tx: EntityManager,
  refunds: readonly OurRefund[],
  known: readonly OurPayment[],
): Promise<OurPayment[]> {
  const have = new Set(known.map((payment) => payment.outTradeNo));
  const named = [...new Set(refunds.map((refund) => refund.outTradeNo))].filter((number) => !have.has(number));
  if (named.length === 0) return [];
  return (await tx.query<PaymentRow[]>(`${PAYMENTS} out_trade_no = ANY($1)`, [named])).map(paymentOf);
}

/** All refunds of these payments, and those that were done on the day. */
async function refundsOf(tx: EntityManager, day: string, payments: readonly OurPayment[]): Promise<OurRefund[]> {
  const { from, to } = daySpan(day);
  const rows = await tx.query<
    {
      out_trade_no: string;
      out_request_no: string;
      amount: string;
      state: string;
      kind: string;
      finished_at: Date | null;
      attempts: number;
    }[]
  >(
    `SELECT p.out_trade_no, r.out_request_no, r.amount, r.state, r.kind, r.finished_at, r.attempts
     FROM luffy_refund r JOIN luffy_payment p ON p.id = r.payment_id
     WHERE p.channel = 'alipay' AND r.id = ANY (ARRAY(
       SELECT of.id FROM luffy_refund of JOIN luffy_payment paid ON paid.id = of.payment_id WHERE paid.out_trade_no = ANY($1)
       UNION
       SELECT id FROM luffy_refund WHERE state = 'succeeded' AND finished_at >= $2 AND finished_at < $3))`,
    [payments.map((payment) => payment.outTradeNo), from, to],
  );
  return rows.map((row) => ({
    outTradeNo: row.out_trade_no,
    outRequestNo: row.out_request_no,
    amountFen: fenFromYuan(row.amount),
    state: row.state,
    isExternal: row.kind === 'external',
    finishedAt: row.finished_at,
    attempts: row.attempts,
  }));
}

async function elsewhere(tx: EntityManager, day: string, numbers: readonly string[]): Promise<LineElsewhere[]> {
  const rows = await tx.query<LineRow[]>(`${LINES} WHERE l.out_trade_no = ANY($1) AND b.day <> $2`, [numbers, day]);
  return rows.map(lineOf);
}

/** Of the days around this one, those whose bill was read. */
async function readDays(tx: EntityManager, day: string): Promise<Set<string>> {
  const rows = await tx.query<{ day: string }[]>(
    `SELECT day::text AS day FROM luffy_bill WHERE day BETWEEN $1 AND $2 AND state <> 'none' AND reason IS NULL`,
    [daysLater(day, -2), daysLater(day, 2)],
  );
  return new Set(rows.map((row) => row.day));
}
