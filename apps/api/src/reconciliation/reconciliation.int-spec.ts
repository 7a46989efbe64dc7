import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { World } from '../../test/world.js';
import { ReconciliationJob } from './reconciliation.job.js';

/** World begins on 2026-03-02 at 14:05 in Beijing. */
const DAY = '2026-03-02';
const UNTIL_TEN_SECONDS = 20 * 3600 - 300;

let world: World;
let staff: string;
beforeEach(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterEach(() => world.close());

const bill = async (day = DAY) => (await world.get(`/api/admin/bills/${day}/`, staff)).body as unknown as BillBody;
const fetchDay = async (day = DAY) => {
  const answer = await world.post(`/api/admin/bills/${day}/fetch/`, staff);
  return { http: answer.http, code: answer.body.code, ...(answer.body as unknown as BillBody) };
};
interface BillBody {
  bill: Record<string, unknown>;
  totals: Record<string, unknown>;
}
const differences = async (state = '', day = DAY) =>
  (await world.get(`/api/admin/bills/${day}/differences/?state=${state}`.replace(/\?state=$/, ''), staff)).body.items ??
  [];
const kinds = async (state = '', day = DAY) =>
  (await differences(state, day)).map((item) => `${String(item['kind'])} ${String(item['action'])}`);
const resolve = async (place = 0, reason = '核对过支付宝后台') => {
  const id = (await differences('open'))[place]?.['id'];
  const answer = await world.post(`/api/admin/differences/${String(id)}/resolve/`, staff, { reason });
  return { id, http: answer.http, body: answer.body as Record<string, unknown> };
};
const alerts = async () =>
  (await world.get('/api/admin/alerts/', staff)).body.items?.map((item) => [item['kind'], item['subject']]);
const nextMorning = (): void => world.pass(UNTIL_TEN_SECONDS);

/** A buyer pays, and neither a notify nor a query tells us. */
async function paidUnseen(courses = [1], total = '99.00'): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  const outTradeNo = await world.place(token, courses, total);
  world.channel.pay(outTradeNo);
  await world.rows('UPDATE luffy_payment SET next_query_at = NULL WHERE out_trade_no = $1', [outTradeNo]);
  return { token, outTradeNo };
}

/** Somebody refunds at the channel, past us and without a notify. */
async function consoleRefund(outTradeNo: string, outRequestNo: string, amount: number): Promise<void> {
  const tradeNo = world.channel.tradeOf(outTradeNo)?.tradeNo ?? '';
  const request = { outTradeNo, tradeNo, outRequestNo, refundFen: fen(amount), reason: '-' };
  expect(await world.channel.refund(request)).toEqual({ kind: 'refunded' });
}

describe('yesterday’s bill', () => {
  test('comes by itself after ten in Beijing, and a day that agrees is green', async () => {
    const { outTradeNo } = await world.bought([1, 2], '298.00');
    await consoleRefund(outTradeNo, 'c1', 9900);
    expect(await world.notify(world.channel.notifyBody(outTradeNo))).toMatchObject({ text: 'success' });
    await world.sweep(); // the console refund is recorded, and the day before is an empty one
    expect((await bill('2026-03-01')).bill).toMatchObject({ state: 'green', lines: 0 });
    world.pass(UNTIL_TEN_SECONDS - 1);
    await world.sweep();
    expect((await bill()).bill).toMatchObject({ state: 'none', fetched_at: null });
    world.pass(1);
    await world.sweep();
    expect(await bill()).toMatchObject({
      bill: { day: DAY, state: 'green', lines: 2, differences: 0, open_differences: 0, reason: null },
      totals: { paid: '298.00', refunded: '99.00', fees: '-1.20', net: '197.80', count: 2 },
    });
    const calls = world.channel.calls.bill;
    await world.sweep();
    expect(world.channel.calls.bill).toBe(calls);
    expect(await world.broken()).toEqual([]);
  });

  test('is asked for again until it comes, more and more seldom, and staff hear of it when it does not', async () => {
    await world.bought([1], '99.00');
    await world.sweep();
    nextMorning();
    world.channel.failNext('bill', 'unknown', 3);
    await world.sweep();
    expect((await bill()).bill).toMatchObject({
      state: 'amber',
      reason: '支付宝没有给出可信的答复(timeout)',
      reason_code: 'unknown',
      reason_place: 'timeout',
      lines: 0,
      next_try_at: '2026-03-03T02:05:00.000Z',
    });
    const calls = world.channel.calls.bill;
    world.pass(299);
    await world.sweep();
    expect(world.channel.calls.bill).toBe(calls);
    world.pass(1);
    await world.sweep();
    expect(await alerts()).toEqual([]);
    world.pass(600);
    await world.sweep();
    expect(await alerts()).toEqual([['bill_unreadable', DAY]]);
    world.pass(1200);
    await world.sweep();
    expect((await bill()).bill).toMatchObject({ state: 'green', lines: 1, reason: null, next_try_at: null });
    expect(await alerts()).toEqual([]);
  });

  test('of every day that a sleeping shop missed is fetched', async () => {
    await world.sweep();
    world.pass(5 * 86_400);
    await world.sweep();
    const { items = [] } = (await world.get('/api/admin/bills/?month=2026-03', staff)).body;
    expect(items.map((day) => `${String(day['day'])} ${String(day['state'])}`)).toEqual(
      [1, 2, 3, 4, 5, 6].map((day) => `2026-03-0${day} green`),
    );
  });

  test('brings money in that was missed and writes refunds down that were made elsewhere, with nobody', async () => {
    const { token, outTradeNo } = await paidUnseen();
    const other = await world.bought([2], '199.00');
    await consoleRefund(other.outTradeNo, 'c1', 5000);
    nextMorning();
    // Alone: the other sweeps would have found the payment at its deadline.
    await world.app.get(ReconciliationJob).fetchDue();
    expect((await bill()).bill).toMatchObject({ state: 'green', differences: 2, open_differences: 0 });
    expect(await differences()).toMatchObject([
      { kind: 'refund_unknown', state: 'resolved', resolved_by: null, outcome: 'gone' },
      { kind: 'payment_unpaid', state: 'resolved', resolved_by: null, outcome: 'gone' },
    ]);
    expect(await world.courses(token)).toEqual([1]);
    expect(await world.orderRow(other.outTradeNo)).toMatchObject({ refunded_amount: '50.00' });
    const paid = await world.rows(
      `SELECT actor FROM luffy_order_event WHERE type = 'paid' AND data->>'trade_no' = $1`,
      [world.channel.tradeOf(outTradeNo)?.tradeNo],
    );
    expect(paid).toEqual([{ actor: 'bill' }]);
    expect(await world.rows(`SELECT out_request_no, kind FROM luffy_refund`)).toEqual([
      { out_request_no: 'c1', kind: 'external' },
    ]);
    expect(await world.broken()).toEqual([]);
  });
});

