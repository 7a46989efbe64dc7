import { fen } from '@luffy/money';
import { describe, expect, test } from '@jest/globals';

import {
  type Basket,
  deviceOf,
  isIdempotencyKey,
  isPayTypeKnown,
  isSameBasket,
  repeatedCourse,
  requestHash,
  type WaitingOrder,
} from './checkout.rule.js';

const BASKET: Basket = {
  subject: undefined,
  totalFen: fen(29_800),
  payType: 1,
  courseIds: [1, 2],
  couponRecordId: null,
};
const WAITING: WaitingOrder = { courseIds: [1, 2], payType: 1, couponRecordId: null, totalFen: fen(29_800) };

describe('the list of courses', () => {
  test('may name none twice', () => {
    expect(repeatedCourse([1, 2, 3])).toBeUndefined();
    expect(repeatedCourse([1, 2, 1, 2])).toBe(1);
    expect(repeatedCourse([3, 2, 2])).toBe(2);
  });
});

describe('the pay type', () => {
  test.each([
    [1, 9900, true],
    [1, 0, true],
    [0, 0, true],
    [0, 9900, false],
    [2, 9900, false],
    [9, 9900, false],
    [-1, 9900, false],
  ])('%i for %i fen', (payType, total, known) => expect(isPayTypeKnown(payType, fen(total))).toBe(known));
});

describe('pressing again means the same order', () => {
  test('whatever the order of the courses and whatever the subject', () => {
    expect(isSameBasket(BASKET, WAITING)).toBe(true);
    expect(isSameBasket({ ...BASKET, courseIds: [2, 1], subject: '别的标题' }, WAITING)).toBe(true);
  });

  test.each<[string, Partial<Basket>]>([
    ['one course fewer', { courseIds: [1] }],
    ['one course more', { courseIds: [1, 2, 3] }],
    ['another course', { courseIds: [1, 3] }],
    ['another total', { totalFen: fen(29_799) }],
    ['another pay type', { payType: 0 }],
    ['a coupon', { couponRecordId: 7 }],
  ])('but not with %s', (_what, change) => expect(isSameBasket({ ...BASKET, ...change }, WAITING)).toBe(false));
});

describe('the request behind an idempotency key', () => {
  test.each<[string, Partial<Basket>]>([
    ['subject', { subject: '标题' }],
    ['total', { totalFen: fen(1) }],
    ['pay type', { payType: 0 }],
    ['courses', { courseIds: [2, 1] }],
    ['coupon', { couponRecordId: 1 }],
  ])('is another one when its %s differs', (_what, change) =>
    expect(requestHash({ ...BASKET, ...change })).not.toBe(requestHash(BASKET)),
  );

  test('is the same one when nothing differs', () => expect(requestHash({ ...BASKET })).toBe(requestHash(BASKET)));

  test.each([
    ['a', true],
    ['x'.repeat(128), true],
    ['!~', true],
    ['', false],
    ['x'.repeat(129), false],
    ['a b', false],
    ['键', false],
    ['a\n', false],
  ])('has the key %j: %s', (key, fine) => expect(isIdempotencyKey(key)).toBe(fine));
});

describe('the cashier', () => {
  test.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148', 'phone'],
    ['Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (Linux; Android 16; Tablet) AppleWebKit/537.36 Safari/537.36', 'desktop'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'desktop'],
    ['', 'desktop'],
    [undefined, 'desktop'],
  ])('for %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));
});
