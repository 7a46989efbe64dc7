import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { act as actOn, stuckCoupon } from '../../test/acts.js';
import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const act = (role: string, outTradeNo: string, path: string, body: object = {}) =>
  actOn(world, role, outTradeNo, path, body);
const waiting = async (courses: number[], total: string) => {
  const token = await world.student();
  return { token, outTradeNo: await world.place(token, courses, total) };
};
const statusOf = async (outTradeNo: string) => (await world.orderRow(outTradeNo))['order_status'];

describe('asking the channel again', () => {
  test('brings in money whose notify never came', async () => {
    const { token, outTradeNo } = await waiting([1], '99.00');
    const { tradeNo } = world.channel.pay(outTradeNo);
    const { body } = await act('support', outTradeNo, 'requery');
    expect(body.audit).toMatchObject({
      before: { order_status: '0', [`payment ${outTradeNo}`]: 'waiting', 'course 1 access': null },
      after: {
        order_status: '1',
        [`payment ${outTradeNo}`]: 'succeeded applied',
        [`channel ${outTradeNo}`]: `paid 99.00 ${tradeNo}`,
        'course 1 access': 'active',
      },
    });
    expect(body.order).toMatchObject({ order_status: 1 });
    expect(await world.courses(token)).toEqual([1]);
    const [paid] = await world.rows(`SELECT actor FROM luffy_order_event WHERE type = 'paid' ORDER BY id DESC LIMIT 1`);
    expect(paid?.['actor']).toBe(`staff:${await world.userId('support')}`);
  });

  test('takes no silence for an answer', async () => {
    const { outTradeNo } = await waiting([1], '99.00');
    world.channel.failNext('query');
    const { body } = await act('support', outTradeNo, 'requery');
    expect(body.audit?.after).toMatchObject({
      [`channel ${outTradeNo}`]: 'unknown timeout',
      [`payment ${outTradeNo}`]: 'unknown',
    });
    expect(await statusOf(outTradeNo)).toBe(0);
  });

  test('writes down each time it was asked', async () => {
    const { outTradeNo } = await waiting([1], '99.00');
    const ids = [await act('support', outTradeNo, 'requery'), await act('support', outTradeNo, 'requery')];
    expect(ids[0]?.body.audit?.id).not.toBe(ids[1]?.body.audit?.id);
  });
});

describe('confirming a payment', () => {
  const proof = (tradeNo: string | undefined) => ({
    trade_no: tradeNo,
    paid_at: '2026-03-01T00:00:00+08:00',
    evidence: '学员的账单截图',
  });

  test('counts by the channel’s word: its amount and its time, not what was typed', async () => {
    const { token, outTradeNo } = await waiting([1], '99.00');
    const { tradeNo, paidAt } = world.channel.pay(outTradeNo);
    expect((await act('finance', outTradeNo, 'confirm-paid', proof(tradeNo))).http).toBe(200);
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1, trade_no: tradeNo, pay_time: paidAt });
    expect(await world.courses(token)).toEqual([1]);
  });

  test.each(['confirm-paid', 'confirm-paid/preview'])(
    '%s is refused when the channel says otherwise, and hears what it says',
    async (path) => {
      const { outTradeNo } = await waiting([1], '99.00');
      const before = await world.snapshot();
      const refused = await act('finance', outTradeNo, path, proof('2026030222001000000000000000'));
      expect(refused).toMatchObject({
        http: 409,
        body: { code: 'GATEWAY_DISAGREES', gateway: [{ out_trade_no: outTradeNo, says: 'absent' }] },
      });
      world.channel.pay(outTradeNo);
      const other = await act('finance', outTradeNo, path, proof('2026030222001000000000000000'));
      expect(other).toMatchObject({
        http: 409,
        body: { gateway: [{ says: expect.stringMatching(/^paid 99\.00 \d+$/) }] },
      });
      world.channel.failNext('query');
      const silent = await act('finance', outTradeNo, path, proof('2026030222001000000000000000'));
      expect(silent).toMatchObject({ http: 503, body: { code: 'GATEWAY_UNAVAILABLE' } });
      expect(await world.snapshot()).toBe(before);
    },
  );

  test('of a cancelled order sends the money back, and says so before', async () => {
    const { token, outTradeNo } = await waiting([1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    const { tradeNo } = world.channel.pay(outTradeNo);
    const { preview } = (await act('finance', outTradeNo, 'confirm-paid/preview', proof(tradeNo))).body;
    expect(preview?.after).toEqual({ [`payment ${outTradeNo}`]: 'succeeded late' });
    await act('finance', outTradeNo, 'confirm-paid', proof(tradeNo));
    await world.sweep();
    expect([await statusOf(outTradeNo), world.channel.tradeOf(outTradeNo)?.refunds.length]).toEqual([2, 1]);
  });

  test.each([
    [{ trade_no: 'with blank' }, 'trade_no'],
    [{ trade_no: undefined }, 'trade_no'],
    [{ paid_at: 'yesterday' }, 'paid_at'],
    [{ paid_at: undefined }, 'paid_at'],
    [{ evidence: '' }, 'evidence'],
    [{ evidence: undefined }, 'evidence'],
  ])('is not asked for with %j', async (change, field) => {
    const { outTradeNo } = await waiting([1], '99.00');
    const { http, body } = await act('finance', outTradeNo, 'confirm-paid', { ...proof('T'), ...change });
    expect([http, ...new Set(body.fields?.map((fault) => fault.field))]).toEqual([400, field]);
  });
});

