import { ORDER_STATUS, type ErrorCode } from '@luffy/contracts';
import { addFen, type Fen, fen, sumFen } from '@luffy/money';

import type { AskedOrder } from './asking.rule.js';
import { type LineShare, planRefund, type RefundableLine, type RefundWish } from './refund.rule.js';
import type { RefundKind, RefundState } from './refund.state.js';

export type StaffRefundDecision =
  | { kind: 'shares'; shares: LineShare[] }
  | { kind: 'refused'; code: ErrorCode; facts: Readonly<Record<string, unknown>> };

/** What staff's wish comes to: as a student's, but no line is ever too old for it. */
export function decideStaffRefund(
  order: AskedOrder,
  lines: readonly RefundableLine[],
  wish: RefundWish,
): StaffRefundDecision {
  if (order.status !== ORDER_STATUS.paid || order.totalFen === 0)
    return { kind: 'refused', code: 'REFUND_NOT_POSSIBLE', facts: {} };
  const plan = planRefund(lines, wish);
  switch (plan.kind) {
    case 'shares':
      return plan;
    case 'exceeds':
      return { kind: 'refused', code: 'REFUND_EXCEEDS', facts: {} };
    case 'foreign-course':
      return { kind: 'refused', code: 'COURSE_NOT_FOUND', facts: { course_id: plan.courseId } };
  }
}

/** What one person may send back alone, of one order in all. */
const ALONE_AT_MOST = fen(100_000);

export interface StaffRefund {
  kind: RefundKind;
  state: RefundState;
  amountFen: Fen;
  requestedBy: number | null;
  decidedBy: number | null;
}

/** Of an order's refunds, what this person sent back without asking anybody: split in pieces it is the same money. */
export const sentAlone = (refunds: readonly StaffRefund[], staffId: number): Fen =>
  sumFen(
    refunds
      .filter(
        ({ kind, state }) => kind === 'staff' && state !== 'failed' && state !== 'rejected' && state !== 'requested',
      )
      .filter(({ requestedBy, decidedBy }) => requestedBy === staffId && decidedBy === staffId)
      .map((refund) => refund.amountFen),
  );

export const needsSecondPerson = (amountFen: Fen, aloneFen: Fen): boolean =>
  addFen(amountFen, aloneFen) > ALONE_AT_MOST;

/** Whoever asked for so much is not the one who agrees to it. */
export const isOwnRequest = (refund: Omit<StaffRefund, 'amountFen' | 'decidedBy'>, staffId: number): boolean =>
  refund.kind === 'staff' && refund.state === 'requested' && refund.requestedBy === staffId;
