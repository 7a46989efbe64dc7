import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FakeBillRow } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { World } from '../../test/world.js';

const DAY = '2026-03-02';

let world: World;
let staff: string;
beforeEach(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterEach(() => world.close());

const post = (path: string, body?: unknown) => world.post(`/api/admin/${path}`, staff, body);
/** The next morning, with what the bill's rows became. @returns the day's colour */
async function matched(change: (rows: FakeBillRow[]) => FakeBillRow[] = (rows) => rows): Promise<unknown> {
  world.channel.onBill = change;
  if (world.clock.now() < new Date('2026-03-03T00:00:00+08:00')) world.pass(20 * 3600);
  const { body } = await post(`bills/${DAY}/fetch/`);
  return (body as unknown as { bill: { state: string } }).bill.state;
}
const colour = async () =>
  ((await world.get(`/api/admin/bills/${DAY}/`, staff)).body as unknown as { bill: { state: string } }).bill.state;
const list = async (query = '') =>
  (await world.get(`/api/admin/bills/${DAY}/differences/${query}`, staff)).body.items ?? [];
const kinds = async () =>
  (await list('?state=open')).map((item) => `${String(item['kind'])} ${String(item['action'])}`).toSorted();
async function resolve(body: unknown = { reason: '核对过支付宝后台' }) {
  const id = (await list('?state=open'))[0]?.['id'];
  const answer = await post(`differences/${String(id)}/resolve/`, body);
  return { http: answer.http, id, body: answer.body as Record<string, unknown> };
}
const resolved = (outcome: string) => ({
  http: 200,
  body: { difference: { state: 'resolved', outcome, reason: '核对过支付宝后台' } },
});
const stands = (says: string) => ({ http: 409, body: { code: 'DIFFERENCE_STANDS', says } });
const silent = { http: 503, body: { code: 'GATEWAY_UNAVAILABLE' } };

async function refundAtChannel(outTradeNo: string, outRequestNo: string, amount: number): Promise<void> {
  const tradeNo = world.channel.tradeOf(outTradeNo)?.tradeNo ?? '';
  const request = { outTradeNo, tradeNo, outRequestNo, refundFen: fen(amount), reason: '-' };
  expect(await world.channel.refund(request)).toEqual({ kind: 'refunded' });
}

/** A refund that the student asked for and staff approved, done at the channel and here. */
async function refunded(token: string, outTradeNo: string, amount: string): Promise<string> {
  const asked = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', amount });
  const { out_request_no: number } = (asked.body as unknown as { refund: { out_request_no: string } }).refund;
  await post(`refunds/${number}/approve/`, {});
  await world.sweep();
  return number;
}
const refundRow = async (number: string) =>
  (await world.rows('SELECT * FROM luffy_refund WHERE out_request_no = $1', [number]))[0];

describe('a payment that was missed', () => {
  test('is settled through the one door, after the channel was asked', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    world.channel.pay(outTradeNo);
    expect(await matched()).toBe('red');
    expect(await kinds()).toEqual(['payment_unpaid settle']);
    world.channel.failNext('query');
    expect(await resolve()).toMatchObject(silent);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    expect(await resolve()).toMatchObject(resolved('applied'));
    expect(await world.courses(token)).toEqual([1]);
    expect(await colour()).toBe('green');
    expect(await world.rows(`SELECT actor FROM luffy_order_event WHERE type = 'paid'`)).toEqual([
      { actor: `staff:${await world.userId('admin')}` },
    ]);
    expect(await world.broken()).toEqual([]);
  });

  test('is not settled on the word of a file: the channel knows no such payment', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    const row = { kind: 'payment', tradeNo: 't1', outTradeNo, outRequestNo: '', feeFen: fen(-59) } as const;
    const at = world.clock.now();
    expect(await matched((rows) => [...rows, { ...row, amountFen: fen(9900), at }])).toBe('red');
    expect(await resolve()).toMatchObject(stands('absent'));
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    expect(await colour()).toBe('red');
  });
});

