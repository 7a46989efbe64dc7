import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { at, backOf, FROM, lineOf, NOON, payment, reconcilable, refund } from '../../test/bill-rows.js';
import type { BillLine } from './bill.parse.js';
import { colourOf, retrySeconds } from './bill.state.js';
import type { Difference, LineElsewhere, OurPayment, OurRefund, Reconcilable } from './difference.diff.js';
import { differencesOf } from './reconciliation.diff.js';

const found = (change: Partial<Reconcilable>): [string, string][] =>
  differencesOf(reconcilable(change)).map(({ kind, action }) => [kind, action]);

describe('around midnight', () => {
  const late = payment(1, { paidAt: at(86_399) });
  const early = payment(2, { paidAt: at(1) });
  const elsewhere = (of: OurPayment, day: string): LineElsewhere => ({ ...lineOf(of), day });

  test('a payment that this bill lacks waits for the next one', () => {
    expect(found({ payments: [late] })).toEqual([['payment_missing', 'wait']]);
    expect(found({ payments: [late], elsewhere: [elsewhere(late, '2026-03-02')] })).toEqual([]);
    const readDays = new Set(['2026-03-02']);
    expect(found({ payments: [late], readDays })).toEqual([['payment_missing', 'requery']]);
  });

  test('or for the one before', () => {
    expect(found({ payments: [early] })).toEqual([['payment_missing', 'requery']]);
    expect(found({ payments: [early], readDays: new Set() })).toEqual([['payment_missing', 'wait']]);
    expect(found({ payments: [early], elsewhere: [elsewhere(early, '2026-02-28')] })).toEqual([]);
  });

  test('but not for ever, when that bill never comes', () => {
    const now = (text: string): Partial<Reconcilable> => ({ payments: [late], now: new Date(text) });
    expect(found(now('2026-03-03T23:59:59+08:00'))).toEqual([['payment_missing', 'wait']]);
    expect(found(now('2026-03-04T00:00:00+08:00'))).toEqual([['payment_missing', 'requery']]);
  });

  test('a payment at noon waits for nothing', () => {
    expect(found({ payments: [payment(1)], readDays: new Set() })).toEqual([['payment_missing', 'requery']]);
  });

  test('a payment that we date to another day agrees with its line', () => {
    const other = payment(1, { paidAt: new Date(FROM.getTime() - 1000) });
    expect(found({ payments: [other], lines: [lineOf(other)] })).toEqual([]);
  });

  test('a refund that hung was done before we heard of it: yesterday’s bill may have it', () => {
    const of = payment(1, { paidAt: at(-200_000) });
    const hung = refund(of, { attempts: 3 });
    const books = { payments: [of], refunds: [hung] };
    expect(found({ ...books, readDays: new Set() })).toEqual([['refund_missing', 'wait']]);
    expect(found(books)).toEqual([['refund_missing', 'retry_refund']]);
    expect(found({ ...books, elsewhere: [{ ...backOf(of, hung), day: '2026-02-28' }] })).toEqual([]);
  });

  test('a day that only waits is amber', () => {
    expect(colourOf(differencesOf(reconcilable({ payments: [late] })))).toBe('amber');
    expect(colourOf([])).toBe('green');
  });
});

describe('a payment', () => {
  const of = payment(1);

  test.each(['waiting', 'unknown', 'closed'])('%s here and paid there is settled', (state) => {
    const ours = payment(1, { state, tradeNo: null, paidAt: null });
    expect(found({ payments: [ours], lines: [lineOf(of)] })).toEqual([['payment_unpaid', 'settle']]);
  });

  test('that is neither paid here nor there is nothing', () => {
    expect(found({ payments: [payment(1, { state: 'closed', tradeNo: null, paidAt: null })] })).toEqual([]);
  });

  test('unpaid here and paid there with another amount is for a person', () => {
    const ours = payment(1, { state: 'waiting', tradeNo: null, paidAt: null });
    const lines = [lineOf(of, { amountFen: fen(1) })];
    expect(found({ payments: [ours], lines })).toEqual([['payment_amount', 'look']]);
  });

  test('told with a second trade beside its own is one difference', () => {
    const lines = [lineOf(of), lineOf(of, { tradeNo: 'second' })];
    expect(found({ payments: [of], lines })).toEqual([['trade_no_differs', 'look']]);
  });

  test('told again on another day is a repeat on the later one', () => {
    const again = { payments: [of], lines: [lineOf(of)] };
    expect(found({ ...again, elsewhere: [{ ...lineOf(of), day: '2026-02-28' }] })).toEqual([['line_repeated', 'look']]);
    expect(found({ ...again, elsewhere: [{ ...lineOf(of), day: '2026-03-02' }] })).toEqual([]);
  });

  test('told three times has two repeats', () => {
    const differences = differencesOf(reconcilable({ payments: [of], lines: [lineOf(of), lineOf(of), lineOf(of)] }));
    expect(differences.map(({ kind }) => kind)).toEqual(['line_repeated', 'line_repeated']);
    expect(new Set(differences.map(({ subject }) => subject)).size).toBe(2);
  });

  test.each([
    [-59, []],
    [-60, []],
    [-58, []],
    [-57, ['fee_odd']],
    [-61, ['fee_odd']],
    [59, ['fee_odd']],
    [0, ['fee_odd']],
  ])('of 99.01 with a fee of %i fen has %j', (feeFen, kinds) => {
    expect(found({ payments: [of], lines: [lineOf(of, { feeFen: fen(feeFen) })] }).map(([kind]) => kind)).toEqual(
      kinds,
    );
  });

  test('keeps what both sides say', () => {
    const [difference] = differencesOf(reconcilable({ payments: [of], lines: [lineOf(of, { amountFen: fen(1) })] }));
    expect(difference).toMatchObject({
      outTradeNo: of.outTradeNo,
      outRequestNo: null,
      ours: { amountFen: fen(9901), tradeNo: 't1', state: 'succeeded', at: at(NOON) },
      theirs: { amountFen: fen(1), tradeNo: 't1', feeFen: fen(-59), at: at(NOON) },
    } satisfies Partial<Difference>);
  });
});

