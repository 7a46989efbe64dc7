import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OrderStatusCode } from '@luffy/contracts';
import { type Fen, fen, fenFromYuan } from '@luffy/money';

import { World } from '../../test/world.js';
import { decideOnPaid, type PaidDecision } from '../order/order.state.js';
import { type PaidNotice, SettlementQuery } from './settlement.query.js';

/**
 * Nearly every notify is settled by one statement. It must do what the longer way does, row for row, exactly where
 * `decideOnPaid` says "settle", and nothing at all anywhere else.
 */
let world: World;
let settlement: SettlementQuery;
beforeAll(async () => {
  world = await World.open();
  settlement = world.app.get(SettlementQuery);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => world.close());

interface Situation {
  outTradeNo: string;
  token: string;
}

const waiting = async (): Promise<Situation> => {
  const token = await world.student();
  const outTradeNo = await world.place(token, [1, 2], '298.00');
  world.channel.pay(outTradeNo);
  return { token, outTradeNo };
};

async function paymentIs(state: 'closed' | 'unknown'): Promise<Situation> {
  const situation = await waiting();
  await world.rows('UPDATE luffy_payment SET state = $2 WHERE out_trade_no = $1', [situation.outTradeNo, state]);
  return situation;
}

/** Everything a paid notify may write, without what no two orders can share. */
async function rowsOf({ outTradeNo, token }: Situation): Promise<unknown> {
  const own = new Set(['id', 'order_id', 'user_id', 'out_trade_no', 'order_detail_id', 'trade_no', 'notify_id']);
  const apart = new Set([...own, 'body', 'body_sha256']);
  const without = (row: object): object =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !apart.has(column))
        .map(([column, value]) => [column, column === 'data' ? Object.keys(value as object) : value]),
    );
  const all = async (sql: string) => (await world.rows<object>(sql, [outTradeNo])).map(without);
  const order = '(SELECT id FROM luffy_order WHERE out_trade_no = $1)';
  return {
    order: await all('SELECT * FROM luffy_order WHERE out_trade_no = $1'),
    lines: await all(`SELECT * FROM luffy_order_detail WHERE order_id = ${order} ORDER BY id`),
    payments: await all(`SELECT * FROM luffy_payment WHERE order_id = ${order} ORDER BY id`),
    notifies: await all('SELECT * FROM luffy_notify WHERE out_trade_no = $1 ORDER BY id'),
    access: await all(
      `SELECT * FROM luffy_enrolment WHERE order_detail_id IN (SELECT id FROM luffy_order_detail WHERE order_id = ${order}) ORDER BY id`,
    ),
    // The one who placed it is a student of their own.
    events: (await all(`SELECT * FROM luffy_order_event WHERE order_id = ${order} ORDER BY seq`)).slice(1),
    courses: await world.courses(token),
  };
}

const send = async ({ outTradeNo }: Situation): Promise<string> =>
  (await world.notify(world.channel.notifyBody(outTradeNo))).text;

describe('where money settles, one statement does what the longer way does', () => {
  test.each<[string, () => Promise<Situation>]>([
    ['an order that waits', waiting],
    ['a payment that nobody knew about', () => paymentIs('unknown')],
    ['a payment that was closed while its order waits', () => paymentIs('closed')],
  ])('%s', async (_, situation) => {
    const atOnce = await situation();
    const settleAtOnce = jest.spyOn(settlement, 'settleAtOnce');
    expect(await send(atOnce)).toBe('success');
    expect(await settleAtOnce.mock.results[0]?.value).toBe(true);

    const longer = await situation();
    settleAtOnce.mockResolvedValue(false);
    expect(await send(longer)).toBe('success');
    expect(await rowsOf(atOnce)).toEqual(await rowsOf(longer));
    expect(await world.broken()).toEqual([]);
  });
});

/** What the pure decision says of the books as they are. */
async function decisionOn(notice: PaidNotice): Promise<PaidDecision | 'unknown payment'> {
  const { report, notify } = notice;
  const [row] = await world.rows<{
    id: string;
    order_status: OrderStatusCode;
    amount: string;
    trade_no: string | null;
    disposition: string | null;
  }>(
    `SELECT p.id, o.order_status, p.amount, p.trade_no, p.disposition FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id
     WHERE p.out_trade_no = $1 AND p.channel = $2`,
    [report.outTradeNo, notify.channel],
  );
  if (!row) return 'unknown payment';
  const owners = await world.rows<{ id: string }>('SELECT id FROM luffy_payment WHERE trade_no = $1 AND channel = $2', [
    report.tradeNo,
    notify.channel,
  ]);
  return decideOnPaid(
    { status: row.order_status, stillSellable: true },
    { amountFen: fenFromYuan(row.amount), tradeNo: row.trade_no, disposition: row.disposition },
    { fen: report.totalFen, tradeNo: report.tradeNo, tradeNoIsFree: owners.every((owner) => owner.id === row.id) },
  );
}

let serial = 0;

