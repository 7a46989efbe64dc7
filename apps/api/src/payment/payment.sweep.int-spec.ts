import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { OrderService } from '../order/order.service.js';

let world: World;
let token: string;
let outTradeNo: string;
beforeAll(async () => void (world = await World.open()));
beforeEach(async () => {
  token = await world.student();
  outTradeNo = await world.place(token, [1], '99.00');
});
/** Brings everything to its end, so that the next test counts only its own questions. */
afterEach(async () => {
  world.channel.mode = 'normal';
  world.pass(2000);
  await world.sweep();
  expect(await world.broken()).toEqual([]);
});
afterAll(() => world.close());

const asked = () => world.channel.calls.query;
const payment = async () => (await world.payments(outTradeNo))[0];

/** Moves the clock to so many seconds after `from`, sweeps, and answers how often the gateway was asked meanwhile. */
async function sweptAt(seconds: number, from: Date): Promise<number> {
  const before = asked();
  world.clock.advance(from.getTime() + seconds * 1000 - world.clock.now().getTime());
  await world.sweep();
  return asked() - before;
}

describe('the ladder', () => {
  test('asks 5 s, 15 s, 1 m, 5 m and 15 m after the link, at the deadline and after the grace, and not between', async () => {
    const from = world.clock.now();
    const moments: [number, number][] = [
      [4, 0],
      [5, 1],
      [14, 0],
      [15, 1],
      [59, 0],
      [60, 1],
      [299, 0],
      [300, 1],
      [899, 0],
      [900, 1],
      [1799, 0],
      [1800, 1],
      [1859, 0],
      [1860, 1],
    ];
    for (const [seconds, questions] of moments)
      expect([seconds, await sweptAt(seconds, from)]).toEqual([seconds, questions]);
  });

  test('starts anew with every link', async () => {
    await sweptAt(60, world.clock.now());
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const relinked = world.clock.now();
    expect(await sweptAt(4, relinked)).toBe(0);
    expect(await sweptAt(5, relinked)).toBe(1);
    expect(await sweptAt(15, relinked)).toBe(1);
  });

  test('finds a payment whose notify never came', async () => {
    world.channel.pay(outTradeNo);
    world.pass(5);
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
    expect(await world.courses(token)).toEqual([1]);
    expect(await payment()).toMatchObject({ disposition: 'applied', next_query_at: null });
  });

  test('asks again soon when nobody answered, and finds the money then', async () => {
    world.channel.pay(outTradeNo);
    world.channel.mode = 'unknown';
    world.pass(5);
    await world.sweep();
    expect(await payment()).toMatchObject({ state: 'unknown', next_query_at: expect.any(Date) });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 0 });
    world.channel.mode = 'normal';
    world.pass(10);
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
  });
});

describe('a final answer', () => {
  test.each([
    ['no such trade', () => undefined, 'waiting'],
    ['closed', () => (world.channel.scan(outTradeNo), world.channel.expire(outTradeNo)), 'closed'],
  ])('of "%s" after deadline and grace ends the questions', async (_what, happen, state) => {
    happen();
    const from = world.clock.now();
    await sweptAt(1800, from);
    expect((await payment())?.['next_query_at']).not.toBeNull();
    await sweptAt(1860, from);
    expect(await payment()).toMatchObject({ state, next_query_at: null });
    expect(await sweptAt(90_000, from)).toBe(0);
  });

  test('is asked for every 15 s for as long as none came', async () => {
    const from = world.clock.now();
    world.channel.mode = 'unknown';
    await sweptAt(1860, from);
    expect(await sweptAt(1870, from)).toBe(0);
    expect(await sweptAt(1875, from)).toBe(1);
    expect(await sweptAt(1890, from)).toBe(1);
    world.channel.mode = 'normal';
    await sweptAt(1905, from);
    expect(await payment()).toMatchObject({ next_query_at: null });
    expect(await sweptAt(90_000, from)).toBe(0);
  });

  test('comes also for the payment of an order that was cancelled long before', async () => {
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    const from = world.clock.now();
    expect(await sweptAt(5, from)).toBe(1);
    await sweptAt(1860, from);
    expect(await payment()).toMatchObject({ next_query_at: null });
  });
});

describe('a buyer who logged in and did not pay', () => {
  test('is still waited for before the end of the grace', async () => {
    const closes = world.channel.calls.close;
    world.channel.scan(outTradeNo);
    await sweptAt(900, world.clock.now());
    expect(await payment()).toMatchObject({ state: 'waiting' });
    expect(world.channel.calls.close).toBe(closes);
  });

  test('has the trade closed after the grace, and the gateway is asked again how it ended', async () => {
    world.channel.scan(outTradeNo);
    const orders = world.app.get(OrderService);
    await world.db.tx(async (tx) => {
      const { id } = await world.orderRow(outTradeNo);
      await orders.close(tx, await orders.lock(tx, Number(id)), { because: 'timed_out', actor: 'sweep' });
    });
    world.pass(1860);
    world.channel.answerNext('query', { kind: 'waiting', tradeNo: '2026030222001000000000000001' });
    const [closes, queries] = [world.channel.calls.close, asked()];
    await world.sweep();
    expect([world.channel.calls.close - closes, asked() - queries]).toEqual([1, 2]);
    expect(await payment()).toMatchObject({ state: 'closed', next_query_at: null });
  });
});

describe('two sweeps at once', () => {
  test('ask for one payment once', async () => {
    world.pass(5);
    const before = asked();
    await Promise.all([world.sweep(), world.sweep()]);
    expect(asked()).toBe(before + 1);
  });
});
