import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FakeBillRow } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { BillDesk, REASON, resolvedAs, SILENT, stands } from '../../test/bill-desk.js';
import { World } from '../../test/world.js';

let world: World;
let desk: BillDesk;
beforeEach(async () => {
  world = await World.open();
  desk = await BillDesk.open(world);
});
afterEach(() => world.close());

async function refundAtChannel(outTradeNo: string, outRequestNo: string, amount: number): Promise<void> {
  const tradeNo = world.channel.tradeOf(outTradeNo)?.tradeNo ?? '';
  const request = { outTradeNo, tradeNo, outRequestNo, refundFen: fen(amount), reason: '-' };
  expect(await world.channel.refund(request)).toEqual({ kind: 'refunded' });
}

/** A refund that the student asked for and staff approved, done at the channel and here. */
async function refunded(token: string, outTradeNo: string, amount: string): Promise<string> {
  const asked = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', amount });
  const { out_request_no: number } = (asked.body as unknown as { refund: { out_request_no: string } }).refund;
  await desk.post(`refunds/${number}/approve/`, {});
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
    expect(await desk.matched()).toBe('red');
    expect(await desk.kinds()).toEqual(['payment_unpaid settle']);
    world.channel.failNext('query');
    expect(await desk.resolve()).toMatchObject(SILENT);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    expect(await desk.resolve()).toMatchObject(resolvedAs('applied'));
    expect(await world.courses(token)).toEqual([1]);
    expect(await desk.colour()).toBe('green');
    expect(await world.rows(`SELECT actor FROM luffy_order_event WHERE type = 'paid'`)).toEqual([
      { actor: `staff:${await world.userId('finance')}` },
    ]);
    expect(await desk.audited()).toEqual([
      {
        role: 'finance',
        act: 'difference_resolve',
        subject: expect.stringMatching(/^difference:\d+$/),
        reason: REASON,
        before: { state: 'open', action: 'settle', outcome: null },
        after: { state: 'resolved', action: null, outcome: 'applied' },
      },
    ]);
    expect(await world.broken()).toEqual([]);
  });

  test('is not settled without its audit row: both are written, or neither', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    world.channel.pay(outTradeNo);
    expect(await desk.matched()).toBe('red');
    await world.rows(`ALTER TABLE luffy_audit ADD CONSTRAINT nobody_writes CHECK (act <> 'difference_resolve')`);
    expect((await desk.resolve()).http).toBe(500);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    expect(await desk.kinds()).toEqual(['payment_unpaid settle']);
    await world.rows('ALTER TABLE luffy_audit DROP CONSTRAINT nobody_writes');
    expect(await desk.resolve()).toMatchObject(resolvedAs('applied'));
    expect(await desk.audited()).toHaveLength(1);
  });

  test('is not settled on the word of a file: the channel knows no such payment', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    const row = { kind: 'payment', tradeNo: 't1', outTradeNo, outRequestNo: '', feeFen: fen(-59) } as const;
    const at = world.clock.now();
    expect(await desk.matched((rows) => [...rows, { ...row, amountFen: fen(9900), at }])).toBe('red');
    const before = await world.snapshot();
    expect(await desk.resolve()).toMatchObject(stands('absent'));
    expect(await world.snapshot()).toBe(before);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    expect(await desk.colour()).toBe('red');
  });
});

describe('a payment that the bill lacks', () => {
  beforeEach(async () => {
    await world.bought([1], '99.00');
    expect(await desk.matched(() => [])).toBe('red');
    expect(await desk.kinds()).toEqual(['payment_missing requery']);
  });

  test('stays ours when the channel confirms it, and the answer is kept with who asked and why', async () => {
    expect(await desk.resolve()).toMatchObject({
      http: 200,
      body: { difference: { outcome: 'paid', resolved_by: await world.userId('finance'), ours: { amount: '99.00' } } },
    });
    expect(await desk.colour()).toBe('green');
    // Matched again it is still missing, and still explained.
    expect(await desk.matched(() => [])).toBe('green');
  });

  test.each([
    [{ kind: 'absent' } as const, stands('absent')],
    [{ kind: 'closed', tradeNo: 'x' } as const, stands('closed')],
    [{ kind: 'unknown', cause: 'timeout' } as const, SILENT],
  ])('stands when the channel says %j', async (answer, refusal) => {
    world.channel.answerNext('query', answer);
    expect(await desk.resolve()).toMatchObject(refusal);
    expect(await desk.colour()).toBe('red');
  });
});

