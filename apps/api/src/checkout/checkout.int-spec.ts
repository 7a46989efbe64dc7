import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const press = (token: string, body: object, headers: Record<string, string> = {}) =>
  world.ask('POST', '/api/order/pay/', {
    token,
    body: { total_amount: '298.00', pay_type: 1, courses: [1, 2], ...body },
    headers,
  });

/** Places an order through a request that must be refused, and shows that it left nothing behind. */
async function refused(token: string, body: object) {
  const before = await world.snapshot();
  const answer = await press(token, body);
  expect(await world.snapshot()).toBe(before);
  return { http: answer.http, ...answer.body };
}

describe('placing an order', () => {
  test('writes it with its lines, its payment and its first event, and then signs the link', async () => {
    const token = await world.student();
    const answer = await press(token, { subject: '两门课' });
    expect(answer).toMatchObject({ http: 200, body: { status: 100, expires_at: '2026-03-02T06:35:00.000Z' } });
    const outTradeNo = answer.body.out_trade_no ?? '';
    expect(outTradeNo).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.body.pay_url).toBe(
      `https://cashier.fake.test/desktop?out_trade_no=${outTradeNo}&total_amount=298.00`,
    );
    expect(await world.orderRow(outTradeNo)).toMatchObject({
      subject: '两门课',
      total_amount: '298.00',
      original_amount: '298.00',
      discount_amount: '0.00',
      order_status: 0,
      pay_type: 1,
      trade_no: null,
      pay_time: null,
      closed_at: null,
    });
    const { order } = (await world.get(`/api/order/${outTradeNo}/`, token)).body;
    expect(order?.courses).toEqual([
      { course_id: 1, course_name: 'Python 从零到上手', price: '99.00', real_price: '99.00', refunded_amount: '0.00' },
      { course_id: 2, course_name: 'Django 商城实战', price: '199.00', real_price: '199.00', refunded_amount: '0.00' },
    ]);
    expect(await world.payments(outTradeNo)).toMatchObject([
      { out_trade_no: outTradeNo, amount: '298.00', state: 'waiting', channel: 'alipay', disposition: null },
    ]);
    expect(await world.story(outTradeNo)).toEqual(['placed']);
    expect(await world.courses(token)).toEqual([]);
  });

  test('without a subject calls it after its courses', async () => {
    const token = await world.student();
    const { out_trade_no = '' } = (await press(token, {})).body;
    expect(await world.orderRow(out_trade_no)).toMatchObject({ subject: 'Python 从零到上手 等 2 门课程' });
  });

  test('on a phone leads to the cashier for phones', async () => {
    const answer = await press(await world.student(), {}, { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0)' });
    expect(answer.body.pay_url).toContain('cashier.fake.test/phone?');
  });

  test('takes the amount as text or as a number', async () => {
    expect((await press(await world.student(), { total_amount: 88.8, courses: [5] })).http).toBe(200);
    expect((await press(await world.student(), { total_amount: '88.8', courses: [5] })).http).toBe(200);
    expect((await press(await world.student(), { total_amount: 298, courses: [2, 1] })).http).toBe(200);
  });

  test('needs a login', async () => {
    const body = { total_amount: '99.00', pay_type: 1, courses: [1] };
    expect(await world.post('/api/order/pay/', undefined, body)).toMatchObject({
      http: 401,
      body: { code: 'UNAUTHENTICATED' },
    });
  });
});

describe('pressing again', () => {
  test('answers the same order, same subject and deadline, with a freshly signed link', async () => {
    const token = await world.student();
    const first = (await press(token, { subject: '第一次' })).body;
    const signed = world.channel.calls.payUrl;
    world.pass(60);
    const second = (await press(token, { subject: '第二次', courses: [2, 1] })).body;
    expect(second).toMatchObject({
      out_trade_no: first.out_trade_no,
      expires_at: first.expires_at,
      pay_url: first.pay_url,
    });
    expect(world.channel.calls.payUrl).toBe(signed + 1);
    expect(await world.orderRow(first.out_trade_no ?? '')).toMatchObject({ subject: '第一次' });
    expect(await world.payments(first.out_trade_no ?? '')).toHaveLength(1);
  });

  test('after the gateway closed the trade opens a new payment with its own number for the same order', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1, 2], '298.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    expect((await world.notify(world.channel.notifyBody(outTradeNo))).text).toBe('success');
    const again = (await press(token, {})).body;
    expect(again.out_trade_no).toBe(outTradeNo);
    const [closed, fresh] = await world.payments(outTradeNo);
    expect(closed).toMatchObject({ state: 'closed', out_trade_no: outTradeNo });
    expect(fresh).toMatchObject({ state: 'waiting', amount: '298.00' });
    expect(fresh?.['out_trade_no']).toMatch(/^(?!.*-)[0-9a-f]{32}$/);
    expect(again.pay_url).toContain(String(fresh?.['out_trade_no']));
    expect(await world.story(outTradeNo)).toEqual(['placed', 'payment_closed', 'payment_opened']);
    expect(await world.pay(String(fresh?.['out_trade_no']))).toBe('success');
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
  });

  test('keeps the price of the order when the course costs something else by now', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [6], '79.00');
    await world.rows('UPDATE luffy_course SET price = 80 WHERE id = 6');
    try {
      expect((await press(token, { courses: [6], total_amount: '79.00' })).body.out_trade_no).toBe(outTradeNo);
      expect(await refused(token, { courses: [6], total_amount: '80.00' })).toMatchObject({
        http: 409,
        code: 'ORDER_WAITING',
        out_trade_no: outTradeNo,
      });
      expect(await world.pay(outTradeNo)).toBe('success');
      expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1, total_amount: '79.00' });
    } finally {
      await world.rows('UPDATE luffy_course SET price = 79 WHERE id = 6');
    }
  });

  test.each([
    ['another basket', { courses: [1], total_amount: '99.00' }],
    ['a larger basket', { courses: [1, 2, 4], total_amount: '357.00' }],
    ['another amount', { total_amount: '298.01' }],
    ['a coupon', { coupon: 999_999 }],
  ])('with %s that crosses the waiting order is refused and names it', async (_what, body) => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1, 2], '298.00');
    expect(await refused(token, body)).toMatchObject({ http: 409, code: 'ORDER_WAITING', out_trade_no: outTradeNo });
  });

  test('with a basket that shares nothing places a second order', async () => {
    const token = await world.student();
    const first = await world.place(token, [1, 2], '298.00');
    expect(await world.place(token, [4], '59.00')).not.toBe(first);
  });
});

