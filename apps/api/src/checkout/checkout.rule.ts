import { createHash } from 'node:crypto';

import { PAY_TYPE, type PayTypeCode } from '@luffy/contracts';
import type { Fen } from '@luffy/money';

/** What a student asks to buy, read and in order; nothing of it is believed before it is compared. */
export interface Basket {
  subject: string | undefined;
  totalFen: Fen;
  payType: number;
  courseIds: readonly number[];
  couponRecordId: number | null;
}

/** The first course that stands twice in the list. */
export const repeatedCourse = (ids: readonly number[]): number | undefined =>
  ids.find((id, at) => ids.indexOf(id) !== at);

/** Whether the pay type may be asked for at all: a channel that exists, or none where nothing is to be paid. */
export function isPayTypeKnown(payType: number, totalFen: Fen): payType is PayTypeCode {
  return payType === PAY_TYPE.alipay || (payType === PAY_TYPE.none && totalFen === 0);
}

export interface WaitingOrder {
  courseIds: readonly number[];
  payType: number;
  couponRecordId: number | null;
  totalFen: Fen;
}

/** Pressing 立即购买 again means the same order only where nothing about it differs. */
export function isSameBasket(basket: Basket, order: WaitingOrder): boolean {
  const wanted = new Set(basket.courseIds);
  return (
    wanted.size === order.courseIds.length &&
    order.courseIds.every((id) => wanted.has(id)) &&
    basket.payType === order.payType &&
    basket.couponRecordId === order.couponRecordId &&
    basket.totalFen === order.totalFen
  );
}

/** Tells two requests under one Idempotency-Key apart. */
export function requestHash(basket: Basket): string {
  const { subject, totalFen, payType, courseIds, couponRecordId } = basket;
  return createHash('sha256')
    .update(JSON.stringify([subject ?? null, totalFen, payType, courseIds, couponRecordId]))
    .digest('hex');
}

export const isIdempotencyKey = (key: string): boolean => /^[\x21-\x7e]{1,128}$/.test(key);

/** Phones get the cashier made for them. Tablets show the desktop page well. */
export const deviceOf = (userAgent: string | undefined): 'desktop' | 'phone' =>
  /iPhone|iPod|Android.+Mobile|Windows Phone|MicroMessenger/i.test(userAgent ?? '') ? 'phone' : 'desktop';
