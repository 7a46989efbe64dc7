import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FakeBillRow } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { BillDesk } from '../../test/bill-desk.js';
import { number } from '../../test/bill-rows.js';
import { World } from '../../test/world.js';
import type { StatementAnswer } from '../statement/statement.dto.js';
import { type DifferenceKind, DIFFERENCES } from './bill.state.js';

/** Payments of the day; every tenth was refunded in part. With their refunds they are the bill's lines. */
const PAYMENTS = 9091;
const DAY_START = new Date('2026-03-02T00:00:00+08:00');
const YUAN = 9900;

const at = (serial: number): Date => new Date(DAY_START.getTime() + serial * 9000);
const feeFen = (amount: number): number => Math.floor((amount * 60 + 5000) / 10_000);

let world: World;
let desk: BillDesk;
beforeAll(async () => {
  world = await World.open();
  desk = await BillDesk.open(world);
  const outTradeNo = await world.place(await world.student(), [1], '99.00');
  await world.rows(
    `INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, disposition, trade_no, paid_at, linked_at, created_time)
     SELECT o.id, 'alipay', '0195500000007000800' || lpad(s::text, 13, '0'), 99, 'succeeded', 'late', 't' || s,
       $2::timestamptz + make_interval(secs => s * 9), $2, $2
     FROM luffy_order o, generate_series(0, $3::integer - 1) s WHERE o.out_trade_no = $1`,
    [outTradeNo, DAY_START, PAYMENTS],
  );
  await world.rows(
    `INSERT INTO luffy_refund (order_id, payment_id, out_request_no, amount, reason, kind, state, created_time, finished_at)
     SELECT p.order_id, p.id, 'r' || p.trade_no, 30, '-', 'staff', 'succeeded', p.paid_at, p.paid_at + interval '1 minute'
     FROM luffy_payment p WHERE p.trade_no IS NOT NULL AND substr(p.trade_no, 2)::integer % 10 = 0`,
  );
});
afterAll(() => world.close());

const paymentRow = (serial: number, change: Partial<FakeBillRow> = {}): FakeBillRow => ({
  kind: 'payment',
  tradeNo: `t${serial}`,
  outTradeNo: number(serial),
  outRequestNo: '',
  amountFen: fen(YUAN),
  feeFen: fen(0 - feeFen(YUAN)),
  at: at(serial),
  ...change,
});
const refundRow = (serial: number, outRequestNo = `rt${serial}`, amount = 3000): FakeBillRow =>
  paymentRow(serial, { kind: 'refund', outRequestNo, amountFen: fen(amount), feeFen: fen(feeFen(amount)) });

const cleanRows = (): FakeBillRow[] =>
  Array.from({ length: PAYMENTS }, (_, serial) =>
    serial % 10 === 0 ? [paymentRow(serial), refundRow(serial)] : [paymentRow(serial)],
  ).flat();

/** A refund in our books that the plant of its kind needs. */
const ourRefund = (serial: number, { state, kind }: { state: 'failed' | 'requested' | 'succeeded'; kind: string }) =>
  world.rows(
    `INSERT INTO luffy_refund (order_id, payment_id, out_request_no, amount, reason, kind, state, created_time, finished_at)
     SELECT order_id, id, 'planted' || trade_no, 10, '-', $2, $3::varchar, paid_at, CASE WHEN $3::varchar = 'requested' THEN NULL ELSE paid_at END
     FROM luffy_payment WHERE out_trade_no = $1`,
    [number(serial), kind, state],
  );

type Plant = (rows: FakeBillRow[], serial: number) => FakeBillRow[] | Promise<FakeBillRow[]>;
const changing =
  (change: Partial<FakeBillRow>): Plant =>
  (rows, serial) =>
    rows.map((row) => (row.outTradeNo === number(serial) ? { ...row, ...change } : row));
const adding =
  (rowOf: (serial: number) => FakeBillRow): Plant =>
  (rows, serial) => [...rows, rowOf(serial)];

