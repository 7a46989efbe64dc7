import { describe, expect, test } from '@jest/globals';
import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { fen, sumFen } from '@luffy/money';
import fc from 'fast-check';

import { askable, type AskedLine, decideAsking, forecast, type WhyNot } from './asking.rule.js';

const NOW = new Date('2026-03-09T14:05:00+08:00');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

interface Sketch {
  real: number;
  refunded?: number;
  pending?: number;
  until?: Date;
}

const lineOf = ({ real, refunded = 0, pending = 0, until = later(1) }: Sketch, at: number): AskedLine => ({
  id: at + 1,
  courseId: (at + 1) * 10,
  courseName: `课程 ${at + 1}`,
  realPriceFen: fen(real),
  refundedFen: fen(refunded),
  takenFen: fen(refunded + pending),
  live: real === 0 || refunded < real,
  until,
});
const linesOf = (...sketches: Sketch[]): AskedLine[] => sketches.map(lineOf);
const paid = (lines: readonly AskedLine[], status: OrderStatusCode = ORDER_STATUS.paid) => ({
  status,
  totalFen: sumFen(lines.map((line) => line.realPriceFen)),
});

describe('until when a student may ask', () => {
  test.each([
    [0, true],
    [1, true],
    [-1, false],
  ])('a line that ends in %i ms can be asked back: %s', (ms, can) => {
    const lines = linesOf({ real: 9900, until: later(ms) });
    expect(decideAsking(paid(lines), lines, 'all', NOW).kind === 'shares').toBe(can);
    expect(askable(paid(lines), lines, NOW).whyNot).toBe(can ? null : 'window_over');
  });

  test('is the earliest end of the lines that something is left of', () => {
    const lines = linesOf(
      { real: 9900, until: later(3000) },
      { real: 5900, until: later(2000) },
      { real: 7900, until: later(1000), pending: 7900 },
      { real: 0, until: later(500) },
      { real: 100, until: later(-1) },
    );
    const { leftFen, until, lines: shown } = askable(paid(lines), lines, NOW);
    expect([leftFen, until]).toEqual([15_800, later(2000)]);
    expect(shown.map((line) => line.leftFen)).toEqual([9900, 5900, 0, 0, 0]);
  });
});

describe('why nothing can be asked back', () => {
  const over = later(-1);
  test.each<[string, OrderStatusCode, Sketch[], WhyNot]>([
    ['waiting', ORDER_STATUS.unpaid, [{ real: 9900 }], 'unpaid'],
    ['cancelled', ORDER_STATUS.cancelled, [{ real: 9900 }], 'unpaid'],
    ['timed out', ORDER_STATUS.timedOut, [{ real: 0 }], 'unpaid'],
    ['for nothing', ORDER_STATUS.paid, [{ real: 0 }], 'free'],
    ['whose days are over', ORDER_STATUS.paid, [{ real: 9900, until: over }], 'window_over'],
    [
      'of which only what is past its days is left',
      ORDER_STATUS.paid,
      [
        { real: 9900, until: over },
        { real: 100, pending: 100 },
      ],
      'window_over',
    ],
    ['refunded', ORDER_STATUS.paid, [{ real: 9900, refunded: 9900 }], 'nothing_left'],
    ['refunded long ago', ORDER_STATUS.paid, [{ real: 9900, refunded: 9900, until: over }], 'nothing_left'],
    ['asked for', ORDER_STATUS.paid, [{ real: 9900, pending: 9900 }], 'asked'],
    ['partly back, and the rest asked for', ORDER_STATUS.paid, [{ real: 9900, refunded: 1, pending: 9899 }], 'asked'],
  ])('of an order %s', (_order, status, sketches, whyNot) => {
    const lines = linesOf(...sketches);
    expect(askable(paid(lines, status), lines, NOW)).toMatchObject({ leftFen: 0, until: null, whyNot });
  });
});

describe('a course that is named', () => {
  test('of another order is not found, of this order but past its days is over', () => {
    const lines = linesOf({ real: 9900 }, { real: 5900, until: later(-1) });
    const ask = (...courseIds: number[]) => decideAsking(paid(lines), lines, { courseIds }, NOW);
    expect(ask(10)).toEqual({ kind: 'shares', shares: [{ lineId: 1, amountFen: 9900 }] });
    expect(ask(10, 20)).toEqual({ kind: 'refused', code: 'REFUND_WINDOW_OVER', facts: { course_id: 20 } });
    expect(ask(99, 10)).toEqual({ kind: 'refused', code: 'COURSE_NOT_FOUND', facts: { course_id: 99 } });
  });
});

describe('what is seen beforehand', () => {
  test('counts what was asked for before as gone, and does not name it again', () => {
    const lines = linesOf({ real: 9900, pending: 3000 }, { real: 5900, pending: 5900 }, { real: 0 });
    const { lines: seen, isFull } = forecast(paid(lines), lines, [{ lineId: 1, amountFen: fen(6900) }]);
    expect(isFull).toBe(true);
    expect(seen.map((line) => [line.id, line.amountFen, line.endsAccess])).toEqual([
      [1, 6900, true],
      [3, 0, true],
    ]);
  });

  test('ends no access while a fen of the line stays', () => {
    const lines = linesOf({ real: 9900 }, { real: 0 });
    const { lines: seen, isFull } = forecast(paid(lines), lines, [{ lineId: 1, amountFen: fen(9899) }]);
    expect([isFull, seen.map((line) => [line.id, line.endsAccess])]).toEqual([false, [[1, false]]]);
  });
});

test('an order can be asked for exactly when the wish for everything is granted, and each line for what it shows', () => {
  const sketch = fc.record({
    real: fc.nat(20_000),
    taken: fc.nat(20_000),
    back: fc.nat(20_000),
    until: fc.integer({ min: -2, max: 2 }).map(later),
  });
  const lines = fc.array(sketch, { minLength: 1, maxLength: 8 }).map((sketches) =>
    sketches.map(({ real, taken, back, until }, at) => {
      const all = Math.min(real, taken);
      const refunded = Math.min(all, back);
      return lineOf({ real, refunded, pending: all - refunded, until }, at);
    }),
  );
  fc.assert(
    fc.property(lines, fc.constantFrom(...Object.values(ORDER_STATUS)), (asked, status) => {
      const order = paid(asked, status);
      const can = askable(order, asked, NOW);
      expect(can.whyNot === null).toBe(decideAsking(order, asked, 'all', NOW).kind === 'shares');
      expect(sumFen(can.lines.map((line) => line.leftFen))).toBe(can.leftFen);
      expect((can.until === null) === (can.leftFen === 0)).toBe(true);
      for (const line of can.lines) {
        const alone = decideAsking(order, asked, { courseIds: [line.courseId] }, NOW);
        expect(alone).toMatchObject(
          line.leftFen > 0
            ? { kind: 'shares', shares: [{ lineId: line.id, amountFen: line.leftFen }] }
            : { kind: 'refused' },
        );
      }
      const more = decideAsking(order, asked, { amountFen: fen(can.leftFen + 1) }, NOW);
      expect(more.kind).toBe('refused');
    }),
  );
});
