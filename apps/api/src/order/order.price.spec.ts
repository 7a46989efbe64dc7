import { type Fen, fen, sumFen } from '@luffy/money';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { CouponTerms } from '../coupon/coupon.rule.js';
import { priceBasket, subjectOf } from './order.price.js';

const course = (id: number, price: number) => ({ id, price: fen(price) });
const coupon = (terms: Partial<CouponTerms>): CouponTerms => ({
  type: 0,
  value: fen(0),
  offPercent: null,
  minimum: fen(0),
  courseId: null,
  startsAt: new Date(0),
  endsAt: new Date(8.64e15),
  ...terms,
});

describe('the price of a basket', () => {
  test('without a coupon is the sum of the courses, line by line in the order of the basket', () => {
    expect(priceBasket([course(2, 19_900), course(1, 9900)], null)).toEqual({
      originalFen: 29_800,
      discountFen: 0,
      totalFen: 29_800,
      lines: [
        { courseId: 2, priceFen: 19_900, realPriceFen: 19_900 },
        { courseId: 1, priceFen: 9900, realPriceFen: 9900 },
      ],
    });
  });

  test('of a free course is nothing', () => {
    expect(priceBasket([course(3, 0)], null)).toMatchObject({ totalFen: 0, lines: [{ realPriceFen: 0 }] });
  });

  test('with a coupon is shared over the lines to the fen', () => {
    const price = priceBasket([course(1, 9900), course(2, 19_900)], coupon({ value: fen(2000) }));
    expect(price).toMatchObject({ discountFen: 2000, totalFen: 27_800 });
    expect(price.lines.map((line) => line.realPriceFen)).toEqual([9236, 18_564]);
  });

  test('always adds up: lines to the total, original less discount to the total, and no line below nothing', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 1, maxLength: 50 });
    const terms = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 1, max: 50_000_000 }).map((value) => coupon({ value: fen(value) })),
      fc.integer({ min: 1, max: 99 }).map((offPercent) => coupon({ type: 2, offPercent })),
    );
    fc.assert(
      fc.property(prices, terms, (amounts, given) => {
        const price = priceBasket(
          amounts.map((amount, id) => course(id, amount)),
          given,
        );
        const real = price.lines.map((line): Fen => line.realPriceFen);
        expect(sumFen(real)).toBe(price.totalFen);
        expect(price.originalFen - price.discountFen).toBe(price.totalFen);
        expect(price.lines.every((line) => line.realPriceFen >= 0 && line.realPriceFen <= line.priceFen)).toBe(true);
      }),
    );
  });
});

describe('what an order is called when the student gave it no name', () => {
  test('one course lends its name, several their first one and their number', () => {
    expect(subjectOf(['Linux 命令行'])).toBe('Linux 命令行');
    expect(subjectOf(['Linux 命令行', 'Git'])).toBe('Linux 命令行 等 2 门课程');
  });

  test('a long first name is cut between characters, so that 150 of them are kept', () => {
    const subject = subjectOf(['🐋'.repeat(150), 'Git']);
    expect([...subject]).toHaveLength(150);
    expect(subject.isWellFormed()).toBe(true);
    expect(subject.endsWith('🐋 等 2 门课程')).toBe(true);
  });
});
