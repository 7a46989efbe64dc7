import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

const TTL = 1800;
const GRACE = 60;

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const press = (token: string) =>
  world.post('/api/order/pay/', token, { total_amount: '99.00', pay_type: 1, courses: [1] });
const link = (token: string, outTradeNo: string) => world.post(`/api/order/${outTradeNo}/pay/`, token);
const statusOf = async (outTradeNo: string) => (await world.orderRow(outTradeNo))['order_status'];

/** A student whose order for course 1 was placed so many seconds ago. */
async function placedAgo(seconds: number): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [1], '99.00');
  world.pass(seconds);
  return { token, outTradeNo };
}

describe('a fresh link for a waiting order', () => {
  test('has the same number and deadline, and starts the questions again', async () => {
    const { token, outTradeNo } = await placedAgo(TTL - 61);
    const answer = await link(token, outTradeNo);
    expect(answer).toMatchObject({
      http: 200,
      body: { status: 100, out_trade_no: outTradeNo, pay_url: expect.stringContaining(outTradeNo) },
    });
    const [payment] = await world.payments(outTradeNo);
    expect(payment?.['next_query_at']).toEqual(new Date(world.clock.now().getTime() + 5000));
  });

  test('is refused from the last minute on, and the order stays as it is', async () => {
    const { token, outTradeNo } = await placedAgo(TTL - 60);
    const before = await world.snapshot();
    expect(await link(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_EXPIRING' } });
    world.pass(60);
    expect(await link(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_EXPIRING' } });
    expect(await world.snapshot()).toBe(before);
  });

  test('is only for the owner, and only for an order that waits', async () => {
    const { token, outTradeNo } = await placedAgo(0);
    expect(await link(await world.student(), outTradeNo)).toMatchObject({
      http: 404,
      body: { code: 'ORDER_NOT_FOUND' },
    });
    expect(await link(token, 'f'.repeat(32))).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
    await world.pay(outTradeNo);
    expect(await link(token, outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_NOT_PAYABLE' } });
  });
});

describe('placing anew in the last minute', () => {
  test('is refused and names the waiting order', async () => {
    const { token, outTradeNo } = await placedAgo(TTL - 60);
    expect(await press(token)).toMatchObject({ http: 409, body: { code: 'ORDER_WAITING', out_trade_no: outTradeNo } });
    expect(await statusOf(outTradeNo)).toBe(0);
  });
});

describe('placing anew past the deadline closes the old order first, without waiting for the grace', () => {
  test('when nobody had opened the cashier', async () => {
    const { token, outTradeNo } = await placedAgo(TTL);
    const answer = await press(token);
    expect(answer.http).toBe(200);
    expect(answer.body.out_trade_no).not.toBe(outTradeNo);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 3, closed_at: world.clock.now() });
    expect(await world.story(outTradeNo)).toEqual(['placed', 'timed_out']);
    // The page may still be open somewhere: the order is closed, the payment is asked for again.
    expect(await world.payments(outTradeNo)).toMatchObject([{ state: 'waiting', next_query_at: expect.any(Date) }]);
  });

  test('when the trade was closed there', async () => {
    const { token, outTradeNo } = await placedAgo(TTL - 10);
    world.channel.scan(outTradeNo);
    world.pass(10 + GRACE);
    expect((await press(token)).http).toBe(200);
    expect(await statusOf(outTradeNo)).toBe(3);
    expect(await world.payments(outTradeNo)).toMatchObject([{ state: 'closed' }]);
  });

  test('when the buyer had logged in and not paid', async () => {
    const { token, outTradeNo } = await placedAgo(0);
    world.channel.scan(outTradeNo);
    world.pass(TTL);
    expect((await press(token)).http).toBe(200);
    expect(world.channel.tradeOf(outTradeNo)).toMatchObject({ status: 'closed' });
    expect(await statusOf(outTradeNo)).toBe(3);
  });

  test('and when it turns out paid, the course is owned', async () => {
    const { token, outTradeNo } = await placedAgo(TTL - 10);
    world.channel.pay(outTradeNo);
    world.pass(10);
    expect(await press(token)).toMatchObject({ http: 409, body: { code: 'COURSE_OWNED', course_id: 1 } });
    expect(await statusOf(outTradeNo)).toBe(1);
    expect(await world.courses(token)).toEqual([1]);
  });

  test('and when the gateway is silent, nothing is changed', async () => {
    const { token, outTradeNo } = await placedAgo(TTL);
    const before = await world.snapshot();
    world.channel.mode = 'unknown';
    expect(await press(token)).toMatchObject({ http: 503, body: { code: 'GATEWAY_UNAVAILABLE' } });
    expect(await world.snapshot()).toBe(before);
    world.channel.mode = 'normal';
    expect((await press(token)).http).toBe(200);
    expect(await statusOf(outTradeNo)).toBe(3);
  });
});

describe('an order that lives shorter than two minutes', () => {
  let short: World;
  beforeAll(async () => void (short = await World.open({ env: { ORDER_TTL_SECONDS: '10' } })));
  afterAll(() => short.close());

  test('can be paid anew until half of its life is over', async () => {
    const token = await short.student();
    const outTradeNo = await short.place(token, [1], '99.00');
    short.pass(4);
    expect((await short.post(`/api/order/${outTradeNo}/pay/`, token)).http).toBe(200);
    short.pass(1);
    expect((await short.post(`/api/order/${outTradeNo}/pay/`, token)).body.code).toBe('ORDER_EXPIRING');
  });
});
