import { describe, expect, test } from '@jest/globals';
import { fen, sumFen } from '@luffy/money';
import fc from 'fast-check';

import { type CouponTerms, discountOf, missingTo, obstacleTo, shareDiscount } from './coupon.rule.js';

const NOW = new Date('2026-03-02T14:05:00+08:00');
const terms = (given: Partial<CouponTerms>): CouponTerms => ({
  type: 0,
  value: fen(2000),
  offPercent: null,
  minimum: fen(0),
  courseId: null,
  startsAt: new Date('2026-01-01T00:00:00+08:00'),
  endsAt: new Date('2027-01-01T00:00:00+08:00'),
  ...given,
});
const LINES = [
  { courseId: 1, priceFen: fen(9900) },
  { courseId: 2, priceFen: fen(19_900) },
];

describe('what stands in the way of a coupon', () => {
  test.each([
    [{}, null],
    [{ startsAt: new Date('2026-03-03T00:00:00+08:00') }, 'not-started'],
    [{ endsAt: NOW }, 'expired'],
    [{ courseId: 3 }, 'out-of-scope'],
    [{ minimum: fen(29_801) }, 'below-minimum'],
    [{ minimum: fen(29_800) }, null],
    [{ courseId: 1, minimum: fen(9901) }, 'below-minimum'],
  ] as const)('%j: %s', (given, obstacle) => expect(obstacleTo(terms(given), LINES, NOW)).toBe(obstacle));
});

describe('what is missing to the minimum', () => {
  test.each([
    [{}, 0],
    [{ minimum: fen(29_799) }, 0],
    [{ minimum: fen(29_800) }, 0],
    [{ minimum: fen(29_801) }, 1],
    [{ courseId: 1, minimum: fen(20_000) }, 10_100],
    [{ courseId: 3, minimum: fen(100) }, 100],
  ] as const)('of %j is %i fen', (given, missing) => expect(missingTo(terms(given), LINES)).toBe(missing));
});

describe('the discount', () => {
  test.each([
    [{ value: fen(2000) }, 2000],
    [{ value: fen(99_999) }, 29_800],
    [{ type: 1, value: fen(5000), minimum: fen(20_000) }, 5000],
    [{ type: 2, value: fen(0), offPercent: 79 }, 6258], // 298.00 at 7.9 折 is 235.42
    [{ type: 2, value: fen(0), offPercent: 79, courseId: 1 }, 2079],
  ] as const)('of %j is %i fen', (given, discount) => expect(discountOf(terms(given), LINES)).toBe(discount));

  test('is shared over the lines in scope, to the fen, and no line goes below nothing', () => {
    const lines = fc.array(
      fc.record({ courseId: fc.integer({ min: 1, max: 3 }), priceFen: fc.nat(999_999).map((n) => fen(n)) }),
      { minLength: 1, maxLength: 50 },
    );
    const given = fc.oneof(
      fc.record({
        value: fc.integer({ min: 1, max: 2_000_000 }).map((n) => fen(n)),
        courseId: fc.option(fc.constant(1)),
      }),
      fc.record({
        type: fc.constant(2 as const),
        offPercent: fc.integer({ min: 1, max: 99 }),
        courseId: fc.option(fc.constant(1)),
      }),
    );
    fc.assert(
      fc.property(lines, given, (basket, some) => {
        const coupon = terms(some);
        const shares = shareDiscount(coupon, basket);
        expect(sumFen(shares)).toBe(discountOf(coupon, basket));
        shares.forEach((share, at) => {
          const line = basket[at];
          const inScope = coupon.courseId === null || coupon.courseId === line?.courseId;
          expect(share).toBeLessThanOrEqual(inScope ? (line?.priceFen ?? -1) : 0);
        });
      }),
    );
  });
});
