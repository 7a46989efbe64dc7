import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const BASKET = { total_amount: '99.00', pay_type: 1, courses: [1] };

const place = (token: string, key: string, body: object = {}) =>
  world.ask('POST', '/api/order/pay/', { token, body: { ...BASKET, ...body }, headers: { 'idempotency-key': key } });

const keysOf = (outTradeNo: string) =>
  world.rows<{ key: string }>('SELECT key FROM luffy_idempotency WHERE out_trade_no = $1 ORDER BY key', [outTradeNo]);

/** Holds the student's row, as a slow twin would, while the others are sent. */
async function whileHeld<T>(work: () => Promise<T>): Promise<T> {
  const other = world.db.source.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT 1 FROM luffy_user WHERE id = (SELECT max(id) FROM luffy_user) FOR UPDATE');
  try {
    return await work();
  } finally {
    await other.rollbackTransaction();
    await other.release();
  }
}

const waitsForTheRow = async (): Promise<boolean> =>
  (await world.rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
    .length > 0;

describe('a request sent again under its key', () => {
  test('is answered with the same order and a fresh link', async () => {
    const token = await world.student();
    const first = await place(token, 'key-1');
    const signed = world.channel.calls.payUrl;
    world.pass(30);
    expect(await place(token, 'key-1')).toMatchObject({
      http: 200,
      body: { out_trade_no: first.body.out_trade_no, expires_at: first.body.expires_at },
    });
    expect(world.channel.calls.payUrl).toBe(signed + 1);
  });

  test('is answered without a link once the order is paid', async () => {
    const token = await world.student();
    const { out_trade_no = '' } = (await place(token, 'key-1')).body;
    await world.pay(out_trade_no);
    expect(await place(token, 'key-1')).toMatchObject({ http: 200, body: { out_trade_no, pay_url: null } });
  });

  test('is answered the same for a free course, which is owned by then', async () => {
    const token = await world.student();
    const first = await place(token, 'free', { courses: [3], total_amount: '0' });
    expect(await place(token, 'free', { courses: [3], total_amount: '0' })).toMatchObject({
      http: 200,
      body: { out_trade_no: first.body.out_trade_no, pay_url: null },
    });
  });

  test('is refused when the order was cancelled, and a new key places a new order', async () => {
    const token = await world.student();
    const { out_trade_no = '' } = (await place(token, 'key-1')).body;
    await world.post(`/api/order/${out_trade_no}/cancel/`, token);
    expect(await place(token, 'key-1')).toMatchObject({ http: 409, body: { code: 'ORDER_NOT_PAYABLE' } });
    expect((await place(token, 'key-2')).http).toBe(200);
  });
});

describe('a key used for another request', () => {
  test.each([
    [{ courses: [2], total_amount: '199.00' }],
    [{ total_amount: '99.01' }],
    [{ subject: '别的标题' }],
    [{ coupon: 7 }],
  ])('%j is refused and changes nothing', async (body) => {
    const token = await world.student();
    await place(token, 'key-1');
    const before = await world.snapshot();
    expect(await place(token, 'key-1', body)).toMatchObject({ http: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await world.snapshot()).toBe(before);
  });

  test('99 and "99.00" are the same request', async () => {
    const token = await world.student();
    const first = await place(token, 'key-1', { total_amount: 99 });
    expect((await place(token, 'key-1', { total_amount: '99.00' })).body.out_trade_no).toBe(first.body.out_trade_no);
  });
});

describe('a key', () => {
  test('stays unused when its request was refused', async () => {
    const token = await world.student();
    expect((await place(token, 'key-1', { total_amount: '1.00' })).body.code).toBe('TOTAL_AMOUNT_MISMATCH');
    expect((await place(token, 'key-1', { courses: [999_999] })).body.code).toBe('COURSE_NOT_FOUND');
    expect((await place(token, 'key-1')).http).toBe(200);
  });

  test('of one student says nothing about another’s', async () => {
    const first = await place(await world.student(), 'shared');
    const second = await place(await world.student(), 'shared', { courses: [2], total_amount: '199.00' });
    expect(second.http).toBe(200);
    expect(second.body.out_trade_no).not.toBe(first.body.out_trade_no);
  });

  test('can name an order that was waiting before', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    expect((await place(token, 'late-key')).body.out_trade_no).toBe(outTradeNo);
    await world.pay(outTradeNo);
    expect((await place(token, 'late-key')).body.out_trade_no).toBe(outTradeNo);
  });

  test.each(['', 'x'.repeat(129), 'a b', 'a\tb', 'é'])('%j is none', async (key) => {
    const token = await world.student();
    const before = await world.snapshot();
    expect(await place(token, key)).toMatchObject({ http: 400, body: { code: 'IDEMPOTENCY_KEY_INVALID' } });
    expect(await world.snapshot()).toBe(before);
  });

  test.each(['x'.repeat(128), '!"#$%&~', "'; DROP TABLE luffy_order; --".replaceAll(' ', '_')])(
    '%j is one',
    async (key) => {
      expect((await place(await world.student(), key)).http).toBe(200);
    },
  );
});

describe('twins', () => {
  test('are refused while the first is under way, and answered with its order afterwards', async () => {
    const token = await world.student();
    const first = await whileHeld(async () => {
      const slow = place(token, 'key-1');
      while (!(await waitsForTheRow())) await new Promise((resume) => setImmediate(resume));
      expect(await place(token, 'key-1')).toMatchObject({ http: 409, body: { code: 'IDEMPOTENCY_IN_FLIGHT' } });
      expect(await place(token, 'key-1', { subject: '别的' })).toMatchObject({
        http: 409,
        body: { code: 'IDEMPOTENCY_IN_FLIGHT' },
      });
      return { slow };
    });
    const { http, body } = await first.slow;
    expect(http).toBe(200);
    expect((await place(token, 'key-1')).body.out_trade_no).toBe(body.out_trade_no);
  });

  test('fifty of them make one order', async () => {
    const token = await world.student();
    const answers = await Promise.all(Array.from({ length: 50 }, () => place(token, 'storm')));
    const placed = answers.filter((answer) => answer.http === 200);
    const numbers = new Set(placed.map((answer) => answer.body.out_trade_no));
    expect(numbers.size).toBe(1);
    expect(
      new Set(answers.filter((answer) => answer.http !== 200).map((answer) => answer.body.code)).difference(
        new Set(['IDEMPOTENCY_IN_FLIGHT']),
      ).size,
    ).toBe(0);
    expect(await keysOf([...numbers][0] ?? '')).toEqual([{ key: 'storm' }]);
  });
});
