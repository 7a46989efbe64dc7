import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { PlacementQuery } from './placement.query.js';
import { World } from '../../test/world.js';

/**
 * A plain order is placed by one statement. It must write what the longer way writes, row for row, and step aside
 * wherever that way would refuse or answer another order.
 */
let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const spied = () => jest.spyOn(world.app.get(PlacementQuery), 'placeAtOnce');

/** Everything that belongs to an order, without what no two orders can share. */
async function rowsOf(outTradeNo: string): Promise<unknown> {
  const [order] = await world.rows<{ id: string }>('SELECT * FROM luffy_order WHERE out_trade_no = $1', [outTradeNo]);
  const id = order?.id;
  const own = new Set(['id', 'order_id', 'user_id', 'out_trade_no', 'actor', 'order_detail_id']);
  const without = (row: object) => Object.fromEntries(Object.entries(row).filter(([column]) => !own.has(column)));
  const all = async (table: string, column = 'order_id') =>
    (await world.rows<object>(`SELECT * FROM ${table} WHERE ${column} = $1 ORDER BY id`, [id])).map(without);
  return {
    order: await all('luffy_order', 'id'),
    lines: await all('luffy_order_detail'),
    payments: await all('luffy_payment'),
    events: await all('luffy_order_event'),
  };
}

interface Wish {
  courses: number[];
  total_amount: string;
  subject?: string;
}

async function placed(wish: Wish, way: 'at once' | 'the longer way'): Promise<{ rows: unknown; linkSubject: string }> {
  const placeAtOnce = spied();
  if (way === 'the longer way') placeAtOnce.mockResolvedValue(null);
  try {
    const token = await world.student();
    const answer = await world.post('/api/order/pay/', token, { ...wish, pay_type: 1 });
    expect(answer.http).toBe(200);
    if (way === 'at once') expect(await placeAtOnce.mock.results[0]?.value).not.toBeNull();
    const link = new URL(answer.body.pay_url ?? '');
    return { rows: await rowsOf(answer.body.out_trade_no ?? ''), linkSubject: [...link.searchParams].join(' ') };
  } finally {
    placeAtOnce.mockRestore();
  }
}

describe('a plain order placed in one statement', () => {
  test.each<[string, Wish]>([
    ['one course', { courses: [1], total_amount: '99.00' }],
    ['a title of the student’s own', { courses: [1], total_amount: '99.00', subject: '给自己的礼物' }],
  ])('is what the longer way makes of it: %s', async (_, wish) => {
    const [atOnce, longer] = [await placed(wish, 'at once'), await placed(wish, 'the longer way')];
    expect(atOnce.rows).toEqual(longer.rows);
  });

  test('of several courses keeps their order and is called after the first', async () => {
    const courses = await world.rows<{ id: string; price: string }>(
      'SELECT id, price FROM luffy_course WHERE status = 1 AND price > 0 ORDER BY id DESC LIMIT 3',
    );
    const fen = courses.reduce((sum, course) => sum + Math.round(Number(course.price) * 100), 0);
    const wish = { courses: courses.map((course) => Number(course.id)), total_amount: (fen / 100).toFixed(2) };
    const [atOnce, longer] = [await placed(wish, 'at once'), await placed(wish, 'the longer way')];
    expect(atOnce.rows).toEqual(longer.rows);
  });

  test('of courses with long names is cut at the same character, and never inside one', async () => {
    for (const [id, letter] of [
      [101, '长'],
      [102, '𠮷'],
    ] as const) {
      await world.rows(
        `INSERT INTO luffy_course (id, name, price, original_price, created_time) VALUES ($1, $2, 5, 5, $3)`,
        [id, letter.repeat(150), world.clock.now()],
      );
    }
    for (const courses of [
      [101, 102],
      [102, 101],
    ]) {
      const wish = { courses, total_amount: '10.00' };
      const [atOnce, longer] = [await placed(wish, 'at once'), await placed(wish, 'the longer way')];
      expect(atOnce.rows).toEqual(longer.rows);
    }
    await world.rows('UPDATE luffy_course SET status = 0 WHERE id IN (101, 102)');
  });
});

describe('it steps aside, and writes nothing, when', () => {
  const orders = () => world.rows<{ n: string }>('SELECT count(*) AS n FROM luffy_order');

  async function asideFor(token: string, wish: object): Promise<number> {
    const placeAtOnce = spied();
    const before = await orders();
    try {
      const basket = { pay_type: 1, courses: [1], total_amount: '99.00', ...wish };
      const answer = await world.post('/api/order/pay/', token, basket);
      expect(await placeAtOnce.mock.results[0]?.value).toBeNull();
      if (answer.http !== 200) expect(await orders()).toEqual(before);
      return answer.http;
    } finally {
      placeAtOnce.mockRestore();
    }
  }

  test('the course waits already', async () => {
    const token = await world.student();
    await world.place(token, [1], '99.00');
    expect(await asideFor(token, {})).toBe(200);
    expect(await asideFor(token, { courses: [1, 2], total_amount: '1.00' })).toBe(409);
  });

  test('the course is owned', async () => {
    const token = await world.student();
    world.channel.pay(await world.place(token, [1], '99.00'));
    await world.get(`/api/order/success/?out_trade_no=${await lastNumber(token)}`, token);
    expect(await asideFor(token, {})).toBe(409);
  });

  test.each([
    ['the sum is another one', { total_amount: '98.99' }],
    ['a course does not exist', { courses: [1, 999_999] }],
    ['there is a coupon', { coupon: 999_999 }],
  ])('%s', async (_, wish) => {
    expect(await asideFor(await world.student(), wish)).toBeGreaterThanOrEqual(400);
  });

  test('the course is off sale', async () => {
    await world.rows('UPDATE luffy_course SET status = 0 WHERE id = 1');
    try {
      expect(await asideFor(await world.student(), {})).toBe(400);
    } finally {
      await world.rows('UPDATE luffy_course SET status = 1 WHERE id = 1');
    }
  });

  const lastNumber = async (token: string): Promise<string> =>
    String((await world.get('/api/order/', token)).body.items?.[0]?.['out_trade_no']);
});