describe('a refund made in the console', () => {
  let outTradeNo: string;
  beforeEach(async () => {
    ({ outTradeNo } = await world.bought([1, 2], '298.00'));
    await refundAtChannel(outTradeNo, 'c1', 9900);
  });

  test('is recorded as external, once, under the channel’s number', async () => {
    expect(await desk.matched()).toBe('red');
    expect(await desk.kinds()).toEqual(['refund_unknown record_refund']);
    world.channel.failNext('queryRefund');
    expect(await desk.resolve()).toMatchObject(SILENT);
    expect(await desk.resolve()).toMatchObject(resolvedAs('recorded'));
    expect(await refundRow('c1')).toMatchObject({ kind: 'external', state: 'succeeded', amount: '99.00' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '99.00', refund_status: 1 });
    // Its notify comes late and tells nothing new.
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await world.rows('SELECT 1 FROM luffy_refund')).toHaveLength(1);
    expect(await desk.matched()).toBe('green');
    expect(await world.broken()).toEqual([]);
  });

  test('is not recorded a second time when its notify was faster than the person', async () => {
    expect(await desk.matched()).toBe('red');
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await desk.resolve()).toMatchObject(stands('known'));
    expect(await world.rows('SELECT 1 FROM luffy_refund')).toHaveLength(1);
    expect(await desk.matched()).toBe('green');
  });

  test('is not recorded on the word of a file', async () => {
    const invented = (rows: FakeBillRow[]): FakeBillRow[] =>
      rows.map((row) => (row.kind === 'refund' ? { ...row, outRequestNo: 'c2' } : row));
    expect(await desk.matched(invented)).toBe('red');
    expect(await desk.resolve()).toMatchObject(stands('absent'));
    const more = (rows: FakeBillRow[]): FakeBillRow[] =>
      rows.map((row) => (row.kind === 'refund' ? { ...row, amountFen: fen(9901) } : row));
    await desk.matched(more);
    expect(await desk.resolve()).toMatchObject(stands('another-amount'));
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
    expect(await desk.matched((rows) => rows.filter(({ kind }) => kind === 'payment'))).toBe('red');
    expect(await desk.kinds()).toEqual(['refund_missing retry_refund']);
    const sent = world.channel.calls.refund;
    expect(await desk.resolve()).toMatchObject(resolvedAs('refunded'));
    expect(world.channel.calls.refund).toBe(sent);
    expect(await desk.colour()).toBe('green');
  });

  test('that the channel never made is sent again under its own number', async () => {
    world.channel.answerNext('refund', { kind: 'refunded' }); // a lie: nothing moved
    const number = await refunded(token, outTradeNo, '50.00');
    expect(await desk.matched()).toBe('red');
    expect(await desk.kinds()).toEqual(['refund_missing retry_refund']);
    world.channel.failNext('refund');
    expect(await desk.resolve()).toMatchObject(SILENT);
    expect(await desk.resolve()).toMatchObject(resolvedAs('refunded'));
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toMatchObject([{ outRequestNo: number, refundFen: 5000 }]);
  });

  test('that was done there and failed here is brought to its end', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    await world.rows(
      `UPDATE luffy_refund SET state = 'failed', next_try_at = NULL, finished_at = $2 WHERE out_request_no = $1`,
      [number, world.clock.now()],
    );
    expect(await desk.matched()).toBe('red');
    expect(await desk.kinds()).toEqual(['refund_state retry_refund']);
    expect(await desk.resolve()).toMatchObject(resolvedAs('refunded'));
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '50.00' });
    expect(await desk.colour()).toBe('green');
    // To try a failed one again is a decision of its own.
    expect((await desk.audited()).map((row) => `${String(row['act'])} ${String(row['reason'])}`)).toEqual([
      'refund_approve null',
      'refund_approve 核对过支付宝后台',
      'difference_resolve 核对过支付宝后台',
    ]);
  });

  test('that hangs here and was done there is asked for now', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    expect(await refundRow(number)).toMatchObject({ state: 'unknown' });
    expect(await desk.matched()).toBe('red');
    expect(await desk.resolve()).toMatchObject(resolvedAs('refunded'));
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded' });
  });

  test('that hangs does not hide one made in the console, and both are counted once', async () => {
    world.channel.failNext('refund', 'unknown-after-doing');
    const number = await refunded(token, outTradeNo, '50.00');
    await refundAtChannel(outTradeNo, 'c1', 9900);
    expect(await desk.matched()).toBe('red');
    expect(await desk.kinds()).toEqual(['refund_state retry_refund', 'refund_unknown record_refund']);
    expect(await desk.resolve()).toMatchObject({ http: 200 });
    expect(await desk.resolve()).toMatchObject({ http: 200 });
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    expect(await refundRow('c1')).toMatchObject({ kind: 'external', amount: '99.00' });
    expect(await refundRow(number)).toMatchObject({ state: 'succeeded', amount: '50.00' });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '149.00' });
    expect(await desk.matched()).toBe('green');
    expect(await world.broken()).toEqual([]);
  });

  test('that failed here and is not known there is not sent on the word of a file', async () => {
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    const number = await refunded(token, outTradeNo, '50.00');
    const trade = world.channel.tradeOf(outTradeNo);
    const told = { kind: 'refund', tradeNo: trade?.tradeNo ?? '', outTradeNo, outRequestNo: number } as const;
    const at = world.clock.now();
    await desk.matched((rows) => [...rows, { ...told, amountFen: fen(5000), feeFen: fen(30), at }]);
    expect(await desk.resolve()).toMatchObject(stands('absent'));
    expect(await refundRow(number)).toMatchObject({ state: 'failed' });
    expect(trade?.refunds).toEqual([]);
  });
});