describe('a course that is owned', () => {
  test('cannot be bought again, alone or with others, and is named', async () => {
    const { token } = await world.bought([1], '99.00');
    expect(await refused(token, { courses: [1], total_amount: '99.00' })).toMatchObject({
      http: 409,
      code: 'COURSE_OWNED',
      course_id: 1,
    });
    expect(await refused(token, { courses: [2, 1] })).toMatchObject({ http: 409, code: 'COURSE_OWNED', course_id: 1 });
  });

  test('counts also where staff gave it', async () => {
    const token = await world.student();
    const [user] = await world.rows<{ id: string }>('SELECT max(id) AS id FROM luffy_user');
    await world.rows(`INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) VALUES ($1, 2, 'grant', $2)`, [
      user?.id,
      world.clock.now(),
    ]);
    expect(await refused(token, {})).toMatchObject({ http: 409, code: 'COURSE_OWNED', course_id: 2 });
  });
});

describe('a basket with nothing to pay', () => {
  test.each([0, 1])('is enrolled at once, asked for with pay type %i', async (payType) => {
    const token = await world.student();
    const answer = await press(token, { courses: [3], total_amount: '0.00', pay_type: payType });
    expect(answer).toMatchObject({ http: 200, body: { status: 100, pay_url: null, expires_at: null } });
    const outTradeNo = answer.body.out_trade_no ?? '';
    expect(await world.orderRow(outTradeNo)).toMatchObject({
      order_status: 1,
      pay_type: 0,
      total_amount: '0.00',
      trade_no: null,
    });
    expect(await world.payments(outTradeNo)).toEqual([]);
    expect(await world.courses(token)).toEqual([3]);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'enrolled_free']);
    expect(await refused(token, { courses: [3], total_amount: '0' })).toMatchObject({ code: 'COURSE_OWNED' });
  });

  test('together with a paid course costs what the other costs', async () => {
    const token = await world.student();
    await world.pay(await world.place(token, [3, 12], '0.01'));
    expect(await world.courses(token)).toEqual([12, 3]);
  });
});

describe('the price', () => {
  test.each(['297.99', '298.01', '0.01', '0.00', '99999999.99'])(
    '%s instead of 298.00 is refused with the right amount',
    async (amount) => {
      const token = await world.student();
      expect(await refused(token, { total_amount: amount })).toMatchObject({
        http: 400,
        code: 'TOTAL_AMOUNT_MISMATCH',
        total_amount: '298.00',
      });
    },
  );

  test('is compared after everything else, so that a wrong one hides no better reason', async () => {
    const { token } = await world.bought([1], '99.00');
    expect(await refused(token, { courses: [1, 999_999], total_amount: '1' })).toMatchObject({
      http: 404,
      code: 'COURSE_NOT_FOUND',
      course_id: 999_999,
    });
    expect(await refused(token, { courses: [1], total_amount: '1' })).toMatchObject({ code: 'COURSE_OWNED' });
    const outTradeNo = await world.place(token, [2], '199.00');
    expect(await refused(token, { courses: [2], total_amount: '1' })).toMatchObject({
      code: 'ORDER_WAITING',
      out_trade_no: outTradeNo,
    });
    expect(await refused(token, { courses: [1, 2], total_amount: '1' })).toMatchObject({ code: 'COURSE_OWNED' });
    expect(await refused(token, { courses: [4], total_amount: '1', coupon: 999_999 })).toMatchObject({
      code: 'COUPON_UNAVAILABLE',
    });
    expect(await refused(token, { courses: [4, 4], total_amount: 'x' })).toMatchObject({ code: 'VALIDATION' });
  });
});
