import { fenFromYuan } from '@luffy/money';

import type { Coupon, CouponObstacle, CouponOffer } from '../../api/checkout.api.js';
import { priceText } from '../../ui/price.js';

/** A text key with what goes into it. */
export interface Words {
  readonly key: string;
  readonly slots: Readonly<Record<string, string>>;
}

/** What a coupon takes off. A percentage is said the Chinese way (7.9 折 is 79 % to pay) or the other way (21 % off). */
export function couponWords({ type, value, off_percent: percent, minimum }: Coupon, language: string): Words {
  if (type === 2) {
    const paid = percent ?? 100;
    return {
      key: 'checkout.couponPercent',
      slots: { rate: language === 'en' ? `${100 - paid} %` : String(paid / 10) },
    };
  }
  const amount = priceText(value, 'short');
  if (type === 0) return { key: 'checkout.couponFixed', slots: { value: amount } };
  return { key: 'checkout.couponOver', slots: { value: amount, minimum: priceText(minimum, 'short') } };
}

const OBSTACLES: Readonly<Record<CouponObstacle, string>> = {
  held: 'checkout.obstacleHeld',
  used: 'checkout.obstacleUsed',
  expired: 'checkout.obstacleExpired',
  not_started: 'checkout.obstacleNotStarted',
  out_of_scope: 'checkout.obstacleScope',
  below_minimum: 'checkout.obstacleMinimum',
};

/** Why a coupon cannot be used here; what is missing to its minimum is said as an amount. */
export function obstacleWords({ obstacle, short_by: missing }: CouponOffer): Words | null {
  if (obstacle === null) return null;
  return { key: OBSTACLES[obstacle], slots: missing === null ? {} : { amount: priceText(missing, 'exact') } };
}

/** The offers that can be used, the largest discount first. */
export const usableOffers = (offers: readonly CouponOffer[]): CouponOffer[] =>
  offers
    .filter((offer) => offer.usable)
    .toSorted((a, b) => fenFromYuan(b.discount_amount) - fenFromYuan(a.discount_amount));

/** Coupons worth claiming for these courses: some left, not for another course, and the student may have one more. */
export function worthClaiming(
  claimable: readonly Coupon[],
  offers: readonly CouponOffer[],
  courses: readonly number[],
): Coupon[] {
  return claimable.filter((coupon) => {
    const mine = offers.filter((offer) => offer.coupon.id === coupon.id).length;
    const fits = coupon.course_id === null || courses.includes(coupon.course_id);
    return coupon.left > 0 && fits && mine < coupon.per_user;
  });
}
