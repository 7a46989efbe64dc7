import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const ask = (token: string | undefined, courses: unknown, coupon?: unknown) =>
  world.post('/api/order/quote/', token, { courses, ...(coupon === undefined ? {} : { coupon }) });

const quote = async (token: string, courses: number[], coupon?: number) => {
  const { http, body } = await ask(token, courses, coupon);
  if (http !== 200 || !body.quote) throw new Error(`no quote: ${JSON.stringify(body)}`);
  return body.quote;
};

const claim = async (token: string, id: number): Promise<number> =>
  Number(((await world.post(`/api/coupon/${id}/claim/`, token)).body as { coupon?: { id: number } }).coupon?.id);

const place = (token: string, courses: number[], total_amount: string, coupon?: number) =>
  world.post('/api/order/pay/', token, { courses, total_amount, pay_type: 1, ...(coupon ? { coupon } : {}) });

const statesOf = async (token: string, courses: number[]) =>
  Object.fromEntries((await quote(token, courses)).lines.map((line) => [line.course_id, line.state]));

describe('a quote', () => {
  test('says what every course costs, and all together', async () => {
    const { lines, ...sums } = await quote(await world.student(), [2, 1]);
    expect(sums).toEqual({
      original_amount: '298.00',
      discount_amount: '0.00',
      total_amount: '298.00',
      coupon: null,
      coupons: [],
    });
    expect(lines[0]).toEqual({
      course_id: 2,
      course_name: 'Django 商城实战',
      teacher: '周以宁',
      price: '199.00',
      original_price: '399.00',
      real_price: '199.00',
      state: 'ok',
      waiting_order: null,
    });
    expect(lines.map((line) => line.course_id)).toEqual([2, 1]);
  });

  test('counts only what can be bought now, and says of the rest why not', async () => {
    const { token } = await world.bought([1], '99.00');
    const waiting = await world.place(token, [4], '59.00');
    const { lines, original_amount, total_amount } = await quote(token, [1, 4, 13, 2]);
    expect(lines.map((line) => [line.course_id, line.state, line.waiting_order, line.real_price])).toEqual([
      [1, 'owned', null, '99.00'],
      [4, 'waiting', waiting, '59.00'],
      [13, 'off_sale', null, '49.00'],
      [2, 'ok', null, '199.00'],
    ]);
    expect([original_amount, total_amount]).toEqual(['199.00', '199.00']);
  });

  test('of nothing that can be bought is nothing', async () => {
    const { token } = await world.bought([1], '99.00');
    await claim(token, 1);
    const { total_amount, coupon, coupons } = await quote(token, [1, 13]);
    expect([total_amount, coupon, coupons[0]?.obstacle]).toEqual(['0.00', null, 'out_of_scope']);
  });

  test('shows a course again once its money went back', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    const { body } = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了' });
    const number = (body as { refund?: { out_request_no: string } }).refund?.out_request_no ?? '';
    await world.post(`/api/admin/refunds/${number}/approve/`, await world.token('admin'), {});
    await world.sweep();
    expect(await statesOf(token, [1])).toEqual({ 1: 'ok' });
  });

  test('passes over an order whose time is over, and its coupon is free again', async () => {
    const token = await world.student();
    const record = await claim(token, 1);
    const first = await place(token, [1], '79.00', record);
    expect(first.http).toBe(200);
    expect((await quote(token, [1, 4])).coupons[0]).toMatchObject({ usable: false, obstacle: 'held' });
    world.pass(1800);
    const elsewhere = await quote(token, [4], record);
    expect([elsewhere.coupon, elsewhere.coupons[0]?.obstacle]).toEqual([null, 'held']);
    const { lines, total_amount, coupon } = await quote(token, [1, 4]);
    expect(lines.map((line) => [line.state, line.waiting_order])).toEqual([
      ['ok', null],
      ['ok', null],
    ]);
    expect([coupon, total_amount]).toEqual([record, '138.00']);
    const second = await place(token, [1, 4], total_amount, record);
    expect(second.http).toBe(200);
    expect(second.body.out_trade_no).not.toBe(first.body.out_trade_no);
  });

  test('shows an order that is only too close to its end as waiting', async () => {
    const token = await world.student();
    await world.place(token, [1], '99.00');
    world.pass(1750);
    expect(await statesOf(token, [1])).toEqual({ 1: 'waiting' });
    world.pass(110);
    await world.sweep();
  });

  test('writes nothing', async () => {
    const { token } = await world.bought([1], '99.00');
    await claim(token, 1);
    await place(token, [4], '59.00');
    world.pass(1800);
    const before = await world.snapshot();
    await quote(token, [1, 2, 4, 13]);
    expect(await world.snapshot()).toBe(before);
    world.pass(60);
    await world.sweep();
  });
});

