import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';
import fc from 'fast-check';

import { bills } from './bill.contract.js';
import { type ChannelWorld, Stage, TOTAL } from './stage.js';

export type { ChannelWorld } from './stage.js';

const FORM = 'application/x-www-form-urlencoded';
let serial = 0;

/** A number that no other test of this run uses. */
const freshNumber = (): string => {
  serial += 1;
  return `c${process.pid}${String(serial).padStart(8, '0')}`;
};

/** Every promise of `PaymentChannel`, told to one provider. Each adapter runs it, so that callers may trust the port. */
export function describeChannelContract(name: string, makeWorld: () => Promise<ChannelWorld>): void {
  describe(`${name} keeps the contract of a payment channel`, () => {
    let world: ChannelWorld;
    let outTradeNo: string;

    beforeEach(async () => {
      world = await makeWorld();
      outTradeNo = freshNumber();
    });
    afterEach(async () => world.end());

    const use = (): Stage => new Stage(world, outTradeNo);

    describe('before the buyer logs in', () => beforeLogin(use));
    describe('a trade that waits', () => waitingTrade(use));
    describe('a payment', () => payment(use));
    describe('a notify', () => notifies(use));
    describe('a refund', () => refunds(use));
    describe('the bill of a day', () => bills(use));
    describe('a provider that cannot be believed', () => outages(use));
  });
}

function beforeLogin(use: () => Stage): void {
  test('a number that was never used is absent, for a query and for a close', async () => {
    const { channel, outTradeNo } = use();
    expect(await channel.query(outTradeNo)).toEqual({ kind: 'absent' });
    expect(await channel.close(outTradeNo)).toEqual({ kind: 'absent' });
  });

  test.each(['desktop', 'phone'] as const)(
    'the link for a %s opens the cashier, and there is no trade yet',
    async (device) => {
      const stage = use();
      await stage.opened({ device });
      expect(await stage.channel.query(stage.outTradeNo)).toEqual({ kind: 'absent' });
    },
  );

  test.each(['a/b=c&d', '100% + 1', '课程😀', 'it\'s "quoted" <b>', 'x'.repeat(150), '😀'.repeat(75)])(
    'the subject %j is payable',
    async (subject) => {
      const stage = use();
      await stage.opened({ subject });
      await stage.world.pay(stage.outTradeNo);
      expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'paid' });
    },
  );

  test('a page that is already open can still be paid after a close that found no trade', async () => {
    const stage = use();
    await stage.opened();
    expect(await stage.channel.close(stage.outTradeNo)).toEqual({ kind: 'absent' });
    await stage.world.pay(stage.outTradeNo);
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'paid', totalFen: TOTAL });
  });

  test('nobody can pay after the deadline', async () => {
    const stage = use();
    await stage.opened();
    await stage.world.passSeconds(1_802);
    await expect(stage.world.pay(stage.outTradeNo)).rejects.toThrow();
    expect((await stage.channel.query(stage.outTradeNo)).kind).not.toBe('paid');
  });
}

function waitingTrade(use: () => Stage): void {
  test('it has the number of the channel', async () => {
    expect(await use().waiting()).toMatch(/^\d{16,64}$/);
  });

  test('the link may be signed and opened again', async () => {
    const stage = use();
    await stage.waiting();
    await stage.opened();
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'waiting' });
  });

  test('closing it is final: nobody can pay it, and a second close finds it not waiting', async () => {
    const stage = use();
    const tradeNo = await stage.waiting();
    expect(await stage.channel.close(stage.outTradeNo)).toEqual({ kind: 'closed' });
    expect(await stage.channel.query(stage.outTradeNo)).toEqual({ kind: 'closed', tradeNo });
    expect(await stage.channel.close(stage.outTradeNo)).toEqual({ kind: 'not-waiting' });
    await expect(stage.world.pay(stage.outTradeNo)).rejects.toThrow();
  });

  test('it closes by itself at the deadline', async () => {
    const stage = use();
    await stage.waiting();
    await stage.world.passSeconds(1_802);
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'closed' });
  });
}

function payment(use: () => Stage): void {
  test('a query tells its amount, its number and when it was paid', async () => {
    const stage = use();
    await stage.opened();
    const before = stage.world.now().getTime();
    await stage.world.pay(stage.outTradeNo);
    const state = await stage.channel.query(stage.outTradeNo);
    expect(state).toMatchObject({ kind: 'paid', outTradeNo: stage.outTradeNo, totalFen: TOTAL });
    if (state.kind !== 'paid') return;
    expect(state.tradeNo).toMatch(/^\d{16,64}$/);
    expect(Math.abs(state.paidAt.getTime() - before)).toBeLessThan(60_000);
  });

  test('a query says the same every time', async () => {
    const stage = use();
    await stage.paid();
    expect(await stage.channel.query(stage.outTradeNo)).toEqual(await stage.channel.query(stage.outTradeNo));
  });

  test('a paid trade cannot be closed', async () => {
    const stage = use();
    await stage.paid();
    expect(await stage.channel.close(stage.outTradeNo)).toEqual({ kind: 'not-waiting' });
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'paid' });
  });
}

