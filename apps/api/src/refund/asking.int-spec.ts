import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Fen, fen, fenFromYuan, yuanFromFen } from '@luffy/money';
import fc from 'fast-check';

import { type Answer, World } from '../../test/world.js';
import type { RefundableView, RefundPreviewView } from './asking.dto.js';
import type { RefundView } from './refund.dto.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const part = <T>(answer: Answer, noun: string): T => answer.body[noun as never];

const look = (token: string | undefined, outTradeNo: string) =>
  world.get(`/api/order/${outTradeNo}/refundable/`, token);
const refundable = async (token: string, outTradeNo: string) =>
  part<RefundableView>(await look(token, outTradeNo), 'refundable');
const preview = (token: string | undefined, outTradeNo: string, wish: object) =>
  world.post(`/api/order/${outTradeNo}/refund/preview/`, token, wish);
const ask = (token: string, outTradeNo: string, wish: object) =>
  world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', ...wish });
const decide = async (outRequestNo: string, decision: 'approve' | 'reject') =>
  expect((await world.post(`/api/admin/refunds/${outRequestNo}/${decision}/`, staff, {})).http).toBe(200);

/** Lets every approved refund go; Alipay wants three seconds between two of one trade. */
async function send(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    world.pass(5);
    await world.sweep();
  }
}

/** A new student's paid order, with the coupon when there is one. */
async function buy(courses: number[], couponId: number | null): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  const claimed = couponId === null ? null : await world.post(`/api/coupon/${couponId}/claim/`, token);
  const coupon = claimed === null ? {} : { coupon: part<{ id: number }>(claimed, 'coupon').id };
  const place = (total_amount: string) =>
    world.post('/api/order/pay/', token, { courses, pay_type: 1, total_amount, ...coupon });
  const { total_amount = '' } = (await place('0.00')).body;
  const outTradeNo = (await place(total_amount)).body.out_trade_no ?? '';
  expect(await world.pay(outTradeNo)).toBe('success');
  return { token, outTradeNo };
}

const couponState = async (outTradeNo: string) =>
  (
    await world.rows<{ state: string }>(
      'SELECT c.state FROM luffy_coupon_record c JOIN luffy_order o ON o.coupon_record_id = c.id WHERE o.out_trade_no = $1',
      [outTradeNo],
    )
  )[0]?.state;

describe('what can be asked back', () => {
  test('of a paid order is everything, each course to its own day', async () => {
    await world.rows('UPDATE luffy_course SET refund_days = 3 WHERE id = 2');
    try {
      const { token, outTradeNo } = await buy([1, 2], null);
      const until = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString();
      expect(await refundable(token, outTradeNo)).toEqual({
        left: '298.00',
        until: until(3),
        can_ask: true,
        why_not: null,
        lines: [
          { course_id: 1, course_name: 'Python 从零到上手', left: '99.00', until: until(7) },
          { course_id: 2, course_name: expect.any(String), left: '199.00', until: until(3) },
        ],
      });
      const last = until(3);
      world.pass(3 * 86_400 + 1);
      expect(await refundable(token, outTradeNo)).toMatchObject({
        left: '99.00',
        until: new Date(Date.parse(last) + 4 * 86_400_000).toISOString(),
        can_ask: true,
        lines: [{ left: '99.00' }, { left: '0.00', until: last }],
      });
    } finally {
      await world.rows('UPDATE luffy_course SET refund_days = 7 WHERE id = 2');
    }
  });

  test('is nothing, with its reason, for an order that waits, cost nothing, is asked for, is back, or is too old', async () => {
    const reason = async (token: string, outTradeNo: string) => {
      const { left, until, can_ask, why_not } = await refundable(token, outTradeNo);
      expect([left, until, can_ask]).toEqual(['0.00', null, false]);
      return why_not;
    };
    const student = await world.student();
    const waiting = await world.place(student, [1], '99.00');
    expect(await reason(student, waiting)).toBe('unpaid');
    await world.post(`/api/order/${waiting}/cancel/`, student);
    expect(await reason(student, waiting)).toBe('unpaid');
    expect(await reason(student, await world.place(student, [3], '0.00'))).toBe('free');
    const { token, outTradeNo } = await buy([1], null);
    const { out_request_no } = part<RefundView>(await ask(token, outTradeNo, {}), 'refund');
    expect(await reason(token, outTradeNo)).toBe('asked');
    await decide(out_request_no, 'approve');
    await send();
    expect(await reason(token, outTradeNo)).toBe('nothing_left');
    const old = await buy([1], null);
    world.pass(7 * 86_400 + 1);
    expect(await reason(old.token, old.outTradeNo)).toBe('window_over');
  });

  test('is nobody else’s to see, nor what it would come to', async () => {
    const { outTradeNo } = await buy([1], null);
    for (const [token, http] of [
      [undefined, 401],
      [await world.student(), 404],
      [staff, 404],
    ] as const) {
      expect((await look(token, outTradeNo)).http).toBe(http);
      expect((await preview(token, outTradeNo, {})).http).toBe(http);
    }
    expect(await look(await world.student(), '%00')).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
  });
});

