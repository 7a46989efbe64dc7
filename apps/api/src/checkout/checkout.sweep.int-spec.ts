import { fen } from '@luffy/money';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

const TTL = 1800;
const GRACE = 60;

let world: World;
beforeAll(async () => void (world = await World.open()));
/** Brings everything to its end, so that the next test meets only its own orders. */
afterEach(async () => {
  world.channel.mode = 'normal';
  world.pass(2000);
  await world.sweep();
  expect(await world.broken()).toEqual([]);
});
afterAll(() => world.close());

const statusOf = async (outTradeNo: string) => (await world.orderRow(outTradeNo))['order_status'];

async function placed(): Promise<string> {
  return world.place(await world.student(), [1], '99.00');
}

describe('an unpaid order past its deadline', () => {
  test('is closed after the grace and not before, without anybody', async () => {
    const outTradeNo = await placed();
    world.pass(TTL + GRACE - 1);
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(0);
    world.pass(1);
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 3, closed_at: world.clock.now() });
    expect(await world.story(outTradeNo)).toEqual(['placed', 'timed_out']);
    expect(
      await world.rows(
        'SELECT live FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id WHERE out_trade_no = $1',
        [outTradeNo],
      ),
    ).toEqual([{ live: false }]);
  });

  test('that was paid without a notify becomes paid instead', async () => {
    const outTradeNo = await placed();
    world.pass(TTL - 1);
    world.channel.pay(outTradeNo);
    world.channel.mode = 'unknown';
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(0);
    world.channel.mode = 'normal';
    world.pass(GRACE + 1);
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(1);
    expect(await world.broken()).toEqual([]);
  });

  test('stays unpaid while the gateway says nothing, however long, and is closed when it speaks again', async () => {
    const outTradeNo = await placed();
    world.channel.mode = 'unknown';
    world.pass(TTL + GRACE);
    for (let round = 0; round < 5; round++) {
      await world.sweep();
      expect(await statusOf(outTradeNo)).toBe(0);
      world.pass(600);
    }
    expect(await world.broken()).toEqual([]);
    world.channel.mode = 'normal';
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(3);
  });

  test('whose close was done while the answer was lost is closed with the next walk', async () => {
    const outTradeNo = await placed();
    world.channel.scan(outTradeNo);
    world.pass(TTL + GRACE);
    world.channel.failNext('close', 'unknown-after-doing');
    world.channel.failNext('query', 'unknown', 2);
    await world.sweep();
    world.pass(15);
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(3);
    expect(world.channel.tradeOf(outTradeNo)).toMatchObject({ status: 'closed' });
  });

  test('for which the gateway took another amount is closed with an alert, and the money is left to staff', async () => {
    const outTradeNo = await placed();
    world.channel.pay(outTradeNo, { totalFen: fen(1) });
    world.pass(TTL + GRACE);
    await world.sweep();
    expect(await statusOf(outTradeNo)).toBe(3);
    expect(await world.payments(outTradeNo)).toMatchObject([{ trade_no: null, disposition: null }]);
    expect(await world.rows('SELECT 1 FROM luffy_alert WHERE subject = $1', [outTradeNo])).not.toEqual([]);
  });
});

describe('many orders past their deadline', () => {
  test('are all closed in one walk, and one whose gateway is silent holds up none of them', async () => {
    const token = await world.student();
    const orders = await Promise.all(
      [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14].map(async (course) => {
        const { body } = await world.get(`/api/course/${course}/`);
        return world.place(token, [course], String(body.course?.['price']));
      }),
    );
    const silent = orders.toSorted()[0] ?? '';
    world.pass(TTL + GRACE);
    const { close, query } = world.channel;
    const silence = { kind: 'unknown', cause: 'timeout' } as const;
    world.channel.close = (number) =>
      number === silent ? Promise.resolve(silence) : close.call(world.channel, number);
    world.channel.query = (number) =>
      number === silent ? Promise.resolve(silence) : query.call(world.channel, number);
    await world.sweep();
    Object.assign(world.channel, { close, query });
    const statuses = await Promise.all(orders.map(async (number) => [number === silent, await statusOf(number)]));
    expect(statuses.toSorted()).toEqual([...Array.from({ length: 11 }, () => [false, 3]), [true, 0]]);
  });

  test('are closed once when two processes sweep at the same time', async () => {
    const numbers = await Promise.all([placed(), placed(), placed()]);
    world.pass(TTL + GRACE);
    await Promise.all([world.sweep(), world.sweep()]);
    for (const number of numbers) expect(await world.story(number)).toEqual(['placed', 'timed_out']);
  });
});