describe('a payment that the bill lacks', () => {
  beforeEach(async () => {
    await world.bought([1], '99.00');
    expect(await matched(() => [])).toBe('red');
    expect(await kinds()).toEqual(['payment_missing requery']);
  });

  test('stays ours when the channel confirms it, and the answer is kept with who asked and why', async () => {
    expect(await resolve()).toMatchObject({
      http: 200,
      body: { difference: { outcome: 'paid', resolved_by: await world.userId('admin'), ours: { amount: '99.00' } } },
    });
    expect(await colour()).toBe('green');
    // Matched again it is still missing, and still explained.
    expect(await matched(() => [])).toBe('green');
  });

  test.each([
    [{ kind: 'absent' } as const, stands('absent')],
    [{ kind: 'closed', tradeNo: 'x' } as const, stands('closed')],
    [{ kind: 'unknown', cause: 'timeout' } as const, silent],
  ])('stands when the channel says %j', async (answer, refusal) => {
    world.channel.answerNext('query', answer);
    expect(await resolve()).toMatchObject(refusal);
    expect(await colour()).toBe('red');
  });
});

describe('a refund made in the console', () => {
  let outTradeNo: string;
  beforeEach(async () => {
    ({ outTradeNo } = await world.bought([1, 2], '298.00'));
    await refundAtChannel(outTradeNo, 'c1', 9900);
  });

  test('is recorded as external, once, under the channel’s number', async () => {
    expect(await matched()).toBe('red');
    expect(await kinds()).toEqual(['refund_unknown record_refund']);
    world.channel.failNext('queryRefund');
    expect(await resolve()).toMatchObject(silent);
    expect(await resolve()).toMatchObject(resolved('recorded'));
    expect(await refundRow('c1')).toMatchObject({ kind: 'external', state: 'succeeded', amount: '99.00' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '99.00', refund_status: 1 });
    // Its notify comes late and tells nothing new.
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await world.rows('SELECT 1 FROM luffy_refund')).toHaveLength(1);
    expect(await matched()).toBe('green');
    expect(await world.broken()).toEqual([]);
  });

  test('is not recorded a second time when its notify was faster than the person', async () => {
    expect(await matched()).toBe('red');
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await resolve()).toMatchObject(stands('known'));
    expect(await world.rows('SELECT 1 FROM luffy_refund')).toHaveLength(1);
    expect(await matched()).toBe('green');
  });

  test('is not recorded on the word of a file', async () => {
    const invented = (rows: FakeBillRow[]): FakeBillRow[] =>
      rows.map((row) => (row.kind === 'refund' ? { ...row, outRequestNo: 'c2' } : row));
    expect(await matched(invented)).toBe('red');
    expect(await resolve()).toMatchObject(stands('absent'));
    const more = (rows: FakeBillRow[]): FakeBillRow[] =>
      rows.map((row) => (row.kind === 'refund' ? { ...row, amountFen: fen(9901) } : row));
    await matched(more);
    expect(await resolve()).toMatchObject(stands('another-amount'));
    expect(await world.rows('SELECT 1 FROM luffy_refund')).toEqual([]);
  });
});