describe('a refund seen beforehand', () => {
  test('names what comes back for each course, which of them are lost, and the coupon', async () => {
    const { token, outTradeNo } = await buy([1, 2, 3], 1);
    const seen = async (wish: object) => part<RefundPreviewView>(await preview(token, outTradeNo, wish), 'preview');
    expect(await seen({ courses: [1] })).toEqual({
      amount: '92.36',
      lines: [{ course_id: 1, course_name: 'Python 从零到上手', amount: '92.36', ends_access: true }],
      returns_coupon: false,
    });
    expect(await seen({ amount: 10 })).toMatchObject({
      amount: '10.00',
      lines: [{ ends_access: false }, { ends_access: false }],
      returns_coupon: false,
    });
    expect(await seen({})).toMatchObject({
      amount: '278.00',
      lines: [
        { amount: '92.36', ends_access: true },
        { amount: '185.64', ends_access: true },
        { course_id: 3, amount: '0.00', ends_access: true },
      ],
      returns_coupon: true,
    });
    await world.rows("UPDATE luffy_coupon SET ends_at = $1::timestamptz - interval '1 second' WHERE id = 1", [
      world.clock.now(),
    ]);
    expect(await seen({})).toMatchObject({ amount: '278.00', returns_coupon: false });
    await world.rows("UPDATE luffy_coupon SET ends_at = $1::timestamptz + interval '1 year' WHERE id = 1", [
      world.clock.now(),
    ]);
  });

  test.each([
    [{ amount: '1', courses: [1] }, 'VALIDATION'],
    [{ courses: [] }, 'VALIDATION'],
    [{ courses: [1, 1] }, 'VALIDATION'],
    [{ courses: ['1'] }, 'VALIDATION'],
    [{ courses: null }, 'VALIDATION'],
    [{ courses: Array.from({ length: 51 }, (_, at) => at + 1) }, 'VALIDATION'],
    [{ amount: '0' }, 'VALIDATION'],
    [{ amount: 0 }, 'VALIDATION'],
    [{ amount: '-1' }, 'VALIDATION'],
    [{ amount: '1e2' }, 'VALIDATION'],
    [{ amount: null }, 'VALIDATION'],
    [{ reason: '不想学了' }, 'VALIDATION'],
    [{ all: true }, 'VALIDATION'],
    [{ amount: '298.01' }, 'REFUND_EXCEEDS'],
    [{ courses: [4] }, 'COURSE_NOT_FOUND'],
    [{ courses: [999_999_999_999] }, 'COURSE_NOT_FOUND'],
  ])('of %j is refused: %s', async (wish, code) => {
    const { token, outTradeNo } = await buy([1, 2], null);
    const before = await world.snapshot();
    expect((await preview(token, outTradeNo, wish)).body.code).toBe(code);
    expect(await world.snapshot()).toBe(before);
  });
});