function notifies(use: () => Stage): void {
  test('it agrees with the query, passes every check and may be read again', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    const raw = await stage.world.notifyAbout(stage.outTradeNo, 'paid');
    const reading = stage.channel.readNotify(raw);
    expect(reading).toMatchObject({
      kind: 'verified',
      notify: {
        outTradeNo: stage.outTradeNo,
        tradeNo,
        totalFen: TOTAL,
        sellerIsOurs: true,
        notifyType: 'trade_status_sync',
        event: { kind: 'paid' },
      },
    });
    expect(reading.checks.map(({ check, passed }) => [check, passed])).toEqual(
      ['form', 'sign_type', 'app_id', 'signature', 'seller_id'].map((check) => [check, true]),
    );
    const state = await stage.channel.query(stage.outTradeNo);
    expect(reading.kind === 'verified' && reading.notify.event).toMatchObject({
      paidAt: state.kind === 'paid' && state.paidAt,
    });
    expect(stage.channel.readNotify(raw)).toEqual(reading);
  });

  test('one altered field, one added and one left out each break the signature', async () => {
    const stage = use();
    await stage.paid();
    const raw = await stage.world.notifyAbout(stage.outTradeNo, 'paid');
    const altered: [string, string][] = [
      ['total_amount', '0.01'],
      ['out_trade_no', 'another'],
      ['added', 'x'],
      ['gmt_payment', ''],
    ];
    for (const [field, value] of altered) {
      const form = new URLSearchParams(raw.body);
      form.set(field, value);
      const reading = stage.channel.readNotify({ ...raw, body: form.toString() });
      expect(reading).toMatchObject({ kind: 'refused', because: 'signature' });
    }
  });

  test('no bytes make the reading throw, and none is believed', () => {
    const { channel } = use();
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '&', '=', '+', '%FF', 'sign', 'sign_type=RSA2', '[]'),
    );
    fc.assert(
      fc.property(fc.array(part), fc.oneof(fc.constant(FORM), fc.string()), (parts, contentType) => {
        const body = parts.join('');
        expect(channel.readNotify({ body, contentType }).kind).toBe('refused');
        expect(channel.readReturn(body).verified).toBe(false);
      }),
    );
  });
}

function refunds(use: () => Stage): void {
  test('a part is refunded once, however often the same number is sent', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    expect(await stage.refund(tradeNo, 'r1', fen(3000))).toEqual({ kind: 'refunded' });
    expect(['refunded', 'processing']).toContain((await stage.refund(tradeNo, 'r1', fen(3000))).kind);
    expect(await stage.queryRefund(tradeNo, 'r1')).toEqual({ kind: 'refunded', refundFen: 3000 });
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'paid', totalFen: TOTAL });
    expect(await stage.refund(tradeNo, 'r2', fen(6900))).toEqual({ kind: 'refunded' });
  });

  test('the same number with another amount is refused', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    await stage.refund(tradeNo, 'r1', fen(3000));
    expect(await stage.refund(tradeNo, 'r1', fen(3001))).toMatchObject({ kind: 'refused' });
  });

  test('more than is left is refused, and nothing moves', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    await stage.refund(tradeNo, 'r1', fen(9000));
    expect(await stage.refund(tradeNo, 'r2', fen(901))).toMatchObject({ kind: 'refused' });
    expect(await stage.queryRefund(tradeNo, 'r2')).toEqual({ kind: 'absent' });
  });

  test('a trade without money is never refunded', async () => {
    const stage = use();
    const tradeNo = await stage.waiting();
    expect(await stage.refund(tradeNo, 'r1', fen(1))).toMatchObject({ kind: 'refused' });
  });

  test('a trade refunded in full is closed, and its notify is no payment', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    await stage.refund(tradeNo, 'r1', TOTAL);
    expect(await stage.channel.query(stage.outTradeNo)).toEqual({ kind: 'closed', tradeNo });
    const reading = stage.channel.readNotify(await stage.world.notifyAbout(stage.outTradeNo, 'refund'));
    expect(reading).toMatchObject({
      kind: 'verified',
      notify: { totalFen: TOTAL, event: { kind: 'refund', refundedFen: TOTAL, outRequestNo: 'r1' } },
    });
  });

  test('the notify of a partial refund is no second payment', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    await stage.refund(tradeNo, 'r1', fen(100));
    const reading = stage.channel.readNotify(await stage.world.notifyAbout(stage.outTradeNo, 'refund'));
    expect(reading).toMatchObject({ notify: { event: { kind: 'refund', refundedFen: 100, outRequestNo: 'r1' } } });
  });
}

function outages(use: () => Stage): void {
  test('every call says unknown, with a short cause, and says the truth again afterwards', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    const unknown = { kind: 'unknown', cause: expect.stringMatching(/^[\w.-]{1,64}$/) };
    await stage.world.breakDown('query');
    expect(await stage.channel.query(stage.outTradeNo)).toEqual(unknown);
    await stage.world.breakDown('close');
    expect(await stage.channel.close(stage.outTradeNo)).toEqual(unknown);
    await stage.world.breakDown('refund');
    expect(await stage.refund(tradeNo, 'r1', fen(100))).toEqual(unknown);
    await stage.world.breakDown('queryRefund');
    expect(await stage.queryRefund(tradeNo, 'r1')).toEqual(unknown);
    await stage.world.recover();
    expect(await stage.channel.query(stage.outTradeNo)).toMatchObject({ kind: 'paid' });
    await stage.world.breakDown('bill');
    expect(await stage.channel.bill('2026-03-01')).toEqual(unknown);
    await stage.world.recover();
    expect(await stage.channel.bill('2026-03-01')).toEqual({ kind: 'empty' });
    expect(await stage.channel.close(stage.outTradeNo)).toEqual({ kind: 'not-waiting' });
    expect(['refunded', 'processing']).toContain((await stage.refund(tradeNo, 'r1', fen(100))).kind);
    expect(await stage.queryRefund(tradeNo, 'r1')).toEqual({ kind: 'refunded', refundFen: 100 });
  });
}
