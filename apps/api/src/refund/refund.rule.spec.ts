import { describe, expect, test } from '@jest/globals';
import { type Fen, fen, sumFen } from '@luffy/money';
import fc from 'fast-check';

import {
  displaced,
  externalFen,
  lastMomentToAsk,
  leftOf,
  planRefund,
  type RefundableLine,
  totalOf,
} from './refund.rule.js';

const line = (id: number, realPriceFen: number, takenFen = 0): RefundableLine => ({
  id,
  courseId: id * 10,
  realPriceFen: fen(realPriceFen),
  takenFen: fen(takenFen),
});
const LINES = [line(1, 9900), line(2, 19_900, 19_900), line(3, 5900, 900)];

describe('what a student asks back', () => {
  test('everything is what is left of every line', () => {
    expect(planRefund(LINES, 'all')).toEqual({
      kind: 'shares',
      shares: [
        { lineId: 1, amountFen: 9900 },
        { lineId: 3, amountFen: 5000 },
      ],
    });
  });

  test('a course that is refunded already, or an amount beyond what is left, exceeds', () => {
    expect(planRefund(LINES, { courseIds: [20] })).toEqual({ kind: 'exceeds' });
    expect(planRefund(LINES, { amountFen: fen(14_901) })).toEqual({ kind: 'exceeds' });
    expect(planRefund([line(1, 100, 100)], 'all')).toEqual({ kind: 'exceeds' });
  });

  test('a course of another order is named', () => {
    expect(planRefund(LINES, { courseIds: [10, 99] })).toEqual({ kind: 'foreign-course', courseId: 99 });
  });

  const someLines = fc.array(
    fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)).map(([real, taken]) => line(0, real, Math.min(real, taken))),
    { minLength: 1, maxLength: 20 },
  );

  test('any amount up to what is left is shared to the fen, and no line gives more than it has', () => {
    fc.assert(
      fc.property(someLines, fc.double({ min: 0.0001, max: 1, noNaN: true }), (lines, part) => {
        const left = sumFen(lines.map(leftOf));
        const amountFen: Fen = fen(Math.ceil(left * part));
        if (amountFen === 0) return;
        const plan = planRefund(
          lines.map((each, at) => ({ ...each, id: at })),
          { amountFen },
        );
        if (plan.kind !== 'shares') throw new Error(plan.kind);
        expect(totalOf(plan.shares)).toBe(amountFen);
        for (const share of plan.shares) {
          const from = lines[share.lineId];
          expect(share.amountFen).toBeLessThanOrEqual(from ? leftOf(from) : -1);
        }
      }),
    );
  });
});

test('a student may ask to the moment seven days after paying', () => {
  expect(lastMomentToAsk(new Date('2026-03-02T14:05:00+08:00'), 7)).toEqual(new Date('2026-03-09T14:05:00+08:00'));
});

test('what was refunded elsewhere is what the channel counts beyond us, never less than nothing', () => {
  expect(externalFen(fen(9900), fen(4000))).toBe(5900);
  expect(externalFen(fen(4000), fen(9900))).toBe(0);
});

test('refunds that no longer fit beside money that is gone give way, the oldest stay', () => {
  const pending = [1, 2, 3].map((id) => ({ id, amountFen: fen(3000) }));
  expect(displaced(fen(9900), fen(3000), pending).map((refund) => refund.id)).toEqual([3]);
  expect(displaced(fen(9900), fen(9900), pending).map((refund) => refund.id)).toEqual([1, 2, 3]);
  expect(displaced(fen(9900), fen(0), pending)).toEqual([]);
});
