import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { InvariantService } from '../invariant/invariant.service.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterEach(async () => expect(await world.app.get(InvariantService).broken()).toEqual([]));
afterAll(() => world.close());

const TERMS = {
  name: '测试券',
  type: 0,
  value: '10.00',
  total: 10,
  starts_at: '2026-01-01T00:00:00+08:00',
  ends_at: '2027-01-01T00:00:00+08:00',
};

async function newCoupon(terms: object): Promise<number> {
  const answer = await world.post('/api/admin/coupons/', staff, { ...TERMS, ...terms });
  expect(answer.http).toBe(200);
  return (answer.body['coupon' as never] as { id: number }).id;
}

/** Claims a coupon and answers the number of the record. */
async function claimed(token: string, couponId: number): Promise<number> {
  const answer = await world.post(`/api/coupon/${couponId}/claim/`, token);
  expect(answer.http).toBe(200);
  return (answer.body['coupon' as never] as { id: number }).id;
}

const place = (token: string, courses: number[], total_amount: string, coupon: number) =>
  world.post('/api/order/pay/', token, { courses, total_amount, pay_type: 1, coupon });

const stateOf = async (recordId: number) =>
  (await world.rows<{ state: string }>('SELECT state FROM luffy_coupon_record WHERE id = $1', [recordId]))[0]?.state;

describe('the life of a coupon', () => {
  test('held by an unpaid order, used when paid, back after a full refund', async () => {
    const token = await world.student();
    const record = await claimed(token, 1);
    const placed = await place(token, [1], '79.00', record);
    expect(placed.http).toBe(200);
    expect(await stateOf(record)).toBe('held');
    const outTradeNo = placed.body.out_trade_no ?? '';
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    expect(await stateOf(record)).toBe('used');
    const refund = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不合适' });
    const { out_request_no } = refund.body['refund' as never] as { out_request_no: string };
    await world.post(`/api/admin/refunds/${out_request_no}/approve/`, staff, {});
    await world.sweep();
    expect(await stateOf(record)).toBe('free');
  });

  test('free again when the order is cancelled, and pressing again with it is the same order', async () => {
    const token = await world.student();
    const record = await claimed(token, 3);
    const first = await place(token, [1], '78.21', record); // 99.00 at 7.9 折
    const second = await place(token, [1], '78.21', record);
    expect(second.body.out_trade_no).toBe(first.body.out_trade_no);
    expect((await place(token, [4], '39.00', record)).body.code).toBe('COUPON_UNAVAILABLE');
    await world.post(`/api/order/${first.body.out_trade_no}/cancel/`, token);
    expect(await stateOf(record)).toBe('free');
  });

  test('the discount is shared over the lines to the fen', async () => {
    const token = await world.student();
    const record = await claimed(token, 2);
    const placed = await place(token, [1, 2, 4], '307.00', record); // 357.00 less 50.00
    const { order } = (await world.get(`/api/order/${placed.body.out_trade_no}/`, token)).body;
    expect(order).toMatchObject({ original_amount: '357.00', discount_amount: '50.00', total_amount: '307.00' });
    // 50.00 over 99, 199 and 59: 13.865, 27.871, 8.263
    expect(order?.courses.map((line) => line.real_price)).toEqual(['85.13', '171.13', '50.74']);
  });

  test('a coupon that leaves nothing to pay enrols at once', async () => {
    const token = await world.student();
    const record = await claimed(token, await newCoupon({ value: '100.00' }));
    const placed = await place(token, [1], '0.00', record);
    expect(placed).toMatchObject({ http: 200, body: { pay_url: null } });
    expect(await stateOf(record)).toBe('used');
  });
});

describe('a coupon is refused', () => {
  test('of another student, unknown, below its minimum, out of scope, or past its time', async () => {
    const token = await world.student();
    const other = await world.student();
    const theirs = await claimed(other, 1);
    const threshold = await claimed(token, 2);
    const scoped = await claimed(token, await newCoupon({ course_id: 2 }));
    const short = await claimed(token, await newCoupon({ ends_at: '2026-03-02T15:00:00+08:00' }));
    const before = await world.snapshot();
    const reasons = async (record: number) => (await place(token, [1], '89.00', record)).body;
    expect(await reasons(theirs)).toMatchObject({ code: 'COUPON_UNAVAILABLE', reason: 'unknown' });
    expect(await reasons(999_999)).toMatchObject({ code: 'COUPON_UNAVAILABLE', reason: 'unknown' });
    expect(await reasons(threshold)).toMatchObject({ code: 'COUPON_UNAVAILABLE', reason: 'below-minimum' });
    expect(await reasons(scoped)).toMatchObject({ code: 'COUPON_UNAVAILABLE', reason: 'out-of-scope' });
    expect(await world.snapshot()).toBe(before);
    world.clock.advance(3_600_000);
    await world.sweep(); // ends the orders of the tests before
    const later = await world.snapshot();
    expect(await reasons(short)).toMatchObject({ code: 'COUPON_UNAVAILABLE', reason: 'expired' });
    expect(await world.snapshot()).toBe(later);
  });

  test('a second time by the same student, outside its window, or when it does not exist', async () => {
    const token = await world.student();
    await claimed(token, 1);
    expect((await world.post('/api/coupon/1/claim/', token)).body.code).toBe('COUPON_LIMIT_REACHED');
    expect((await world.post('/api/coupon/999/claim/', token)).body.code).toBe('COUPON_NOT_FOUND');
    const future = await newCoupon({ starts_at: '2026-12-01T00:00:00+08:00' });
    expect((await world.post(`/api/coupon/${future}/claim/`, token)).body.code).toBe('COUPON_NOT_OPEN');
  });

  test.each([
    { type: 2, off_percent: 79 },
    { type: 1, value: '50.00', minimum: '40.00' },
    { type: 0, value: '0.00' },
    { type: 3 },
    { total: 0 },
    { ends_at: '2025-01-01T00:00:00+08:00' },
    { off_percent: 50 },
  ])('whose terms do not hold together: %j', async (terms) => {
    expect((await world.post('/api/admin/coupons/', staff, { ...TERMS, ...terms })).http).toBe(400);
  });
});

test('200 students want one of 10 coupons: 10 get one', async () => {
  const id = await newCoupon({ total: 10 });
  const tokens = await Promise.all(Array.from({ length: 200 }, () => world.student()));
  const answers = await Promise.all(tokens.map((token) => world.post(`/api/coupon/${id}/claim/`, token)));
  expect(answers.filter((answer) => answer.http === 200)).toHaveLength(10);
  expect(new Set(answers.filter((answer) => answer.http !== 200).map((answer) => answer.body.code))).toEqual(
    new Set(['COUPON_SOLD_OUT']),
  );
});

test('two orders at once with one coupon: one of them has it', async () => {
  const token = await world.student();
  const record = await claimed(token, 1);
  const answers = await Promise.all([place(token, [1], '79.00', record), place(token, [2], '179.00', record)]);
  expect(answers.map((answer) => answer.http).toSorted()).toEqual([200, 409]);
});
