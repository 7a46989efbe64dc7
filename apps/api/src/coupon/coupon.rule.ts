import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { type Fen, fen, percentOf, shareByLargestRemainder, subtractFen, sumFen } from '@luffy/money';

export const COUPON_TYPE = { fixed: 0, threshold: 1, percent: 2 } as const;
export type CouponType = (typeof COUPON_TYPE)[keyof typeof COUPON_TYPE];

/** free to use; held by an unpaid order; used by a paid one; expired before it was used. */
export type CouponRecordState = 'free' | 'held' | 'used' | 'expired';

/** A coupon in somebody's hand, as an order finds it. */
export interface Holding {
  state: CouponRecordState;
  orderId: number | null;
}

/** Whether a coupon hangs on an order that has no use for it: held though nothing waits, used though nothing was sold. */
export function isStuck(holding: Holding, order: { id: number; status: OrderStatusCode }): boolean {
  if (holding.orderId !== order.id) return false;
  if (holding.state === 'held') return order.status !== ORDER_STATUS.unpaid;
  const isClosed = order.status === ORDER_STATUS.cancelled || order.status === ORDER_STATUS.timedOut;
  return holding.state === 'used' && isClosed;
}

/** What a coupon promises. */
export interface CouponTerms {
  type: CouponType;
  value: Fen;
  offPercent: number | null;
  minimum: Fen;
  courseId: number | null;
  startsAt: Date;
  endsAt: Date;
}

export interface DiscountableLine {
  courseId: number;
  priceFen: Fen;
}

/** Why a coupon cannot be used for a basket. */
export type CouponObstacle = 'not-started' | 'expired' | 'out-of-scope' | 'below-minimum';

export const isExpired = (terms: Pick<CouponTerms, 'endsAt'>, now: Date): boolean =>
  terms.endsAt.getTime() <= now.getTime();

/** Whether it is still given to people, and if not, why. The first that holds. */
export const COUPON_STATES = ['stopped', 'over', 'coming', 'sold_out', 'open'] as const;
export type CouponState = (typeof COUPON_STATES)[number];

interface Supply {
  startsAt: Date;
  endsAt: Date;
  stoppedAt: Date | null;
  claimed: number;
  total: number;
}

export function couponStateOf(coupon: Supply, now: Date): CouponState {
  if (coupon.stoppedAt !== null) return 'stopped';
  if (isExpired(coupon, now)) return 'over';
  if (coupon.startsAt.getTime() > now.getTime()) return 'coming';
  return coupon.claimed >= coupon.total ? 'sold_out' : 'open';
}

const isInScope = (terms: CouponTerms, line: DiscountableLine): boolean =>
  terms.courseId === null || terms.courseId === line.courseId;

/** The first thing that stands in the way of using a coupon for these lines, or null. */
export function obstacleTo(terms: CouponTerms, lines: readonly DiscountableLine[], now: Date): CouponObstacle | null {
  if (terms.startsAt.getTime() > now.getTime()) return 'not-started';
  if (isExpired(terms, now)) return 'expired';
  if (!lines.some((line) => isInScope(terms, line))) return 'out-of-scope';
  return missingTo(terms, lines) > 0 ? 'below-minimum' : null;
}

const sumInScope = (terms: CouponTerms, lines: readonly DiscountableLine[]): Fen =>
  sumFen(lines.filter((line) => isInScope(terms, line)).map((line) => line.priceFen));

/** How much more the courses in scope would have to cost together; nothing when they reach the minimum. */
export const missingTo = (terms: CouponTerms, lines: readonly DiscountableLine[]): Fen =>
  fen(Math.max(0, terms.minimum - sumInScope(terms, lines)));

/** What a coupon takes off these lines together. Never more than the lines in scope cost. */
export function discountOf(terms: CouponTerms, lines: readonly DiscountableLine[]): Fen {
  const sum = sumInScope(terms, lines);
  switch (terms.type) {
    case COUPON_TYPE.percent:
      return subtractFen(sum, percentOf(sum, terms.offPercent ?? 100, 'round-half-up'));
    case COUPON_TYPE.fixed:
    case COUPON_TYPE.threshold:
      return fen(Math.min(terms.value, sum));
  }
}

/** The discount of each line: shared over those in scope by largest remainder, ties by the order of the lines. */
export function shareDiscount(terms: CouponTerms, lines: readonly DiscountableLine[]): Fen[] {
  const weights = lines.map((line) => (isInScope(terms, line) ? line.priceFen : fen(0)));
  return shareByLargestRemainder(discountOf(terms, lines), weights);
}

/** How a coupon stands, as the record of an act tells it. */
export const couponFigures = (coupon: CouponTerms & Supply & { name: string }): Record<string, string | null> => ({
  name: coupon.name,
  total: String(coupon.total),
  claimed: String(coupon.claimed),
  stopped_at: coupon.stoppedAt?.toISOString() ?? null,
});

/** What became of one name in a list of people who are to get a coupon. */
export const HAND_OUT_OUTCOMES = ['given', 'limit_reached', 'sold_out', 'unknown'] as const;
export type HandOutOutcome = (typeof HAND_OUT_OUTCOMES)[number];

/** The name of a person among the figures; no user name has a colon. */
export const handOutFigure = (name: string): string => `name:${name}`;
