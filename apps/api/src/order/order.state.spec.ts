import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { fen } from '@luffy/money';
import { describe, expect, test } from '@jest/globals';

import {
  type Attempt,
  canMove,
  canStillBePaid,
  decideOnPaid,
  isPastDeadline,
  type Paid,
  type Payable,
  secondsNeededToPay,
} from './order.state.js';

const { unpaid, paid, cancelled, timedOut } = ORDER_STATUS;
const STATUSES: readonly OrderStatusCode[] = [unpaid, paid, cancelled, timedOut];

describe('the life of an order', () => {
  test.each([
    ['unpaid', 'unpaid', unpaid, unpaid, false],
    ['unpaid', 'paid', unpaid, paid, true],
    ['unpaid', 'cancelled', unpaid, cancelled, true],
    ['unpaid', 'timed out', unpaid, timedOut, true],
    ['paid', 'unpaid', paid, unpaid, false],
    ['paid', 'paid', paid, paid, false],
    ['paid', 'cancelled', paid, cancelled, false],
    ['paid', 'timed out', paid, timedOut, false],
    ['cancelled', 'unpaid', cancelled, unpaid, false],
    ['cancelled', 'paid', cancelled, paid, false],
    ['cancelled', 'cancelled', cancelled, cancelled, false],
    ['cancelled', 'timed out', cancelled, timedOut, false],
    ['timed out', 'unpaid', timedOut, unpaid, false],
    ['timed out', 'paid', timedOut, paid, true],
    ['timed out', 'cancelled', timedOut, cancelled, false],
    ['timed out', 'timed out', timedOut, timedOut, false],
  ] as const)('%s to %s', (_from, _to, from, to, allowed) => expect(canMove(from, to)).toBe(allowed));
});

const AMOUNT = fen(9900);
const OURS = '2026030222001000000000000001';
const ANOTHER = '2026030222001000000000000002';

const ORDERS: Payable[] = STATUSES.flatMap((status) => [
  { status, stillSellable: true },
  { status, stillSellable: false },
]);
const ATTEMPTS: Attempt[] = [null, OURS].flatMap((tradeNo) =>
  [null, 'applied', 'duplicate', 'late'].map((disposition) => ({ amountFen: AMOUNT, tradeNo, disposition })),
);
const AGREEING: Paid = { fen: AMOUNT, tradeNo: OURS, tradeNoIsFree: true };
const CASES = ORDERS.flatMap((order) => ATTEMPTS.map((attempt) => [order, attempt] as const));

describe('a report of money', () => {
  test.each([
    ['one fen less', { ...AGREEING, fen: fen(9899) }],
    ['one fen more', { ...AGREEING, fen: fen(9901) }],
    ['nothing at all', { ...AGREEING, fen: fen(0) }],
    ['the trade of another payment', { ...AGREEING, tradeNoIsFree: false }],
  ])('%s is suspicious for every order and every attempt', (_what, report) => {
    for (const [order, attempt] of CASES) expect(decideOnPaid(order, attempt, report)).toBe('suspect');
  });

  test('a second trade number for one payment is suspicious for every order, also where the first was settled', () => {
    for (const [order, attempt] of CASES.filter(([, candidate]) => candidate.tradeNo !== null)) {
      expect(decideOnPaid(order, attempt, { ...AGREEING, tradeNo: ANOTHER })).toBe('suspect');
    }
  });

  test('that was decided before is never decided again, whatever became of the order since', () => {
    for (const [order, attempt] of CASES.filter(([, candidate]) => candidate.disposition !== null)) {
      expect(decideOnPaid(order, attempt, AGREEING)).toBe('repeat');
    }
  });

  test.each([
    ['unpaid', unpaid, true, 'settle'],
    ['unpaid, whose course is off sale by now', unpaid, false, 'settle'],
    ['paid', paid, true, 'refund-duplicate'],
    ['paid, whose course is off sale by now', paid, false, 'refund-duplicate'],
    ['cancelled', cancelled, true, 'refund-late'],
    ['cancelled, whose course is off sale by now', cancelled, false, 'refund-late'],
    ['timed out and still sellable', timedOut, true, 'revive'],
    ['timed out and no longer sellable', timedOut, false, 'refund-late'],
  ] as const)('that agrees, for an order %s', (_order, status, stillSellable, decision) => {
    const fresh: Attempt = { amountFen: AMOUNT, tradeNo: null, disposition: null };
    expect(decideOnPaid({ status, stillSellable }, fresh, AGREEING)).toBe(decision);
  });
});

describe('the deadline', () => {
  const now = new Date('2026-03-02T14:05:00+08:00');
  const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

  test.each([
    [1800, 60],
    [120, 60],
    [119, 59.5],
    [60, 30],
    [1, 0.5],
  ])('an order that lives %i s needs %d s to be paid', (ttl, needed) => expect(secondsNeededToPay(ttl)).toBe(needed));

  test.each([
    [1800, 60.001, true],
    [1800, 60, false],
    [1800, 0, false],
    [1800, -1, false],
    [10, 5.001, true],
    [10, 5, false],
  ])('an order that lives %i s with %d s left', (ttl, left, payable) =>
    expect(canStillBePaid(inSeconds(left), now, ttl)).toBe(payable),
  );

  test('is over from its own instant on', () => {
    expect(isPastDeadline(inSeconds(0.001), now)).toBe(false);
    expect(isPastDeadline(now, now)).toBe(true);
    expect(isPastDeadline(inSeconds(-1), now)).toBe(true);
  });
});
