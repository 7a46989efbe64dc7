import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { at, backOf, lineOf, number, payment, reconcilable, refund } from '../../test/bill-rows.js';
import type { BillLine } from './bill.parse.js';
import { colourOf, type DifferenceKind, DIFFERENCES } from './bill.state.js';
import type { OurPayment, OurRefund } from './difference.diff.js';
import { differencesOf } from './reconciliation.diff.js';

describe('ten thousand lines', () => {
  const SIZE = 10_000;
  const payments = Array.from({ length: SIZE }, (_, serial) => payment(serial, { paidAt: at(serial * 8) }));
  const refunds = payments.filter((_, serial) => serial % 10 === 0).map((of) => refund(of));
  const paymentOf = new Map(payments.map((of) => [of.outTradeNo, of]));
  const clean = (): BillLine[] => [
    ...payments.map((of) => lineOf(of)),
    ...refunds.map((made) => backOf(paymentOf.get(made.outTradeNo) as OurPayment, made)),
  ];

  test('that agree have no difference', () => {
    expect(differencesOf(reconcilable({ lines: clean(), payments, refunds }))).toEqual([]);
  });

  /** Each plants its own on rows that no other touches, and says which number must be found. */
  const PLANTED: [kind: DifferenceKind, plant: (day: Planted, serial: number) => string][] = [
    ['payment_unknown', (day, serial) => day.drop(serial)],
    ['payment_unpaid', (day, serial) => day.ours(serial, { state: 'closed', tradeNo: null, paidAt: null })],
    ['payment_missing', (day, serial) => day.unsay(serial)],
    ['payment_amount', (day, serial) => day.says(serial, { amountFen: fen(1) })],
    ['trade_no_differs', (day, serial) => day.says(serial, { tradeNo: 'another' })],
    ['refund_unknown', (day, serial) => day.adds(serial, { kind: 'refund', outRequestNo: 'console-1' })],
    ['refund_missing', (day, serial) => day.refunds(serial, {}, 'untold')],
    ['refund_amount', (day, serial) => day.refunds(serial, { amountFen: fen(2999) }, fen(3000))],
    ['refund_state', (day, serial) => day.refunds(serial, { state: 'failed' }, fen(3000))],
    ['refund_unsent', (day, serial) => day.refunds(serial, { state: 'requested', finishedAt: null }, fen(3000))],
    ['external_missing', (day, serial) => day.refunds(serial, { isExternal: true }, 'untold')],
    ['line_repeated', (day, serial) => day.adds(serial, {})],
    ['line_foreign', (day, serial) => day.adds(serial, { outTradeNo: 'T2026-SHOP-77' })],
    ['receipt_differs', (day, serial) => day.says(serial, { receiptFen: fen(1) })],
    ['fee_odd', (day, serial) => day.says(serial, { feeFen: fen(-5000) })],
  ];

  /** The day with what was done to it. */
  class Planted {
    readonly payments = new Map(payments.map((of) => [of.outTradeNo, of]));
    readonly moreRefunds: OurRefund[] = [];
    lines = clean();

    drop(serial: number): string {
      this.payments.delete(number(serial));
      return number(serial);
    }
    ours(serial: number, change: Partial<OurPayment>): string {
      this.payments.set(number(serial), payment(serial, change));
      return number(serial);
    }
    unsay(serial: number): string {
      this.lines = this.lines.filter((line) => line.outTradeNo !== number(serial));
      return number(serial);
    }
    says(serial: number, change: Partial<BillLine>): string {
      this.lines = this.lines.map((line) => (line.outTradeNo === number(serial) ? { ...line, ...change } : line));
      return number(serial);
    }
    adds(serial: number, change: Partial<BillLine>): string {
      const line = lineOf(payment(serial, { paidAt: at(serial * 8) }), change);
      this.lines.push(line);
      return line.outTradeNo;
    }
    refunds(serial: number, change: Partial<OurRefund>, told: ReturnType<typeof fen> | 'untold'): string {
      const of = payment(serial);
      const made = refund(of, change);
      this.moreRefunds.push(made);
      if (told !== 'untold') this.lines.push(backOf(of, { ...made, amountFen: told }));
      return of.outTradeNo;
    }
  }

  test('with every kind of difference planted among them: all are found, none is invented', () => {
    expect(PLANTED.map(([kind]) => kind).toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
    const day = new Planted();
    const expected = PLANTED.flatMap(([kind, plant], place) =>
      // Rows all over the bill, none of them one that has a refund already.
      [1, 3003, 7007].map((start) => [kind, plant(day, start + place * 10)] as const),
    );
    const differences = differencesOf(
      reconcilable({
        lines: day.lines,
        payments: [...day.payments.values()],
        refunds: [...refunds, ...day.moreRefunds],
      }),
    );
    const inOrder = (pairs: readonly (readonly [string, string])[]) => pairs.map((pair) => pair.join(' ')).toSorted();
    expect(inOrder(differences.map(({ kind, outTradeNo }) => [kind, outTradeNo]))).toEqual(inOrder(expected));
    for (const { kind, action } of differences) expect(action).toBe(DIFFERENCES[kind].action);
    const subjects = differences.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(colourOf(differences)).toBe('red');
  });
});
