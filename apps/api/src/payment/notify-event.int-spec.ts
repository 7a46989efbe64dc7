import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { World } from '../../test/world.js';

let world: World;
let token: string;
let outTradeNo: string;
beforeAll(async () => void (world = await World.open()));
beforeEach(async () => {
  token = await world.student();
  outTradeNo = await world.place(token, [1], '99.00');
});
// Some of these send what the channel's own books do not say; that its bill then differs, and I10 tells so, is right.
afterEach(async () => expect((await world.broken()).filter(({ name }) => name !== 'I10')).toEqual([]));
afterAll(() => world.close());

const verdict = async () =>
  (await world.rows<{ verdict: string }>('SELECT verdict FROM luffy_notify ORDER BY id DESC LIMIT 1'))[0]?.verdict;
const payment = async () => (await world.payments(outTradeNo))[0];
const statusOf = async () => (await world.orderRow(outTradeNo))['order_status'];
const send = async (change: Record<string, string | undefined> = {}) =>
  (await world.notify(world.channel.notifyBody(outTradeNo, change))).text;

describe('a trade that is not paid', () => {
  test('waiting for its buyer changes nothing, and hears success', async () => {
    world.channel.scan(outTradeNo);
    expect(await send()).toBe('success');
    expect([await verdict(), await statusOf(), (await payment())?.['state']]).toEqual(['waiting', 0, 'waiting']);
  });

  test('waiting makes a payment that was unknown a waiting one again', async () => {
    world.channel.scan(outTradeNo);
    world.channel.failNext('query');
    await world.get(`/api/order/success/?out_trade_no=${outTradeNo}`, token);
    expect((await payment())?.['state']).toBe('unknown');
    await send();
    expect((await payment())?.['state']).toBe('waiting');
  });

  test('closed closes the payment and leaves the order waiting', async () => {
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    expect(await send()).toBe('success');
    expect([await verdict(), await statusOf(), (await payment())?.['state']]).toEqual(['closed', 0, 'closed']);
    expect(await send()).toBe('success');
    expect(await world.story(outTradeNo)).toEqual(['placed', 'payment_closed']);
  });

  test.each(['TRADE_PENDING', 'trade_success', undefined])('with the status %j is refused and kept', async (status) => {
    world.channel.scan(outTradeNo);
    expect(await send({ trade_status: status })).toBe('failed');
    expect([await verdict(), await statusOf()]).toEqual(['trade-status', 0]);
  });

  test('that says it is paid without saying when is refused and kept', async () => {
    world.channel.pay(outTradeNo);
    expect(await send({ gmt_payment: undefined })).toBe('failed');
    expect([await verdict(), await statusOf()]).toEqual(['trade-status', 0]);
    expect(await send()).toBe('success');
  });
});

describe('after the payment', () => {
  beforeEach(async () => expect(await world.pay(outTradeNo)).toBe('success'));

  test.each(['WAIT_BUYER_PAY', 'TRADE_CLOSED'])('%s never takes it back', async (status) => {
    const before = await world.snapshot(['luffy_notify']);
    expect(await send({ trade_status: status })).toBe('success');
    expect(await world.snapshot(['luffy_notify'])).toBe(before);
  });

  test('nothing is left to ask', async () => {
    expect(await payment()).toMatchObject({ next_query_at: null });
  });
});

describe('a notify about a refund', () => {
  const REFUND = { refund_fee: '10.00', gmt_refund: '2026-03-02 15:00:00.000', out_biz_no: 'console-1' };

  test('is never a payment: the gateway is asked, and when it says unpaid the order stays so', async () => {
    world.channel.scan(outTradeNo);
    const asked = world.channel.calls.query;
    expect(await send({ ...REFUND, trade_status: 'TRADE_SUCCESS' })).toBe('success');
    expect(world.channel.calls.query).toBe(asked + 1);
    expect([await verdict(), await statusOf()]).toEqual(['refund', 0]);
  });

  test('that overtook the payment’s own makes us ask and settle first', async () => {
    world.channel.pay(outTradeNo);
    expect(await send(REFUND)).toBe('success');
    expect([await verdict(), await statusOf()]).toEqual(['refund', 1]);
    expect(await world.courses(token)).toEqual([1]);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'paid']);
  });

  test('from a gateway that then says nothing pays nothing yet', async () => {
    world.channel.pay(outTradeNo);
    world.channel.failNext('query');
    await send(REFUND);
    expect(await statusOf()).toBe(0);
    world.pass(3600);
    await world.sweep();
    expect(await statusOf()).toBe(1);
  });

  test('about another seller or amount makes nobody ask', async () => {
    world.channel.pay(outTradeNo);
    const asked = world.channel.calls.query;
    expect(await send({ ...REFUND, seller_id: '2088000000000002' })).toBe('failed');
    expect(world.channel.calls.query).toBe(asked);
    expect(await send()).toBe('success');
  });
});