describe('a bill that cannot be believed', () => {
  test('leaves the day amber with its reason and no line, and the next good one heals it', async () => {
    await world.bought([1], '99.00');
    nextMorning();
    world.channel.answerNext('bill', { kind: 'bill', zip: Buffer.from('<html>') });
    expect(await fetchDay()).toMatchObject({
      http: 200,
      bill: { state: 'amber', lines: 0, reason: '压缩包已损坏或不是 ZIP 文件', reason_code: 'zip' },
      totals: { paid: '0.00', count: 0 },
    });
    expect(await alerts()).toEqual([['bill_unreadable', DAY]]);
    expect(await fetchDay()).toMatchObject({ bill: { state: 'green', lines: 1 } });
    expect(await alerts()).toEqual([]);
  });

  test('also where a good one was read before: its lines go', async () => {
    await world.bought([1], '99.00');
    nextMorning();
    await fetchDay();
    world.channel.answerNext('bill', { kind: 'bill', zip: new Uint8Array() });
    expect(await fetchDay()).toMatchObject({ bill: { state: 'amber', lines: 0, reason_code: 'zip' } });
    expect(await world.rows('SELECT 1 FROM luffy_bill_line')).toEqual([]);
  });

  test('is not the channel’s silence: what was read stays', async () => {
    await world.bought([1], '99.00');
    nextMorning();
    await fetchDay();
    const before = await world.snapshot();
    world.channel.failNext('bill');
    expect(await fetchDay()).toMatchObject({ http: 503, code: 'GATEWAY_UNAVAILABLE' });
    world.channel.answerNext('bill', { kind: 'not-ready' });
    expect(await fetchDay()).toMatchObject({ http: 409, code: 'BILL_NOT_READY' });
    expect(await world.snapshot()).toBe(before);
  });

  test('of a day that is not over is not asked for', async () => {
    for (const day of [DAY, '2026-03-03', '2099-01-01']) {
      expect(await fetchDay(day)).toMatchObject({ http: 409, code: 'BILL_NOT_READY' });
    }
    expect(world.channel.calls.bill).toBe(0);
    expect(await world.rows('SELECT 1 FROM luffy_bill')).toEqual([]);
  });
});

describe('around midnight', () => {
  test('a payment that the day’s bill lacks waits, and the next day’s bill explains it', async () => {
    world.pass(35_696); // 23:59:56
    const { outTradeNo } = await world.bought([1], '99.00');
    nextMorning();
    world.channel.onBill = (rows, day) => (day === DAY ? [] : rows);
    expect(await fetchDay()).toMatchObject({ bill: { state: 'amber', reason: null, open_differences: 1 } });
    expect(await kinds()).toEqual(['payment_missing wait']);
    expect(await resolve()).toMatchObject({ http: 409, body: { code: 'DIFFERENCE_WAITS' } });
    const trade = world.channel.tradeOf(outTradeNo);
    world.channel.onBill = (rows, day) => {
      if (day !== '2026-03-03' || !trade?.paidAt) return rows;
      const { tradeNo, totalFen: amountFen, paidAt: at } = trade;
      return [{ kind: 'payment', tradeNo, outTradeNo, outRequestNo: '', amountFen, feeFen: fen(-59), at }];
    };
    world.pass(86_400);
    expect(await fetchDay('2026-03-03')).toMatchObject({ bill: { state: 'green', lines: 1 } });
    expect((await bill()).bill).toMatchObject({ state: 'green', differences: 1, open_differences: 0 });
  });

  test('one that no bill has is told once the next day’s bill was read', async () => {
    world.pass(35_696);
    await world.bought([1], '99.00');
    nextMorning();
    world.channel.onBill = () => [];
    await fetchDay();
    world.pass(86_400);
    await fetchDay('2026-03-03');
    expect((await bill()).bill).toMatchObject({ state: 'red', open_differences: 1 });
    expect(await kinds()).toEqual(['payment_missing requery']);
  });

  test('or when that bill does not come for two days', async () => {
    world.pass(35_696);
    await world.bought([1], '99.00');
    world.pass(86_400);
    world.channel.onBill = () => [];
    await fetchDay();
    expect((await bill()).bill).toMatchObject({ state: 'amber' });
    world.channel.failNext('bill', 'unknown', 50);
    world.pass(86_400);
    await world.sweep();
    world.pass(3601);
    await world.sweep();
    expect(await kinds('open')).toEqual(['payment_missing requery']);
    expect((await bill()).bill).toMatchObject({ state: 'red' });
  });
});
