import { expect, test } from '@jest/globals';

import type { Coupon, CouponOffer } from '../../api/checkout.api.js';
import { couponWords, obstacleWords, usableOffers, worthClaiming } from './coupon-words.js';

const coupon = (facts: Partial<Coupon> = {}): Coupon => ({
  id: 1,
  name: '券',
  type: 0,
  value: '20.00',
  off_percent: null,
  minimum: '0.00',
  course_id: null,
  left: 5,
  per_user: 1,
  ends_at: '2026-03-02T15:00:00+08:00',
  ...facts,
});
const offer = (id: number, discount: string, facts: Partial<CouponOffer> = {}): CouponOffer => ({
  id,
  coupon: coupon(),
  usable: true,
  obstacle: null,
  short_by: null,
  discount_amount: discount,
  ...facts,
});

test.each([
  [coupon(), 'zh-CN', 'checkout.couponFixed', { value: '¥20' }],
  [
    coupon({ type: 1, value: '50.00', minimum: '200.00' }),
    'zh-CN',
    'checkout.couponOver',
    { value: '¥50', minimum: '¥200' },
  ],
  [coupon({ type: 2, off_percent: 79 }), 'zh-CN', 'checkout.couponPercent', { rate: '7.9' }],
  [coupon({ type: 2, off_percent: 80 }), 'zh-CN', 'checkout.couponPercent', { rate: '8' }],
  [coupon({ type: 2, off_percent: 79 }), 'en', 'checkout.couponPercent', { rate: '21 %' }],
])('a coupon says what it takes off', (one, language, key, slots) =>
  expect(couponWords(one, language)).toEqual({ key, slots }),
);

test('what stands in the way is said, with what is missing', () => {
  expect(obstacleWords(offer(1, '0.00', { usable: false, obstacle: 'below_minimum', short_by: '20.50' }))).toEqual({
    key: 'checkout.obstacleMinimum',
    slots: { amount: '¥20.50' },
  });
  expect(obstacleWords(offer(1, '0.00', { usable: false, obstacle: 'held' }))).toEqual({
    key: 'checkout.obstacleHeld',
    slots: {},
  });
  expect(obstacleWords(offer(1, '5.00'))).toBeNull();
});

test('the coupon that saves most comes first; what cannot be used is not among them', () => {
  const offers = [offer(1, '20.00'), offer(2, '100.00'), offer(3, '0.00', { usable: false, obstacle: 'used' })];
  expect(usableOffers(offers).map((one) => one.id)).toEqual([2, 1]);
});

test('only a coupon that helps here and can still be had is offered', () => {
  const claimable = [
    coupon({ id: 1 }),
    coupon({ id: 2, left: 0 }),
    coupon({ id: 3, course_id: 9 }),
    coupon({ id: 4, course_id: 5 }),
    coupon({ id: 5, per_user: 2 }),
  ];
  const mine = [offer(8, '0.00', { coupon: coupon({ id: 1 }) }), offer(9, '0.00', { coupon: coupon({ id: 5 }) })];
  expect(worthClaiming(claimable, mine, [5]).map((one) => one.id)).toEqual([4, 5]);
});