describe('what is seen beforehand is what is done', () => {
  type Wish = { kind: 'all' } | { kind: 'courses'; courses: number[] } | { kind: 'amount'; part: number };
  interface Run {
    courses: number[];
    coupon: number | null;
    steps: { wish: Wish; decision: 'approve' | 'reject' | 'none'; daysPass: number }[];
  }

  const COURSES = [1, 2, 3, 4, 5, 6];
  const some = (courses: number[], maxLength: number) =>
    fc.uniqueArray(fc.constantFrom(...courses), { minLength: 1, maxLength });
  const anyWish: fc.Arbitrary<Wish> = fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'all' as const }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('courses' as const), courses: some([...COURSES, 7], 3) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('amount' as const),
        part: fc.double({ min: 0, max: 1.1, noNaN: true }),
      }),
    },
  );
  const run: fc.Arbitrary<Run> = fc.record({
    courses: some(COURSES, 5).filter((courses) => String(courses) !== '3'), // a free order has nothing to give back
    coupon: fc.constantFrom(null, 1, 3),
    steps: fc.array(
      fc.record({
        wish: anyWish,
        decision: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const, 'none' as const),
        daysPass: fc.constantFrom(0, 0, 0, 4),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
  /** Chance may leave these out; they show that something was granted, refused, lost and given back. */
  const CERTAIN: Run = {
    courses: [1, 2, 3],
    coupon: 1,
    steps: [
      { wish: { kind: 'amount', part: 0.3 }, decision: 'reject', daysPass: 0 },
      { wish: { kind: 'courses', courses: [7] }, decision: 'none', daysPass: 0 },
      { wish: { kind: 'all' }, decision: 'approve', daysPass: 0 },
    ],
  };

  const bodyOf = (asked: Wish, left: Fen): object => {
    if (asked.kind === 'all') return {};
    if (asked.kind === 'courses') return { courses: asked.courses };
    return { amount: yuanFromFen(fen(Math.max(1, Math.round(left * asked.part)))) };
  };

  const met = { granted: 0, refused: 0, lost: 0, couponBack: 0 };

  /** Looks, then asks: both agree, in what is granted and in how it is refused. */
  async function seenAndDone(token: string, outTradeNo: string, wish: Wish) {
    const can = await refundable(token, outTradeNo);
    const body = bodyOf(wish, fenFromYuan(can.left));
    const before = await world.snapshot();
    const seen = await preview(token, outTradeNo, body);
    expect(await world.snapshot()).toBe(before);
    const done = await ask(token, outTradeNo, body);
    if (done.http !== 200) {
      met.refused += 1;
      expect([seen.http, seen.body]).toEqual([done.http, { ...done.body, request_id: expect.any(String) }]);
      return null;
    }
    met.granted += 1;
    const [refund, view] = [part<RefundView>(done, 'refund'), part<RefundPreviewView>(seen, 'preview')];
    expect(can).toMatchObject({ can_ask: true, why_not: null });
    expect([view.amount, refund.amount]).toEqual([refund.amount, wish.kind === 'all' ? can.left : view.amount]);
    const moneyLines = view.lines.filter((line) => line.amount !== '0.00');
    expect(moneyLines.map(({ ends_access: _, ...line }) => line)).toEqual(refund.lines);
    return { view, outRequestNo: refund.out_request_no };
  }

  const isAlone = async (outRequestNo: string) =>
    (
      await world.rows(
        `SELECT 1 FROM luffy_refund r JOIN luffy_refund o ON o.order_id = r.order_id AND o.id <> r.id
         WHERE r.out_request_no = $1 AND o.state = 'requested'`,
        [outRequestNo],
      )
    ).length === 0;

  /** The money goes: exactly the courses that were named are lost, and the coupon is where it was said to be. */
  async function comesTrue(order: { token: string; outTradeNo: string }, view: RefundPreviewView) {
    const owned = await world.courses(order.token);
    await send();
    const kept = await world.courses(order.token);
    const lost = view.lines.filter((line) => line.ends_access).map((line) => line.course_id);
    expect(owned.filter((id) => !kept.includes(id))).toEqual(lost.toSorted((a, b) => a - b));
    const state = await couponState(order.outTradeNo);
    if (state !== undefined) expect(state).toBe(view.returns_coupon ? 'free' : 'used');
    met.lost += lost.length;
    met.couponBack += view.returns_coupon ? 1 : 0;
  }

  test('to the fen, refusals and consequences included, whatever was asked for before', async () => {
    await world.rows('UPDATE luffy_course SET refund_days = 3 WHERE id IN (2, 4)');
    await fc.assert(
      fc.asyncProperty(run, async ({ courses, coupon, steps }) => {
        const order = await buy(courses, coupon);
        for (const { wish: asked, decision, daysPass } of steps) {
          const both = await seenAndDone(order.token, order.outTradeNo, asked);
          if (both && decision !== 'none') {
            await decide(both.outRequestNo, decision);
            // What was asked for before and is not decided yet counts as gone beforehand, and is not gone here.
            const isWhole = decision === 'approve' && (await isAlone(both.outRequestNo));
            await (isWhole ? comesTrue(order, both.view) : send());
          }
          world.pass(daysPass * 86_400);
        }
      }),
      { numRuns: 25, examples: [[CERTAIN]] },
    );
    for (const times of Object.values(met)) expect(times).toBeGreaterThan(0);
  }, 120_000);
});
