import { ORDER_STATUS } from '@luffy/contracts';
import { fen } from '@luffy/money';
import { describe, expect, test } from '@jest/globals';

import type { RefundWish } from './refund.rule.js';
import {
  decideStaffRefund,
  isOwnRequest,
  needsSecondPerson,
  sentAlone,
  type StaffRefund,
} from './staff-refund.rule.js';

const LINES = [
  { id: 1, courseId: 10, realPriceFen: fen(9900), takenFen: fen(0) },
  { id: 2, courseId: 20, realPriceFen: fen(19_900), takenFen: fen(9900) },
];
const order = { status: ORDER_STATUS.paid, totalFen: fen(29_800) };

describe('staff’s wish', () => {
  test.each<[RefundWish, string]>([
    ['all', '1:9900 2:10000'],
    [{ courseIds: [20] }, '2:10000'],
    [{ amountFen: fen(19_900) }, '1:9900 2:10000'],
    [{ amountFen: fen(19_901) }, 'REFUND_EXCEEDS'],
    [{ courseIds: [10, 30] }, 'COURSE_NOT_FOUND'],
  ])('for %j comes to %s', (wish, outcome) => {
    const decision = decideStaffRefund(order, LINES, wish);
    const text =
      decision.kind === 'refused'
        ? decision.code
        : decision.shares.map((share) => `${share.lineId}:${share.amountFen}`).join(' ');
    expect(text).toBe(outcome);
  });

  test.each([
    { ...order, status: ORDER_STATUS.unpaid },
    { ...order, status: ORDER_STATUS.cancelled },
    { ...order, totalFen: fen(0) },
  ])('comes to nothing for %j', (unfit) => {
    expect(decideStaffRefund(unfit, LINES, 'all')).toMatchObject({ code: 'REFUND_NOT_POSSIBLE' });
  });
});

describe('a second person', () => {
  test.each([
    [100_000, 0, false],
    [100_001, 0, true],
    [1, 100_000, true],
    [50_000, 50_000, false],
    [50_000, 50_001, true],
  ])('for %i fen after %i sent alone: %j', (amount, alone, needed) =>
    expect(needsSecondPerson(fen(amount), fen(alone))).toBe(needed),
  );

  const refund = (change: Partial<StaffRefund>): StaffRefund => ({
    kind: 'staff',
    state: 'succeeded',
    amountFen: fen(100),
    requestedBy: 7,
    decidedBy: 7,
    ...change,
  });
  test.each<[Partial<StaffRefund>, number]>([
    [{}, 100],
    [{ state: 'approved' }, 100],
    [{ state: 'unknown' }, 100],
    [{ state: 'failed' }, 0],
    [{ state: 'rejected' }, 0],
    [{ state: 'requested', decidedBy: null }, 0],
    [{ decidedBy: 8 }, 0],
    [{ requestedBy: 8 }, 0],
    [{ kind: 'student' }, 0],
  ])('a refund that is %j counts %i as sent alone', (change, sum) => expect(sentAlone([refund(change)], 7)).toBe(sum));

  test.each<[Partial<StaffRefund>, boolean]>([
    [{ state: 'requested' }, true],
    [{ state: 'failed' }, false],
    [{ state: 'requested', requestedBy: 8 }, false],
    [{ state: 'requested', kind: 'student' }, false],
  ])('is asked for where a refund is %j: %j', (change, own) => expect(isOwnRequest(refund(change), 7)).toBe(own));
});
