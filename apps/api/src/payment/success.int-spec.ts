import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const look = async (query: string, token?: string) => {
  const { http, body } = await world.get(`/api/order/success/${query}`, token);
  return [http, body.status, body.msg];
};
const PAID = [200, 100, '订单支付成功'];
const UNPAID = [200, 101, '订单还未支付'];
const of = (outTradeNo: string) => `?out_trade_no=${outTradeNo}`;

async function waiting(): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  return { token, outTradeNo: await world.place(token, [1], '99.00') };
}

describe('whether an order is paid', () => {
  test('is told to anyone by its number', async () => {
    const { outTradeNo } = await waiting();
    expect(await look(of(outTradeNo))).toEqual(UNPAID);
    await world.pay(outTradeNo);
    expect(await look(of(outTradeNo))).toEqual(PAID);
    expect(await look(of(outTradeNo), await world.student())).toEqual(PAID);
    expect(await look(of(outTradeNo), 'not.a.token')).toEqual(PAID);
  });

  test('is told by the number of any of its payments', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    expect(second).not.toBe(outTradeNo);
    expect(await look(of(second))).toEqual(UNPAID);
    await world.pay(second);
    expect(await look(of(second))).toEqual(PAID);
    expect(await look(of(outTradeNo))).toEqual(PAID);
  });

  test.each([
    '',
    '?',
    '?out_trade_no=',
    '?out_trade_no=unknown',
    `?out_trade_no=${'9'.repeat(64)}`,
    `?out_trade_no=${'9'.repeat(3000)}`,
    '?out_trade_no=a&out_trade_no=b',
    '?out_trade_no[]=a',
    '?out_trade_no[x]=a',
    '?out_trade_no=%00',
    '?out_trade_no=%',
    '?out_trade_no=%FF',
    "?out_trade_no='%20OR%201=1--",
    '?out_trade_no=%F0%9F%90%8B',
    '?__proto__=x',
  ])('of a query that names none (%s) is: no', async (query) => expect(await look(query)).toEqual(UNPAID));
});

describe('what the address says changes nothing', () => {
  test('also where it looks like the return of a payment, forged or genuine', async () => {
    const { outTradeNo } = await waiting();
    world.channel.scan(outTradeNo);
    const before = await world.snapshot();
    const genuine = world.channel.returnQuery(outTradeNo);
    for (const query of [
      `?out_trade_no=${outTradeNo}&trade_status=TRADE_SUCCESS&total_amount=99.00&trade_no=2026030222001000000000000077&sign=x`,
      `?${genuine}`,
      `?${genuine}&trade_status=TRADE_SUCCESS`,
      `?out_trade_no=${outTradeNo}&status=100`,
    ]) {
      expect(await look(query)).toEqual(UNPAID);
    }
    expect(await world.snapshot()).toBe(before);
  });

  test('and the genuine return of a paid order is not needed to hear that it is paid', async () => {
    const { outTradeNo } = await waiting();
    await world.pay(outTradeNo);
    expect(await look(`?${world.channel.returnQuery(outTradeNo)}`)).toEqual(PAID);
  });
});

describe('the owner’s look', () => {
  test('makes us ask the gateway, so that an order whose notify was lost is paid at once', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.pay(outTradeNo);
    expect(await look(of(outTradeNo))).toEqual(UNPAID);
    expect(await look(of(outTradeNo), token)).toEqual(PAID);
    expect(await world.orderRow(outTradeNo)).toMatchObject({
      order_status: 1,
      trade_no: world.channel.tradeOf(outTradeNo)?.tradeNo,
    });
    expect(await world.courses(token)).toEqual([1]);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'paid']);
  });

  test('makes us ask at most once in two seconds, however often it comes', async () => {
    const { token, outTradeNo } = await waiting();
    const asked = world.channel.calls.query;
    await Promise.all(Array.from({ length: 50 }, () => look(of(outTradeNo), token)));
    expect(world.channel.calls.query).toBe(asked + 1);
    world.clock.advance(1999);
    await look(of(outTradeNo), token);
    expect(world.channel.calls.query).toBe(asked + 1);
    world.clock.advance(1);
    await look(of(outTradeNo), token);
    expect(world.channel.calls.query).toBe(asked + 2);
  });

  test('does not make us ask for an order that is paid', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    const asked = world.channel.calls.query;
    expect(await look(of(outTradeNo), token)).toEqual(PAID);
    expect(world.channel.calls.query).toBe(asked);
  });

  test('makes us ask for a closed order too: a late payment of a timed-out one brings the course', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.scan(outTradeNo);
    world.pass(1860);
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 3 });
    world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
    world.pass(2);
    expect(await look(of(outTradeNo), token)).toEqual(PAID);
    expect(await world.courses(token)).toEqual([1]);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1, closed_at: null });
  });

  test('finds a gateway that says nothing, and the answer is still a calm no', async () => {
    const { token, outTradeNo } = await waiting();
    world.channel.failNext('query');
    expect(await look(of(outTradeNo), token)).toEqual(UNPAID);
    expect(await world.payments(outTradeNo)).toMatchObject([{ state: 'unknown', next_query_at: expect.any(Date) }]);
  });

  test('of strangers, with a token that is none or of another student, makes nobody ask', async () => {
    const { outTradeNo } = await waiting();
    world.channel.pay(outTradeNo);
    const asked = world.channel.calls.query;
    const stranger = await world.student();
    for (const token of [undefined, stranger, await world.token('admin'), 'a.b.c']) {
      expect(await look(of(outTradeNo), token)).toEqual(UNPAID);
    }
    expect(world.channel.calls.query).toBe(asked);
    await world.sweep();
  });

  test('and the notify and the sweep at the same moment settle the order once', async () => {
    for (let round = 0; round < 5; round++) {
      const { token, outTradeNo } = await waiting();
      world.channel.pay(outTradeNo);
      world.pass(5);
      const body = world.channel.notifyBody(outTradeNo);
      const [, notified] = await Promise.all([look(of(outTradeNo), token), world.notify(body), world.sweep()]);
      expect([await look(of(outTradeNo), token), notified.text]).toEqual([PAID, 'success']);
      expect(await world.story(outTradeNo)).toEqual(['placed', 'paid']);
      expect(await world.courses(token)).toEqual([1]);
    }
  });
});