/** What is done to the bill, or to our books beside it, on a serial that no other plant touches. */
const PLANTS: Record<DifferenceKind, { serial: number; plant: Plant }> = {
  payment_unknown: { serial: 4001, plant: adding(() => paymentRow(20_000)) },
  payment_unpaid: {
    serial: 4011,
    plant: async (rows) => {
      await world.rows(
        `INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, linked_at, created_time)
         SELECT order_id, 'alipay', $2, 99, 'closed', linked_at, created_time FROM luffy_payment WHERE out_trade_no = $1`,
        [number(4011), number(20_001)],
      );
      return [...rows, paymentRow(20_001)];
    },
  },
  payment_missing: { serial: 4021, plant: (rows) => rows.filter((row) => row.outTradeNo !== number(4021)) },
  payment_amount: { serial: 4031, plant: changing({ amountFen: fen(YUAN + 1) }) },
  trade_no_differs: { serial: 4041, plant: changing({ tradeNo: 'another' }) },
  refund_unknown: { serial: 4051, plant: adding((serial) => refundRow(serial, 'console-1')) },
  refund_missing: { serial: 4060, plant: (rows) => rows.filter((row) => row.outRequestNo !== 'rt4060') },
  refund_amount: {
    serial: 4070,
    plant: (rows) => rows.map((row) => (row.outRequestNo === 'rt4070' ? { ...row, amountFen: fen(2999) } : row)),
  },
  refund_state: {
    serial: 4081,
    plant: async (rows, serial) => {
      await ourRefund(serial, { state: 'failed', kind: 'staff' });
      return [...rows, refundRow(serial, `plantedt${serial}`, 1000)];
    },
  },
  refund_unsent: {
    serial: 4091,
    plant: async (rows, serial) => {
      await ourRefund(serial, { state: 'requested', kind: 'staff' });
      return [...rows, refundRow(serial, `plantedt${serial}`, 1000)];
    },
  },
  external_missing: {
    serial: 4101,
    plant: async (rows, serial) => {
      await ourRefund(serial, { state: 'succeeded', kind: 'external' });
      return rows;
    },
  },
  line_repeated: { serial: 4111, plant: adding((serial) => paymentRow(serial)) },
  line_foreign: { serial: 4121, plant: adding(() => paymentRow(4121, { outTradeNo: 'T2026-SHOP-77', tradeNo: 'f' })) },
  receipt_differs: { serial: 4141, plant: changing({ receiptFen: fen(YUAN - 100) }) },
  fee_odd: { serial: 4131, plant: changing({ feeFen: fen(-5000) }) },
};

test('ten thousand lines that agree have no difference', async () => {
  expect(cleanRows().length).toBeGreaterThanOrEqual(10_000);
  expect(await desk.matched(cleanRows)).toBe('green');
  expect(await desk.list()).toEqual([]);
});

test('of the kinds planted among them all are found, none is invented, and another fetch finds no other', async () => {
  // What was seen at the console may have been done the day before: that bill has to be read as well.
  world.channel.onBill = () => [];
  await desk.post('bills/2026-03-01/fetch/');
  let rows = cleanRows();
  for (const { serial, plant } of Object.values(PLANTS)) rows = await plant(rows, serial);
  for (const _ of ['once', 'again']) {
    expect(await desk.matched(() => rows)).toBe('red');
    const found = await desk.list('?limit=100');
    expect(found.map((item) => String(item['kind'])).toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
    for (const { kind, action } of found as { kind: DifferenceKind; action: string }[])
      expect([kind, action]).toEqual([kind, DIFFERENCES[kind].action]);
  }
});

test('the statement of the month names every one of them, and nothing else is apart', async () => {
  const { body } = await world.get('/api/admin/statements/2026-03/', await world.token('finance'));
  const { verdict, days, total } = body as unknown as StatementAnswer;
  const kinds = Object.keys(DIFFERENCES).length;
  const without = total.days_without_bill;
  expect({ verdict, without, explained: total.explained_by, unexplained: total.unexplained }).toEqual({
    verdict: 'differs',
    without: days.length - 2,
    // Another trade number costs nothing: the sums agree.
    explained: kinds - 1,
    unexplained: 0,
  });
  expect(days[1]?.differences.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
  const [lines] = await world.rows<{ paid: string; fees: string }>(
    `SELECT sum(receipt) FILTER (WHERE kind = 'payment')::text AS paid, sum(fee)::text AS fees FROM luffy_bill_line`,
  );
  expect(total.bill).toMatchObject({ ...lines });
});