describe('a refund', () => {
  const of = payment(1, { paidAt: at(-200_000) });
  const own = refund(of);
  const consoleLine = (amountFen: number, change: Partial<BillLine> = {}): BillLine =>
    backOf(of, { ...own, outRequestNo: `c${amountFen}`, amountFen: fen(amountFen) }, change);
  const external = (amountFen: number, change: Partial<OurRefund> = {}): OurRefund =>
    refund(of, { outRequestNo: `e${amountFen}`, amountFen: fen(amountFen), isExternal: true, ...change });

  test.each([
    ['approved', 'refund_state', 'retry_refund'],
    ['sending', 'refund_state', 'retry_refund'],
    ['unknown', 'refund_state', 'retry_refund'],
    ['failed', 'refund_state', 'retry_refund'],
    ['requested', 'refund_unsent', 'look'],
    ['rejected', 'refund_unsent', 'look'],
  ])('%s here and done there is %s', (state, kind, action) => {
    const refunds = [refund(of, { state, finishedAt: null })];
    expect(found({ payments: [of], refunds, lines: [backOf(of, own)] })).toEqual([[kind, action]]);
  });

  test('with the number of another payment’s is none of ours', () => {
    const other = payment(2, { paidAt: at(-200_000) });
    const lines = [backOf(other, own)];
    expect(found({ payments: [of, other], refunds: [own], lines: [...lines, backOf(of, own)] })).toEqual([
      ['refund_unknown', 'record_refund'],
    ]);
  });

  test('of a trade that is not the payment’s is for a person, whoever made it', () => {
    const books = { payments: [of], refunds: [own] };
    const lines = [backOf(of, own, { tradeNo: 'another' }), consoleLine(100, { tradeNo: 'another' })];
    expect(found({ ...books, lines })).toEqual([
      ['trade_no_differs', 'look'],
      ['trade_no_differs', 'look'],
    ]);
  });

  test('without a number is known by its payment', () => {
    const lines = [consoleLine(100, { outRequestNo: null }), consoleLine(100, { outRequestNo: null })];
    expect(found({ payments: [of], lines })).toEqual([
      ['refund_unknown', 'record_refund'],
      ['refund_unknown', 'record_refund'],
    ]);
    expect(found({ payments: [of], refunds: [external(200)], lines })).toEqual([]);
  });

  test('made in the console and recorded as a sum agrees, also over two days', () => {
    const books = { payments: [of], refunds: [external(300)] };
    expect(found({ ...books, lines: [consoleLine(100), consoleLine(200)] })).toEqual([]);
    const yesterday = { ...consoleLine(100, { at: at(-100) }), day: '2026-02-28' };
    expect(found({ ...books, elsewhere: [yesterday], lines: [consoleLine(200)] })).toEqual([]);
    expect(found({ ...books, elsewhere: [yesterday], lines: [consoleLine(200), consoleLine(50)] })).toEqual([
      ['refund_unknown', 'record_refund'],
    ]);
  });

  test('made in the console and recorded under the channel’s number agrees by it', () => {
    const refunds = [external(300, { outRequestNo: 'c300' }), external(50)];
    expect(found({ payments: [of], refunds, lines: [consoleLine(300), consoleLine(50)] })).toEqual([]);
  });

  test('made in the console and recorded with another amount is one difference', () => {
    const books = { payments: [of], refunds: [external(300)] };
    expect(found({ ...books, lines: [consoleLine(500)] })).toEqual([['refund_amount', 'look']]);
  });

  test('recorded from the console that no bill has waits, then is for a person', () => {
    const books = { payments: [of], refunds: [external(300)] };
    expect(found({ ...books, readDays: new Set() })).toEqual([['external_missing', 'wait']]);
    expect(found(books)).toEqual([['external_missing', 'look']]);
  });

  test('of an unknown payment is told as such', () => {
    expect(found({ lines: [backOf(of, own)] })).toEqual([['payment_unknown', 'look']]);
    expect(found({ lines: [backOf(of, own, { outTradeNo: 'SHOP-77' })] })).toEqual([['line_foreign', 'look']]);
  });

  test.each([
    [0, []],
    [18, []],
    [19, []],
    [20, ['fee_odd']],
    [-18, ['fee_odd']],
  ])('of 30.00 that gives %i fen of the fee back has %j', (feeFen, kinds) => {
    const lines = [backOf(of, own, { feeFen: fen(feeFen) })];
    expect(found({ payments: [of], refunds: [own], lines }).map(([kind]) => kind)).toEqual(kinds);
  });
});

test('a bill that was not to be had is asked for ever more seldom, and at least every six hours', () => {
  expect([1, 2, 3, 8, 40].map(retrySeconds)).toEqual([300, 600, 1200, 21_600, 21_600]);
});