describe('money that the query finds', () => {
  test('with another amount raises an alert and pays nothing', async () => {
    world.channel.pay(outTradeNo, { totalFen: fen(1) });
    await world.get(`/api/order/success/?out_trade_no=${outTradeNo}`, token);
    expect(await statusOf()).toBe(0);
    expect(await world.rows('SELECT 1 AS one FROM luffy_alert WHERE subject = $1', [outTradeNo])).toEqual([{ one: 1 }]);
  });
});

describe('what was written down', () => {
  test('cannot be changed, nor deleted where it was verified', async () => {
    await world.pay(outTradeNo);
    const refusal = { driverError: { code: '23001' } };
    await expect(world.rows(`UPDATE luffy_notify SET verdict = 'nicer'`)).rejects.toMatchObject(refusal);
    await expect(world.rows('DELETE FROM luffy_notify WHERE verified')).rejects.toMatchObject(refusal);
    await expect(world.rows(`UPDATE luffy_order_event SET actor = 'nobody'`)).rejects.toMatchObject(refusal);
    await expect(world.rows('DELETE FROM luffy_order_event')).rejects.toMatchObject(refusal);
    await expect(
      world.rows(`UPDATE luffy_payment SET disposition = 'late' WHERE disposition = 'applied'`),
    ).rejects.toMatchObject(refusal);
    await expect(
      world.rows(`UPDATE luffy_payment SET trade_no = 'x' WHERE disposition = 'applied'`),
    ).rejects.toMatchObject(refusal);
  });

  test('success is said only after the commit: a notify whose transaction fails hears failed, and can come again', async () => {
    world.channel.pay(outTradeNo);
    const body = world.channel.notifyBody(outTradeNo);
    await world.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$`,
    );
    await world.rows(
      'CREATE CONSTRAINT TRIGGER refuse_at_commit AFTER INSERT ON luffy_notify DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    try {
      const answer = await world.notify(body);
      expect({ http: answer.http, text: answer.text }).toEqual({ http: 200, text: 'failed' });
      expect(await statusOf()).toBe(0);
    } finally {
      await world.rows('DROP TRIGGER refuse_at_commit ON luffy_notify');
    }
    expect((await world.notify(body)).text).toBe('success');
    expect(await statusOf()).toBe(1);
  });
});

describe('strangers', () => {
  const stranger = () => world.notify(`app_id=2021000000000002&sign_type=RSA2&x=${'y'.repeat(5000)}`);
  const strangers = async () =>
    (
      await world.rows<{ n: number; bytes: number }>(
        'SELECT count(*)::int AS n, max(length(body)) AS bytes FROM luffy_notify WHERE NOT verified',
      )
    )[0];

  test('are kept sixty a minute with 2 kB each, and forgotten after thirty days; genuine ones stay', async () => {
    world.pass(3600);
    await world.sweep();
    await world.rows('DELETE FROM luffy_notify WHERE NOT verified');
    for (let sent = 0; sent < 70; sent++) expect((await stranger()).text).toBe('failed');
    expect(await strangers()).toEqual({ n: 60, bytes: 2048 });
    world.pass(61);
    await stranger();
    expect(await strangers()).toMatchObject({ n: 61 });
    const [genuine] = await world.rows<{ n: number }>('SELECT count(*)::int AS n FROM luffy_notify WHERE verified');
    world.pass(30 * 86_400 - 1);
    await world.sweep();
    expect(await strangers()).toMatchObject({ n: 1 });
    world.pass(2);
    await world.sweep();
    expect(await strangers()).toMatchObject({ n: 0 });
    expect(await world.rows('SELECT count(*)::int AS n FROM luffy_notify WHERE verified')).toEqual([genuine]);
  });

  test('a flood of them at once is kept to the same sixty', async () => {
    world.pass(120);
    await Promise.all(Array.from({ length: 150 }, stranger));
    expect((await strangers())?.n).toBeLessThanOrEqual(60);
    world.pass(3600);
    await world.sweep();
  });
});
