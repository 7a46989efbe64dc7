import { ORDER_STATUS, type ErrorCode, type OrderStatusCode } from '@luffy/contracts';
import { addFen, type Fen, fen, sumFen } from '@luffy/money';

import { effectOfRefunds, type PaidLine } from '../order/line.rule.js';
import { leftOf, type LineShare, planRefund, type RefundableLine, type RefundWish, totalOf } from './refund.rule.js';

export interface AskedOrder {
  status: OrderStatusCode;
  totalFen: Fen;
}

/** A line of an order as its owner's question finds it. */
export interface AskedLine extends RefundableLine, PaidLine {
  courseName: string;
  /** The last moment at which its owner may ask; null while nothing was paid. */
  until: Date | null;
}

export type AskingDecision =
  | { kind: 'shares'; shares: LineShare[] }
  | { kind: 'refused'; code: ErrorCode; facts: Readonly<Record<string, unknown>> };

/** Why nothing can be asked back. */
export const WHY_NOT = ['unpaid', 'free', 'window_over', 'nothing_left', 'asked'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

const isOpen = (line: AskedLine, now: Date): boolean => line.until !== null && now <= line.until;

const refused = (code: ErrorCode, facts: Readonly<Record<string, unknown>> = {}): AskingDecision => ({
  kind: 'refused',
  code,
  facts,
});

/** What a student's wish comes to at a moment. Lines past their days are for staff alone. */
export function decideAsking(
  order: AskedOrder,
  lines: readonly AskedLine[],
  wish: RefundWish,
  now: Date,
): AskingDecision {
  if (order.status !== ORDER_STATUS.paid || order.totalFen === 0) return refused('REFUND_NOT_POSSIBLE');
  const open = lines.filter((line) => isOpen(line, now));
  if (open.length === 0) return refused('REFUND_WINDOW_OVER');
  const plan = planRefund(open, wish);
  switch (plan.kind) {
    case 'shares':
      return plan;
    case 'exceeds':
      return refused('REFUND_EXCEEDS');
    case 'foreign-course': {
      const isInOrder = lines.some((line) => line.courseId === plan.courseId);
      return refused(isInOrder ? 'REFUND_WINDOW_OVER' : 'COURSE_NOT_FOUND', { course_id: plan.courseId });
    }
  }
}

export interface Askable {
  leftFen: Fen;
  /** Until when nothing of it is lost: the earliest end of the lines that something is left of. */
  until: Date | null;
  whyNot: WhyNot | null;
  lines: (AskedLine & { leftFen: Fen })[];
}

/** What can be asked back at a moment: what the wish for everything comes to. */
export function askable(order: AskedOrder, lines: readonly AskedLine[], now: Date): Askable {
  const decision = decideAsking(order, lines, 'all', now);
  const shares = decision.kind === 'shares' ? decision.shares : [];
  const shown = lines.map((line) => ({ ...line, leftFen: shareOf(shares, line) }));
  const ends = shown.filter((line) => line.leftFen > 0).flatMap(({ until }) => (until === null ? [] : [until]));
  return {
    leftFen: totalOf(shares),
    until: ends.reduce<Date | null>((first, end) => (first === null || end < first ? end : first), null),
    whyNot: decision.kind === 'shares' ? null : whyNothing(order, lines),
    lines: shown,
  };
}

/** In the words of a person: money that is on its way or back is a better reason than days that are over. */
function whyNothing(order: AskedOrder, lines: readonly AskedLine[]): WhyNot {
  if (order.status !== ORDER_STATUS.paid) return 'unpaid';
  if (order.totalFen === 0) return 'free';
  if (sumFen(lines.map(leftOf)) > 0) return 'window_over';
  return lines.some((line) => line.takenFen > line.refundedFen) ? 'asked' : 'nothing_left';
}

export interface RefundForecast {
  lines: (AskedLine & { amountFen: Fen; endsAccess: boolean })[];
  isFull: boolean;
}

/** What shares would do once they are back, on top of everything that was asked for before. */
export function forecast(order: AskedOrder, lines: readonly AskedLine[], shares: readonly LineShare[]): RefundForecast {
  const before = effectOfRefunds(
    lines.map((line) => ({ ...line, refundedFen: line.takenFen })),
    order.totalFen,
  );
  const after = effectOfRefunds(
    lines.map((line) => ({ ...line, refundedFen: addFen(line.takenFen, shareOf(shares, line)) })),
    order.totalFen,
  );
  const seen = lines.map((line) => ({
    ...line,
    amountFen: shareOf(shares, line),
    endsAccess: after.endedIds.includes(line.id) && !before.endedIds.includes(line.id),
  }));
  return { lines: seen.filter((line) => line.amountFen > 0 || line.endsAccess), isFull: after.isFull };
}

const shareOf = (shares: readonly LineShare[], line: { id: number }): Fen =>
  shares.find((share) => share.lineId === line.id)?.amountFen ?? fen(0);