describe('a refund of ours', () => {
  let token: string;
  let outTradeNo: string;
  beforeEach(async () => {
    ({ token, outTradeNo } = await world.bought([1, 2], '298.00'));
  });

  test('that the bill lacks is confirmed by the channel', async () => {
    await refunded(token, outTradeNo, '50.00');
    expect(await matched((rows) => rows.filter(({ kind }) => kind === 'payment'))).toBe('red');
    expect(await kinds()).toEqual(['refund_missing retry_refund']);
    const sent = world.channel.calls.refund;
    expect(await resolve()).toMatchObject(resolved('refunded'));
    expect(world.channel.calls.refund).toBe(sent);
    expect(await colour()).toBe('green');
  });

  test('that the channel never made is sent again under its own number', async () => {
    world.channel.answerNext('refund', { kind: 'refunded' }); // a lie: nothing moved
    const number = await refunded(token, outTradeNo, '50.00');
    expect(await matched()).toBe('red');
    expect(await kinds()).toEqual(['refund_missing retry_refund']);
    world.channel.failNext('refund');
    expect(await resolve()).toMatchObject(silent);
    expect(await resolve()).toMatchObject(resolved('refunded'));
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toMatchObject([{ outRequestNo: number, refundFen: 5000 }]);
  });

  test('that was done there and failed here is brought to its end', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    await world.rows(
      `UPDATE luffy_refund SET state = 'failed', next_try_at = NULL, finished_at = $2 WHERE out_request_no = $1`,
      [number, world.clock.now()],
    );
    expect(await matched()).toBe('red');
    expect(await kinds()).toEqual(['refund_state retry_refund']);
    expect(await resolve()).toMatchObject(resolved('refunded'));
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '50.00' });
    expect(await colour()).toBe('green');
  });

  test('that hangs here and was done there is asked for now', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    expect(await refundRow(number)).toMatchObject({ state: 'unknown' });
    expect(await matched()).toBe('red');
    expect(await resolve()).toMatchObject(resolved('refunded'));
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded' });
  });

  test('that hangs does not hide one made in the console, and both are counted once', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    await refundAtChannel(outTradeNo, 'c1', 9900);
    expect(await matched()).toBe('red');
    expect(await kinds()).toEqual(['refund_state retry_refund', 'refund_unknown record_refund']);
    expect(await resolve()).toMatchObject({ http: 200 });
    expect(await resolve()).toMatchObject({ http: 200 });
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await refundRow('c1')).toMatchObject({ kind: 'external', amount: '99.00' });
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded', amount: '50.00' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '149.00' });
    expect(await matched()).toBe('green');
    expect(await world.broken()).toEqual([]);
  });

  test('that failed here and is not known there is not sent on the word of a file', async () => {
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    const number = await refunded(token, outTradeNo, '50.00');
    const trade = world.channel.tradeOf(outTradeNo);
    const told = { kind: 'refund', tradeNo: trade?.tradeNo ?? '', outTradeNo, outRequestNo: number } as const;
    const at = world.clock.now();
    await matched((rows) => [...rows, { ...told, amountFen: fen(5000), feeFen: fen(30), at }]);
    expect(await resolve()).toMatchObject(stands('absent'));
    expect(await refundRow(number)).toMatchObject({ state: 'failed' });
    expect(trade?.refunds).toEqual([]);
  });
});

describe('what only a person can judge', () => {
  const dearer = (rows: FakeBillRow[]): FakeBillRow[] => rows.map((row) => ({ ...row, amountFen: fen(9901) }));
  beforeEach(async () => {
    await world.bought([1], '99.00');
    expect(await matched(dearer)).toBe('red');
    expect(await kinds()).toEqual(['payment_amount look']);
  });

  test('is judged with a reason, once, and stays judged for as long as both sides say the same', async () => {
    const first = await resolve();
    expect(first).toMatchObject(resolved('seen'));
    const again = await post(`differences/${String(first.id)}/resolve/`, { reason: '再看一次' });
    expect(again.body).toEqual(first.body);
    expect(await matched(dearer)).toBe('green');
    expect(await matched((rows) => rows.map((row) => ({ ...row, amountFen: fen(9902) })))).toBe('red');
    expect(await kinds()).toEqual(['payment_amount look']);
  });

  test('goes away by itself when the next bill agrees, and comes back with one that does not', async () => {
    expect(await matched()).toBe('green');
    expect(await list()).toMatchObject([{ state: 'resolved', resolved_by: null, outcome: 'gone' }]);
    expect(await matched(dearer)).toBe('red');
    expect(await list()).toMatchObject([{ state: 'open', outcome: null }]);
    expect((await world.get('/api/admin/alerts/', staff)).body.items).toMatchObject([
      { kind: 'bill_differs', subject: DAY, data: { differences: 1 } },
    ]);
  });

  test.each([
    {},
    { reason: '' },
    { reason: 'ab' },
    { reason: 'x'.repeat(257) },
    { reason: 1 },
    { reason: '核对过', x: 1 },
  ])('is not judged with %j', async (body) => {
    expect(await resolve(body)).toMatchObject({ http: 400, body: { code: 'VALIDATION' } });
    expect(await kinds()).toEqual(['payment_amount look']);
  });
});
