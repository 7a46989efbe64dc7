import { type Fen, fen } from '@luffy/money';

import {
  type CouponObstacle,
  type CouponRecordState,
  type CouponTerms,
  type DiscountableLine,
  discountOf,
  missingTo,
  obstacleTo,
} from '../coupon/coupon.rule.js';

export const LINE_STATES = ['ok', 'off_sale', 'owned', 'waiting'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** What stands between a student and a course. */
export interface Standing {
  isOnSale: boolean;
  isOwned: boolean;
  /** In an unpaid order that can still be paid. One past its deadline is closed by the next placement: it stops nobody. */
  isWaiting: boolean;
}

/** Whether a course would be bought now. What the student has, or nearly has, counts before what the shop sells. */
export function lineState({ isOnSale, isOwned, isWaiting }: Standing): LineState {
  if (isOwned) return 'owned';
  if (isWaiting) return 'waiting';
  return isOnSale ? 'ok' : 'off_sale';
}

export const QUOTE_OBSTACLES = ['held', 'used', 'expired', 'not_started', 'out_of_scope', 'below_minimum'] as const;
export type QuoteObstacle = (typeof QUOTE_OBSTACLES)[number];

/** A coupon in the student's hand. */
export interface CouponInHand {
  recordId: number;
  state: CouponRecordState;
  terms: CouponTerms;
}

export interface JudgedCoupon {
  recordId: number;
  obstacle: QuoteObstacle | null;
  /** Only where the minimum is what is missed: by how much. */
  shortByFen: Fen | null;
  /** Nothing where it cannot be used. */
  discountFen: Fen;
  endsAt: Date;
}

const WORD_OF = {
  'not-started': 'not_started',
  expired: 'expired',
  'out-of-scope': 'out_of_scope',
  'below-minimum': 'below_minimum',
} as const satisfies Record<CouponObstacle, QuoteObstacle>;

/** What a coupon would do for these lines now, or the first thing that stands in its way. */
export function judgeCoupon(coupon: CouponInHand, lines: readonly DiscountableLine[], now: Date): JudgedCoupon {
  const { recordId, state, terms } = coupon;
  const inTheWay = state === 'free' ? obstacleTo(terms, lines, now) : null;
  const obstacle = state === 'free' ? inTheWay && WORD_OF[inTheWay] : state;
  return {
    recordId,
    obstacle,
    shortByFen: obstacle === 'below_minimum' ? missingTo(terms, lines) : null,
    discountFen: obstacle === null ? discountOf(terms, lines) : fen(0),
    endsAt: terms.endsAt,
  };
}

/** The one that takes off most, then the one that ends first, then the older; those in the way of which something stands last. */
export function byWorth(a: JudgedCoupon, b: JudgedCoupon): number {
  const isUsable = (coupon: JudgedCoupon): number => (coupon.obstacle === null ? 1 : 0);
  return (
    isUsable(b) - isUsable(a) ||
    b.discountFen - a.discountFen ||
    a.endsAt.getTime() - b.endsAt.getTime() ||
    a.recordId - b.recordId
  );
}

/** Which coupon the student wants: the best, none on purpose, or one by its record's id. */
export type CouponChoice = 'best' | 'none' | number;

/** The coupon to reckon with. The best is never one that takes nothing off: it would be spent for nothing. */
export function chooseCoupon(judged: readonly JudgedCoupon[], choice: CouponChoice): JudgedCoupon | null {
  if (choice === 'none') return null;
  const usable = judged.filter((coupon) => coupon.obstacle === null);
  if (choice !== 'best') return usable.find((coupon) => coupon.recordId === choice) ?? null;
  return usable.filter((coupon) => coupon.discountFen > 0).toSorted(byWorth)[0] ?? null;
}