function noticeOf(
  outTradeNo: string,
  change: { totalFen?: Fen; tradeNo?: string; channel?: 'wechat' } = {},
): PaidNotice {
  const now = world.clock.now();
  return {
    report: {
      outTradeNo,
      tradeNo: change.tradeNo ?? `2026030222001400000000${String((serial += 1)).padStart(6, '0')}`,
      totalFen: change.totalFen ?? fen(29_800),
      paidAt: now,
      buyerId: '2088000000009999',
    },
    notify: {
      channel: change.channel ?? 'alipay',
      receivedAt: now,
      verdict: 'settled',
      answer: 'success',
      checks: [],
      outTradeNo,
      notifyId: 'n',
      headers: {},
      bodySha256: '0'.repeat(64),
      body: Buffer.from('x'),
    },
  };
}

async function paid(): Promise<Situation & { tradeNo: string }> {
  const situation = await waiting();
  await send(situation);
  return { ...situation, tradeNo: world.channel.tradeOf(situation.outTradeNo)?.tradeNo ?? '' };
}

async function cancelled(): Promise<string> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [1, 2], '298.00');
  await world.post(`/api/order/${outTradeNo}/cancel/`, token);
  return outTradeNo;
}

async function timedOut(): Promise<string> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [1, 2], '298.00');
  world.pass(1860);
  await world.sweep();
  return outTradeNo;
}

/** A second payment of an order, as after the channel had closed the first. */
async function secondPayment(outTradeNo: string): Promise<string> {
  const number = `${outTradeNo.slice(0, 28)}beef`;
  await world.rows(
    `INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, linked_at, created_time)
     SELECT id, 'alipay', $2, total_amount, 'waiting', $3, $3 FROM luffy_order WHERE out_trade_no = $1`,
    [outTradeNo, number, world.clock.now()],
  );
  return number;
}

describe('where money does not settle, it does nothing', () => {
  test.each<[PaidDecision | 'unknown payment', string, () => Promise<PaidNotice>]>([
    [
      'repeat',
      'the same notify again',
      async () => {
        const { outTradeNo, tradeNo } = await paid();
        return noticeOf(outTradeNo, { tradeNo });
      },
    ],
    ['suspect', 'one fen too little', async () => noticeOf((await waiting()).outTradeNo, { totalFen: fen(29_799) })],
    [
      'suspect',
      'a trade number of another payment',
      async () => {
        const { tradeNo } = await paid();
        return noticeOf((await waiting()).outTradeNo, { tradeNo });
      },
    ],
    ['suspect', 'a second trade number for one payment', async () => noticeOf((await paid()).outTradeNo)],
    [
      'refund-duplicate',
      'a second payment of a paid order',
      async () => noticeOf(await secondPayment((await paid()).outTradeNo)),
    ],
    ['refund-late', 'a cancelled order', async () => noticeOf(await cancelled())],
    ['revive', 'an order past its deadline', async () => noticeOf(await timedOut())],
    ['unknown payment', 'a number we never gave', async () => noticeOf('f'.repeat(32))],
    [
      'unknown payment',
      'a payment of another channel',
      async () => noticeOf((await waiting()).outTradeNo, { channel: 'wechat' }),
    ],
  ])('%s: %s', async (decision, _, notice) => {
    const made = await notice();
    expect(await decisionOn(made)).toBe(decision);
    const before = await world.snapshot();
    expect(await settlement.settleAtOnce(made)).toBe(false);
    expect(await world.snapshot()).toBe(before);
  });

  test('an order with a coupon is left to the longer way, which uses the coupon', async () => {
    const { outTradeNo } = await waiting();
    await world.rows(
      `WITH c AS (INSERT INTO luffy_coupon (name, type, value, total, per_user, starts_at, ends_at)
         VALUES ('c', 0, 1, 10, 1, now() - interval '9 years', now() + interval '9 years') RETURNING id),
       r AS (INSERT INTO luffy_coupon_record (coupon_id, user_id, state, order_id, claimed_at)
         SELECT c.id, o.user_id, 'held', o.id, now() FROM c, luffy_order o WHERE o.out_trade_no = $1 RETURNING id)
       UPDATE luffy_order SET coupon_record_id = (SELECT id FROM r) WHERE out_trade_no = $1`,
      [outTradeNo],
    );
    expect(await settlement.settleAtOnce(noticeOf(outTradeNo))).toBe(false);
    expect(await send({ outTradeNo, token: '' })).toBe('success');
    expect(await world.rows('SELECT state FROM luffy_coupon_record')).toEqual([{ state: 'used' }]);
    expect(await world.broken()).toEqual([]);
  });

  test('what another transaction has taken meanwhile is seen after its lock', async () => {
    const { outTradeNo } = await waiting();
    const runner = world.db.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM luffy_order WHERE out_trade_no = $1 FOR UPDATE', [outTradeNo]);
    const settled = settlement.settleAtOnce(noticeOf(outTradeNo));
    await runner.query(`UPDATE luffy_order SET order_status = 2, closed_at = created_time WHERE out_trade_no = $1`, [
      outTradeNo,
    ]);
    await runner.commitTransaction();
    await runner.release();
    expect(await settled).toBe(false);
    expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: null }]);
  });
});
