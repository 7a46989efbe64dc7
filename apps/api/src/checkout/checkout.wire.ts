import type { Fen } from '@luffy/money';

import { fenFromRequest } from '../platform/amount.js';
import { AppError } from '../platform/app-error.js';
import type { PlaceOrderDto } from './checkout.dto.js';
import { type Basket, isIdempotencyKey } from './checkout.rule.js';

/** The request in our words; the validation has passed, so the amount is one. */
export const basketOf = (dto: PlaceOrderDto): Basket => ({
  subject: dto.subject,
  totalFen: fenFromRequest(dto.total_amount) as Fen,
  payType: dto.pay_type,
  courseIds: dto.courses,
  couponRecordId: dto.coupon ?? null,
});

/** The header as a key. @throws AppError IDEMPOTENCY_KEY_INVALID */
export function idempotencyKeyOf(header: string | undefined): string | undefined {
  if (header !== undefined && !isIdempotencyKey(header)) throw new AppError('IDEMPOTENCY_KEY_INVALID');
  return header;
}