describe('cancelling', () => {
  test('is foreseen as what it will come to, and the channel keeps the trade open meanwhile', async () => {
    const { outTradeNo } = await waiting([1], '99.00');
    world.channel.scan(outTradeNo);
    const { preview } = (await act('support', outTradeNo, 'cancel/preview')).body;
    expect(preview).toMatchObject({
      before: { order_status: '0', [`payment ${outTradeNo}`]: 'waiting', 'course 1 live': 'true' },
      after: { order_status: '2', [`payment ${outTradeNo}`]: 'closed', 'course 1 live': 'false' },
    });
    expect(world.channel.tradeOf(outTradeNo)?.status).toBe('waiting');
    await act('support', outTradeNo, 'cancel');
    expect([await statusOf(outTradeNo), world.channel.tradeOf(outTradeNo)?.status]).toEqual([2, 'closed']);
  });

  test.each(['cancel', 'cancel/preview'])(
    '%s is refused where the money is there already, or nobody can tell',
    async (path) => {
      const { outTradeNo } = await waiting([1], '99.00');
      world.channel.mode = 'unknown';
      expect((await act('support', outTradeNo, path)).body.code).toBe('GATEWAY_UNAVAILABLE');
      world.channel.mode = 'normal';
      world.channel.pay(outTradeNo);
      expect((await act('support', outTradeNo, path)).body.code).toBe('ORDER_PAID');
    },
  );

  test('of what somebody else cancelled is refused', async () => {
    const { token, outTradeNo } = await waiting([1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    expect((await act('support', outTradeNo, 'cancel')).body.code).toBe('ORDER_CLOSED');
    expect((await act('support', outTradeNo, 'cancel/preview')).body.code).toBe('ORDER_CLOSED');
  });
});

describe('giving a course', () => {
  test('opens it for the buyer, and only once', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    const { body } = await act('admin', outTradeNo, 'grant', { course_id: 2 });
    expect(body.audit).toMatchObject({ before: { 'course 2 access': null }, after: { 'course 2 access': 'active' } });
    expect(await world.courses(token)).toEqual([1, 2]);
    await Promise.all([1, 2, 3].map(() => act('admin', outTradeNo, 'grant', { course_id: 2 })));
    expect(
      await world.rows(
        `SELECT 1 FROM luffy_enrolment WHERE kind = 'grant' AND ended_at IS NULL AND user_id =
      (SELECT user_id FROM luffy_order WHERE out_trade_no = $1)`,
        [outTradeNo],
      ),
    ).toHaveLength(1);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'paid', 'access_granted']);
  });

  test.each<[object, number, string]>([
    [{ course_id: 1 }, 409, 'COURSE_OWNED'],
    [{ course_id: 999_999 }, 404, 'COURSE_NOT_FOUND'],
    [{ course_id: 0 }, 400, 'VALIDATION'],
    [{ course_id: '2' }, 400, 'VALIDATION'],
    [{}, 400, 'VALIDATION'],
  ])('is refused for %j', async (said, http, code) => {
    const { outTradeNo } = await world.bought([1], '99.00');
    for (const path of ['grant', 'grant/preview'])
      expect(await act('admin', outTradeNo, path, said)).toMatchObject({ http, body: { code } });
  });
});

describe('ending access', () => {
  test('takes what the order gave and every gift; what another order gave stays', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    await act('admin', outTradeNo, 'grant', { course_id: 4 });
    await act('admin', outTradeNo, 'end-access', { course_id: 4 });
    await act('admin', outTradeNo, 'end-access', { course_id: 1 });
    expect(await world.courses(token)).toEqual([2]);
    const other = await world.place(token, [1], '99.00'); // it can be bought again
    await world.pay(other);
    expect((await act('admin', outTradeNo, 'end-access', { course_id: 1 })).http).toBe(200); // as it was done before
    expect(await world.courses(token)).toEqual([1, 2]);
  });

  test('leaves the money where it is, and it can go back later', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await act('admin', outTradeNo, 'end-access', { course_id: 1 });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1, refunded_amount: '0.00' });
    expect((await act('finance', outTradeNo, 'refund')).http).toBe(200);
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refund_status: 2, refunded_amount: '99.00' });
    expect(await world.courses(token)).toEqual([]);
  });

  test('is refused where there is none', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    for (const path of ['end-access', 'end-access/preview'])
      expect((await act('admin', outTradeNo, path, { course_id: 2 })).body.code).toBe('ACCESS_NOT_ACTIVE');
  });
});

describe('releasing a coupon', () => {
  test.each(['held', 'used'] as const)(
    'frees one that a closed order has %s, and it can be used again',
    async (state) => {
      const outTradeNo = await stuckCoupon(world, state);
      const { body } = await act('finance', outTradeNo, 'release-coupon');
      expect(body.audit).toMatchObject({ before: { coupon: state }, after: { coupon: 'free' } });
      expect((await world.story(outTradeNo)).at(-1)).toBe('coupon_released');
    },
  );

  test('is refused where the order needs it, or has none', async () => {
    const token = await world.student();
    const claimed = (await world.post('/api/coupon/1/claim/', token)).body['coupon' as never] as { id: number };
    const body = { total_amount: '79.00', pay_type: 1, courses: [1], coupon: claimed.id };
    const outTradeNo = (await world.post('/api/order/pay/', token, body)).body.out_trade_no ?? '';
    const refusal = async (number: string) => {
      const answer = await act('finance', number, 'release-coupon');
      return [answer.http, answer.body.code, answer.body['state' as never]];
    };
    expect(await refusal(outTradeNo)).toEqual([409, 'COUPON_NOT_RELEASABLE', 'held']);
    await world.pay(outTradeNo);
    expect(await refusal(outTradeNo)).toEqual([409, 'COUPON_NOT_RELEASABLE', 'used']);
    expect(await refusal((await world.bought([2], '199.00')).outTradeNo)).toEqual([
      409,
      'COUPON_NOT_RELEASABLE',
      'none',
    ]);
  });
});
