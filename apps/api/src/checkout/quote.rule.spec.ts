import { describe, expect, test } from '@jest/globals';
import { type Fen, fen } from '@luffy/money';

import type { CouponTerms } from '../coupon/coupon.rule.js';
import { byWorth, chooseCoupon, type JudgedCoupon, judgeCoupon, type LineState, lineState } from './quote.rule.js';

const NOW = new Date('2026-03-02T14:05:00+08:00');
const LATER = new Date('2026-06-01T00:00:00+08:00');

const TERMS: CouponTerms = {
  type: 0,
  value: fen(2000),
  offPercent: null,
  minimum: fen(0),
  courseId: null,
  startsAt: new Date('2026-01-01T00:00:00+08:00'),
  endsAt: LATER,
};
const LINES = [{ courseId: 1, priceFen: fen(9900) }];

describe('a course', () => {
  test.each<[boolean, boolean, boolean, LineState]>([
    [true, false, false, 'ok'],
    [true, true, false, 'owned'],
    [true, true, true, 'owned'],
    [true, false, true, 'waiting'],
    [false, false, false, 'off_sale'],
    [false, true, false, 'owned'],
    [false, false, true, 'waiting'],
    [false, true, true, 'owned'],
  ])('on sale: %s, owned: %s, waiting: %s is %s', (isOnSale, isOwned, isWaiting, state) =>
    expect(lineState({ isOnSale, isOwned, isWaiting })).toBe(state),
  );
});

describe('a coupon', () => {
  const judged = (terms: Partial<CouponTerms>, state: 'free' | 'held' | 'used' | 'expired' = 'free') =>
    judgeCoupon({ recordId: 7, state, terms: { ...TERMS, ...terms } }, LINES, NOW);

  test('that can be used says what it takes off', () =>
    expect(judged({})).toEqual({
      recordId: 7,
      obstacle: null,
      shortByFen: null,
      discountFen: 2000,
      endsAt: LATER,
    }));

  test.each([
    ['held', {}, 'held'],
    ['used', {}, 'used'],
    ['expired', {}, 'expired'],
    ['free', { endsAt: NOW }, 'expired'],
    ['free', { startsAt: new Date(NOW.getTime() + 1) }, 'not_started'],
    ['free', { courseId: 2 }, 'out_of_scope'],
    ['used', { courseId: 2 }, 'used'],
  ] as const)('that is %s with %j is %s, and takes nothing off', (state, terms, obstacle) =>
    expect(judged(terms, state)).toMatchObject({ obstacle, shortByFen: null, discountFen: 0 }),
  );

  test('below its minimum says how much is missing', () =>
    expect(judged({ minimum: fen(10_000) })).toMatchObject({
      obstacle: 'below_minimum',
      shortByFen: 100,
      discountFen: 0,
    }));

  test('for no lines at all is out of scope', () =>
    expect(judgeCoupon({ recordId: 7, state: 'free', terms: TERMS }, [], NOW).obstacle).toBe('out_of_scope'));
});

describe('the coupon to reckon with', () => {
  const coupon = (recordId: number, discount: number, given: Partial<JudgedCoupon> = {}): JudgedCoupon => ({
    recordId,
    obstacle: null,
    shortByFen: null,
    discountFen: discount as Fen,
    endsAt: LATER,
    ...given,
  });

  test.each<[string, JudgedCoupon[], number | undefined]>([
    ['takes off most', [coupon(1, 10), coupon(2, 30), coupon(3, 20)], 2],
    ['of two alike is the one that ends first', [coupon(1, 10), coupon(2, 10, { endsAt: NOW })], 2],
    ['of two wholly alike is the older', [coupon(9, 10), coupon(4, 10)], 4],
    ['is none that cannot be used', [coupon(1, 90, { obstacle: 'held' }), coupon(2, 10)], 2],
    ['is none that takes nothing off', [coupon(1, 0)], undefined],
    ['is none where there is none', [], undefined],
  ])('as the best %s', (_what, judged, id) => expect(chooseCoupon(judged, 'best')?.recordId).toBe(id));

  test('is none on purpose', () => expect(chooseCoupon([coupon(1, 10)], 'none')).toBeNull());

  test('is the one named, also where it takes nothing off, and no other in its place', () => {
    const judged = [coupon(1, 30), coupon(2, 0), coupon(3, 20, { obstacle: 'used' })];
    expect(chooseCoupon(judged, 2)?.recordId).toBe(2);
    expect(chooseCoupon(judged, 3)).toBeNull();
    expect(chooseCoupon(judged, 4)).toBeNull();
  });

  test('stands first in the list, and those with obstacles last', () => {
    const judged = [coupon(1, 0, { obstacle: 'held' }), coupon(2, 5), coupon(3, 50), coupon(4, 0)];
    expect(judged.toSorted(byWorth).map(({ recordId }) => recordId)).toEqual([3, 2, 4, 1]);
  });
});