describe('the coupons of a quote', () => {
  test('come best first, with what each takes off', async () => {
    const token = await world.student();
    const [twenty, fifty, percent] = [await claim(token, 1), await claim(token, 2), await claim(token, 3)];
    const both = await quote(token, [1, 2]);
    expect(both.coupons.map((one) => [one.id, one.usable, one.discount_amount])).toEqual([
      [percent, true, '62.58'],
      [fifty, true, '50.00'],
      [twenty, true, '20.00'],
    ]);
    expect(both).toMatchObject({ coupon: percent, discount_amount: '62.58', total_amount: '235.42' });
    const [line] = both.lines;
    expect(line?.real_price).toBe('78.21');

    const cheap = await quote(token, [4]);
    expect(cheap).toMatchObject({ coupon: twenty, total_amount: '39.00' });
    expect(cheap.coupons.at(-1)).toMatchObject({
      id: fifty,
      usable: false,
      obstacle: 'below_minimum',
      short_by: '141.00',
      discount_amount: '0.00',
      coupon: { id: 2, name: '满 200 减 50', minimum: '200.00' },
    });
  });

  test('can be chosen, or left', async () => {
    const token = await world.student();
    const [twenty, fifty] = [await claim(token, 1), await claim(token, 2)];
    expect(await quote(token, [1, 2], twenty)).toMatchObject({ coupon: twenty, total_amount: '278.00' });
    expect(await quote(token, [1, 2], 0)).toMatchObject({ coupon: null, total_amount: '298.00' });
    const tooLittle = await quote(token, [1], fifty);
    expect(tooLittle).toMatchObject({ coupon: null, total_amount: '99.00' });
    expect(tooLittle.coupons.find((one) => one.id === fifty)).toMatchObject({
      obstacle: 'below_minimum',
      short_by: '101.00',
    });
  });

  test('of another student, and none at all, count as none', async () => {
    const others = await claim(await world.student(), 1);
    const token = await world.student();
    for (const id of [others, 999_999, Number.MAX_SAFE_INTEGER]) {
      expect(await quote(token, [1], id)).toMatchObject({ coupon: null, total_amount: '99.00', coupons: [] });
    }
  });

  test('are not spent on what costs nothing', async () => {
    const token = await world.student();
    const record = await claim(token, 1);
    expect(await quote(token, [3])).toMatchObject({ coupon: null, total_amount: '0.00' });
    expect((await quote(token, [3])).coupons[0]).toMatchObject({ id: record, usable: true, discount_amount: '0.00' });
  });

  test('that were used are told as used', async () => {
    const token = await world.student();
    const record = await claim(token, 1);
    const { body } = await place(token, [1], '79.00', record);
    await world.pay(body.out_trade_no ?? '');
    const after = await quote(token, [2], record);
    expect([after.coupon, after.total_amount, after.coupons[0]?.obstacle]).toEqual([null, '199.00', 'used']);
  });
});

describe('what is no question', () => {
  test.each<[string, unknown, unknown]>([
    ['no courses', [], undefined],
    ['no list', 1, undefined],
    ['text', ['1'], undefined],
    ['course 0', [0], undefined],
    ['fifty-one courses', Array.from({ length: 51 }, (_, at) => at + 1), undefined],
    ['a coupon of null', [1], null],
    ['a coupon below 0', [1], -1],
    ['half a coupon', [1], 0.5],
    ['a coupon as text', [1], '0'],
    ['a coupon beyond all numbers', [1], 2 ** 53],
  ])('%s', async (_what, courses, coupon) => {
    const { http, body } = await ask(await world.student(), courses, coupon);
    expect([http, body.code]).toEqual([400, 'VALIDATION']);
  });

  test('an amount, a course twice, an unknown course, nobody asking', async () => {
    const token = await world.student();
    const priced = await world.post('/api/order/quote/', token, { courses: [1], total_amount: '1.00' });
    expect(priced.body.code).toBe('VALIDATION');
    expect((await ask(token, [1, 1])).body).toMatchObject({ code: 'COURSE_REPEATED', course_id: 1 });
    expect(await ask(token, [1, 999_999])).toMatchObject({
      http: 404,
      body: { code: 'COURSE_NOT_FOUND', course_id: 999_999 },
    });
    expect((await ask(undefined, [1])).http).toBe(401);
  });
});
