import { type Fen, fen, shareByLargestRemainder, subtractFen, sumFen } from '@luffy/money';

/** A line of a paid order, and how much of it is refunded or about to be. */
export interface RefundableLine {
  id: number;
  courseId: number;
  realPriceFen: Fen;
  takenFen: Fen;
}

export interface LineShare {
  lineId: number;
  amountFen: Fen;
}

/** What a student asks back: everything left, some courses, or an amount. */
export type RefundWish = { courseIds: readonly number[] } | { amountFen: Fen } | 'all';

export type RefundPlan =
  | { kind: 'shares'; shares: LineShare[] }
  | { kind: 'exceeds' }
  | { kind: 'foreign-course'; courseId: number };

export const leftOf = (line: RefundableLine): Fen => subtractFen(line.realPriceFen, line.takenFen);

/** Turns a wish into shares of lines. A bare amount is shared over what is left of the lines by largest remainder. */
export function planRefund(lines: readonly RefundableLine[], wish: RefundWish): RefundPlan {
  if (wish !== 'all' && 'amountFen' in wish) {
    if (wish.amountFen > sumFen(lines.map(leftOf))) return { kind: 'exceeds' };
    const shares = shareByLargestRemainder(wish.amountFen, lines.map(leftOf));
    return shared(lines.map((line, at) => ({ lineId: line.id, amountFen: shares[at] ?? fen(0) })));
  }
  if (wish === 'all') return shared(lines.map((line) => ({ lineId: line.id, amountFen: leftOf(line) })));
  const foreign = wish.courseIds.find((id) => !lines.some((line) => line.courseId === id));
  if (foreign !== undefined) return { kind: 'foreign-course', courseId: foreign };
  const named = lines.filter((line) => wish.courseIds.includes(line.courseId));
  if (named.some((line) => leftOf(line) === 0)) return { kind: 'exceeds' };
  return shared(named.map((line) => ({ lineId: line.id, amountFen: leftOf(line) })));
}

function shared(shares: readonly LineShare[]): RefundPlan {
  const real = shares.filter((share) => share.amountFen > 0);
  return real.length === 0 ? { kind: 'exceeds' } : { kind: 'shares', shares: real };
}

export const totalOf = (shares: readonly LineShare[]): Fen => sumFen(shares.map((share) => share.amountFen));

/** A student may ask within `refundDays` after paying, this moment included; staff may go beyond. */
export const lastMomentToAsk = (paidAt: Date, refundDays: number): Date =>
  new Date(paidAt.getTime() + refundDays * 86_400_000);

/** Refunds that were made elsewhere: what the channel says in all, less what we know was refunded. */
export const externalFen = (channelRefundedFen: Fen, ourSucceededFen: Fen): Fen =>
  fen(Math.max(0, channelRefundedFen - ourSucceededFen));

export interface PendingRefund {
  id: number;
  amountFen: Fen;
}

/**
 * Money that left by another way counts first: which of the refunds not sent yet no longer fit beside it. The oldest
 * keep their place.
 */
export function displaced(paymentFen: Fen, goneFen: Fen, pending: readonly PendingRefund[]): PendingRefund[] {
  let room = subtractFen(paymentFen, goneFen);
  return pending.filter((refund) => {
    if (refund.amountFen > room) return true;
    room = subtractFen(room, refund.amountFen);
    return false;
  });
}
