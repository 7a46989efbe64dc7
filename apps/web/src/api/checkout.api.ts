import { PAY_TYPE } from '@luffy/contracts';

import { type Answer, http, type Page } from './http.js';
import type { PlacedOrder } from './orders.api.js';

export interface Coupon {
  readonly id: number;
  readonly name: string;
  /** 0 an amount off, 1 an amount off from a minimum, 2 a percentage. */
  readonly type: 0 | 1 | 2;
  readonly value: string;
  /** 79 is 7.9 折: 79 % are paid. */
  readonly off_percent: number | null;
  readonly minimum: string;
  /** The only course it is for; null for all. */
  readonly course_id: number | null;
  /** How many can still be claimed. */
  readonly left: number;
  readonly per_user: number;
  readonly ends_at: string;
}

export type CouponObstacle = 'held' | 'used' | 'expired' | 'not_started' | 'out_of_scope' | 'below_minimum';

/** A coupon of the student, and what it would do for these courses. `id` is the record's. */
export interface CouponOffer {
  readonly id: number;
  readonly coupon: Coupon;
  readonly usable: boolean;
  readonly obstacle: CouponObstacle | null;
  /** How much is missing to the minimum. */
  readonly short_by: string | null;
  readonly discount_amount: string;
}

export interface QuoteLine {
  readonly course_id: number;
  readonly course_name: string;
  readonly teacher: string;
  readonly price: string;
  readonly original_price: string;
  /** The price less this line's share of the discount. */
  readonly real_price: string;
  readonly state: 'ok' | 'off_sale' | 'owned' | 'waiting';
  readonly waiting_order: string | null;
}

/** What these courses cost this student now; the amounts are over the lines that can be bought (`ok`). */
export interface Quote {
  readonly lines: readonly QuoteLine[];
  readonly original_amount: string;
  readonly discount_amount: string;
  readonly total_amount: string;
  /** The coupon record the amounts are with. */
  readonly coupon: number | null;
  readonly coupons: readonly CouponOffer[];
}

/** `best`: whichever saves most. `none`: none, on purpose. A number: that record. */
export type CouponChoice = 'best' | 'none' | number;

interface QuoteAnswer extends Answer {
  readonly quote: Quote;
}

export const fetchQuote = (courses: readonly number[], choice: CouponChoice): Promise<Quote> =>
  http
    .post<QuoteAnswer>('/order/quote/', {
      courses,
      ...(choice === 'best' ? {} : { coupon: choice === 'none' ? 0 : choice }),
    })
    .then((answer) => answer.data.quote);

/** What the page shows and a press agrees to. */
export interface Purchase {
  readonly courses: readonly number[];
  readonly totalAmount: string;
  /** A coupon record. */
  readonly coupon: number | null;
}

/** Buys courses for the amount the page shows. The server compares; it never takes the amount from here. */
export const placeOrder = ({ courses, totalAmount, coupon }: Purchase, idempotencyKey: string): Promise<PlacedOrder> =>
  http
    .post<PlacedOrder>(
      '/order/pay/',
      {
        total_amount: totalAmount,
        pay_type: Number(totalAmount) === 0 ? PAY_TYPE.none : PAY_TYPE.alipay,
        courses,
        ...(coupon === null ? {} : { coupon }),
      },
      { headers: { 'idempotency-key': idempotencyKey } },
    )
    .then((answer) => answer.data);

export const fetchClaimable = (): Promise<readonly Coupon[]> =>
  http.get<Page<Coupon>>('/coupon/').then((answer) => answer.data.items);

export const claimCoupon = (couponId: number): Promise<void> =>
  http.post(`/coupon/${couponId}/claim/`).then(() => undefined);
