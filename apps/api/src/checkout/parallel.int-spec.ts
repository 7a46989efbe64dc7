import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { type Answer, World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const place = (token: string, courses: number[], total_amount: string): Promise<Answer> =>
  world.post('/api/order/pay/', token, { total_amount, pay_type: 1, courses });

const fifty = <T>(work: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 50 }, (_, at) => work(at)));

const waitingOrders = () =>
  world.rows<{ out_trade_no: string; courses: number[] }>(
    `SELECT o.out_trade_no, array_agg(d.course_id::int ORDER BY d.course_id) AS courses
     FROM luffy_order o JOIN luffy_order_detail d ON d.order_id = o.id
     WHERE o.user_id = (SELECT max(id) FROM luffy_user) GROUP BY o.id ORDER BY o.id`,
  );

describe('fifty presses at once', () => {
  test('of one button make one order, and every one of them is answered with its number', async () => {
    const token = await world.student();
    const answers = await fifty(() => place(token, [1, 2], '298.00'));
    expect(new Set(answers.map((answer) => answer.http))).toEqual(new Set([200]));
    const orders = await waitingOrders();
    expect(orders).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.out_trade_no))).toEqual(new Set([orders[0]?.out_trade_no]));
    expect(answers.every((answer) => answer.body.pay_url?.includes(orders[0]?.out_trade_no ?? '-'))).toBe(true);
    expect(await world.payments(orders[0]?.out_trade_no ?? '')).toHaveLength(1);
  });

  test('of buttons whose baskets cross leave no course in two live orders', async () => {
    const token = await world.student();
    const baskets: [number[], string][] = [
      [[1, 2], '298.00'],
      [[2, 4], '258.00'],
      [[4, 5], '147.80'],
      [[1, 5], '187.80'],
      [[6], '79.00'],
    ];
    const answers = await fifty((at) => place(token, ...(baskets[at % baskets.length] as [number[], string])));
    const orders = await waitingOrders();
    const numbers = new Set(orders.map((order) => order.out_trade_no));
    const sold = orders.flatMap((order) => order.courses);
    expect(new Set(sold).size).toBe(sold.length);
    for (const answer of answers) {
      expect(answer.http === 200 || answer.body.code === 'ORDER_WAITING').toBe(true);
      expect(numbers).toContain(answer.body.out_trade_no);
    }
  });

  test('of a free course enrol once', async () => {
    const token = await world.student();
    const answers = await fifty(() => place(token, [3], '0.00'));
    expect(answers.filter((answer) => answer.http === 200)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.http !== 200).map((answer) => answer.body.code))).toEqual(
      new Set(['COURSE_OWNED']),
    );
    expect(await world.courses(token)).toEqual([3]);
  });

  test('while the notify of the order comes in are answered with the order or with the course being owned', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    world.channel.pay(outTradeNo);
    const body = world.channel.notifyBody(outTradeNo);
    const answers = await fifty((at) => (at === 20 ? world.notify(body) : place(token, [1], '99.00')));
    const codes = answers.filter((_, at) => at !== 20).map((answer) => answer.body.code ?? answer.body.out_trade_no);
    expect(codes.filter((code) => code !== 'COURSE_OWNED' && code !== outTradeNo)).toEqual([]);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
    expect(await waitingOrders()).toHaveLength(1);
  });

  test('past the deadline of an old order close it once and place one new one', async () => {
    const token = await world.student();
    const old = await world.place(token, [4], '59.00');
    world.pass(1800);
    const answers = await fifty(() => place(token, [4], '59.00'));
    expect(new Set(answers.map((answer) => answer.http))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.body.out_trade_no)).size).toBe(1);
    expect(await world.story(old)).toEqual(['placed', 'timed_out']);
    expect(await waitingOrders()).toHaveLength(2);
    world.pass(60);
    await world.sweep();
  });
});

describe('the last word is the table’s', () => {
  test('a second live line that some other way slipped in is answered as the order that waits, not as a fault', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [9], '69.00');
    await expect(
      world.rows(
        `INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
         SELECT (SELECT max(id) FROM luffy_order WHERE out_trade_no <> $1), course_id, price, real_price, user_id, course_name, true
         FROM luffy_order_detail WHERE order_id = (SELECT id FROM luffy_order WHERE out_trade_no = $1)`,
        [outTradeNo],
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'luffy_order_detail_live' } });
    expect((await place(token, [9, 12], '69.01')).body).toMatchObject({
      code: 'ORDER_WAITING',
      out_trade_no: outTradeNo,
    });
  });
});
