import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let staff: string;
let paid: { token: string; outTradeNo: string };
let waiting: string;
let free: string;
let cancelled: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
  paid = await world.bought([1], '99.00'); // student_1, 14:05
  world.pass(600);
  waiting = await world.place(await world.student(), [2], '199.00'); // student_2, 14:15
  const third = await world.student();
  free =
    (await world.post('/api/order/pay/', third, { total_amount: '0', pay_type: 0, courses: [3] })).body.out_trade_no ??
    '';
  cancelled = await world.place(third, [4], '59.00');
  await world.post(`/api/order/${cancelled}/cancel/`, third);
});
afterAll(() => world.close());

const find = async (query: Record<string, string>) => {
  const { body } = await world.get(`/api/admin/orders/?${new URLSearchParams(query).toString()}`, staff);
  return body.items?.map((item) => item['out_trade_no']) ?? body.code;
};

describe('staff find orders', () => {
  test('of everybody, newest first, with the buyer’s name', async () => {
    expect(await find({})).toEqual([cancelled, free, waiting, paid.outTradeNo]);
    const { body } = await world.get('/api/admin/orders/?limit=1', staff);
    expect(body.items).toMatchObject([{ username: 'student_3', out_trade_no: cancelled, courses: [{ course_id: 4 }] }]);
    expect(await find({ limit: '1', cursor: body.next_cursor ?? '' })).toEqual([free]);
  });

  test('by the number of the order, of any payment of it, of the trade, or by the buyer’s name in any spelling', async () => {
    expect(await find({ q: waiting })).toEqual([waiting]);
    expect(await find({ q: world.channel.tradeOf(paid.outTradeNo)?.tradeNo ?? '' })).toEqual([paid.outTradeNo]);
    expect(await find({ q: 'student_2' })).toEqual([waiting]);
    expect(await find({ q: 'STUDENT_3' })).toEqual([cancelled, free]);
    expect(await find({ q: 'student_' })).toEqual([]);
    expect(await find({ q: '%' })).toEqual([]);
    expect(await find({ q: "' OR 1=1 --" })).toEqual([]);
  });

  test.each([
    [{ order_status: '0' }, () => [waiting]],
    [{ order_status: '1' }, () => [free, paid.outTradeNo]],
    [{ order_status: '2' }, () => [cancelled]],
    [{ order_status: '3' }, () => []],
    [{ pay_type: '0' }, () => [free]],
    [{ pay_type: '1' }, () => [cancelled, waiting, paid.outTradeNo]],
    [{ pay_type: '2' }, () => []],
    [{ order_status: '1', pay_type: '1' }, () => [paid.outTradeNo]],
    [{ created_from: '2026-03-02T14:05:01+08:00' }, () => [cancelled, free, waiting]],
    [{ created_to: '2026-03-02T14:05:01+08:00' }, () => [paid.outTradeNo]],
    [{ created_from: '2026-03-02T06:05:00Z', created_to: '2026-03-02T06:15:00Z' }, () => [paid.outTradeNo]],
    [{ paid_from: '2026-03-02T14:05:00+08:00' }, () => [paid.outTradeNo]],
    [{ paid_from: '2026-03-02T14:05:01+08:00' }, () => []],
    [{ paid_to: '2026-03-02T14:05:00+08:00' }, () => []],
    [{ q: 'student_3', order_status: '2' }, () => [cancelled]],
  ])('narrowed by %j', async (query, orders) => expect(await find(query)).toEqual(orders()));

  test.each([
    { order_status: '4' },
    { order_status: 'x' },
    { order_status: '' },
    { pay_type: '3' },
    { created_from: 'yesterday' },
    { created_from: '2026-03-02' },
    { created_from: '2026-13-02T14:05:00+08:00' },
    { created_from: '2026-03-02T14:05:00' },
    { paid_to: '0' },
    { q: '' },
    { q: 'x'.repeat(151) },
    { q: '\u0000' },
    { limit: '0' },
    { cursor: 'x' },
    { unknown: '1' },
  ])('but not by %j', async (query) => expect(['VALIDATION', 'CURSOR_INVALID']).toContain(await find(query)));
});

describe('staff read one order', () => {
  const one = (number: string) => world.get(`/api/admin/orders/${number}/`, staff);

  test('whoever’s it is', async () => {
    expect((await one(paid.outTradeNo)).body.order).toMatchObject({
      out_trade_no: paid.outTradeNo,
      username: 'student_1',
      order_status: 1,
    });
  });

  test('by its number only: a name that looks like one finds nothing, and hides nothing', async () => {
    expect(await one('student_1')).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
    await world.rows('UPDATE luffy_user SET username = $1 WHERE username = $2', [waiting, 'student_3']);
    expect((await one(waiting)).body.order).toMatchObject({ out_trade_no: waiting, username: 'student_2' });
    await world.rows('UPDATE luffy_user SET username = $2 WHERE username = $1', [waiting, 'student_3']);
  });

  test('that does not exist is not found', async () => {
    for (const number of ['f'.repeat(32), '1', '%00'])
      expect(await one(number)).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
  });
});
