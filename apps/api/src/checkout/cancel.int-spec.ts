import { fen } from '@luffy/money';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterAll(() => world.close());

const cancel = (token: string | undefined, outTradeNo: string) => world.post(`/api/order/${outTradeNo}/cancel/`, token);
const cancelAsStaff = (outTradeNo: string) => world.post(`/api/admin/orders/${outTradeNo}/cancel/`, staff);

async function waiting(): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  return { token, outTradeNo: await world.place(token, [1], '99.00') };
}

describe('a waiting order that is cancelled', () => {
  test('is closed, and its course can be bought again', async () => {
    const { token, outTradeNo } = await waiting();
    const answer = await cancel(token, outTradeNo);
    expect(answer).toMatchObject({
      http: 200,
      body: { status: 100, order: { order_status: 2, out_trade_no: outTradeNo, trade_no: null } },
    });
    expect(answer.body.order?.closed_at).toBe(world.clock.now().toISOString());
    expect(await world.story(outTradeNo)).toEqual(['placed', 'cancelled']);
    expect(await world.place(token, [1], '99.00')).not.toBe(outTradeNo);
  });

  test('is closed at the gateway when the buyer had logged in, who then cannot pay it', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.scan(outTradeNo);
    expect((await cancel(token, outTradeNo)).http).toBe(200);
    expect(world.channel.tradeOf(outTradeNo)).toMatchObject({ status: 'closed' });
    expect(await world.story(outTradeNo)).toEqual(['placed', 'payment_closed', 'cancelled']);
    expect(() => world.channel.pay(outTradeNo)).toThrow();
  });

  test('is closed when the gateway had closed the trade before', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    expect((await cancel(token, outTradeNo)).http).toBe(200);
    expect(await world.payments(outTradeNo)).toMatchObject([{ state: 'closed' }]);
  });

  test('by staff is closed the same way and says who did it', async () => {
    const { outTradeNo } = await waiting();
    expect(await cancelAsStaff(outTradeNo)).toMatchObject({
      http: 200,
      body: { order: { order_status: 2, username: expect.any(String) } },
    });
    const [event] = await world.rows<{ actor: string }>(
      `SELECT actor FROM luffy_order_event WHERE type = 'cancelled' ORDER BY id DESC LIMIT 1`,
    );
    expect(event?.actor).toBe(`staff:${await world.userId('admin')}`);
  });
});

describe('an order that cannot be cancelled', () => {
  test('is one that was paid, also when only the gateway knew it', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.pay(outTradeNo);
    expect(await cancel(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_PAID' } });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
    expect(await world.courses(token)).toEqual([1]);
    expect(await cancel(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_PAID' } });
    expect(await cancelAsStaff(outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_PAID' } });
  });

  test.each(['close', 'query'] as const)(
    'is one of which the gateway does not say how it stands (%s)',
    async (call) => {
      const { token, outTradeNo } = await waiting();
      if (call === 'query') world.channel.answerNext('close', { kind: 'not-waiting' });
      world.channel.failNext(call);
      expect(await cancel(token, outTradeNo)).toMatchObject({ http: 503, body: { code: 'GATEWAY_UNAVAILABLE' } });
      expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0, closed_at: null });
      expect((await cancel(token, outTradeNo)).http).toBe(200);
    },
  );

  test('is one for which the gateway took another amount: that is for staff', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.pay(outTradeNo, { totalFen: fen(1) });
    expect((await cancel(token, outTradeNo)).http).toBe(503);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    const { items = [] } = (await world.get('/api/admin/alerts/', staff)).body;
    expect(items).toContainEqual(
      expect.objectContaining({ subject: outTradeNo, data: expect.objectContaining({ amount_fen: 1 }) }),
    );
  });

  test('is one that is closed already', async () => {
    const { token, outTradeNo } = await waiting();
    await cancel(token, outTradeNo);
    expect(await cancel(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_CLOSED' } });
  });

  test('is somebody else’s, an unknown one, or one that can be no number', async () => {
    const { outTradeNo } = await waiting();
    const before = await world.snapshot();
    const stranger = await world.student();
    const taken = await world.snapshot();
    for (const number of [outTradeNo, 'f'.repeat(32), '1', 'x'.repeat(150), '%00', '%F0%9F%90%8B', "'--"]) {
      expect(await cancel(stranger, number)).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
    }
    expect((await cancel(undefined, outTradeNo)).http).toBe(401);
    expect((await world.post(`/api/admin/orders/${outTradeNo}/cancel/`, stranger)).http).toBe(403);
    expect((await cancelAsStaff('f'.repeat(32))).http).toBe(404);
    expect(await world.snapshot()).toBe(taken);
    expect(taken).not.toBe(before);
  });
});

describe('a cancel that races', () => {
  test('with the notify of a payment ends paid or cancelled, and the money is never lost', async () => {
    for (let round = 0; round < 5; round++) {
      const { token, outTradeNo } = await waiting();
      world.channel.pay(outTradeNo);
      const body = world.channel.notifyBody(outTradeNo);
      const [cancelled, notified] = await Promise.all([cancel(token, outTradeNo), world.notify(body)]);
      expect(notified.text).toBe('success');
      expect(cancelled.body.code).toBe('ORDER_PAID');
      expect(await world.courses(token)).toEqual([1]);
    }
    expect(await world.broken()).toEqual([]);
  });

  test('with fifty others cancels once', async () => {
    const { token, outTradeNo } = await waiting();
    const answers = await Promise.all(Array.from({ length: 50 }, () => cancel(token, outTradeNo)));
    expect(answers.every((answer) => answer.http === 200 || answer.body.code === 'ORDER_CLOSED')).toBe(true);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'cancelled']);
  });
});
