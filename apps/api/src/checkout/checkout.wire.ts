import type { Fen } from '@luffy/money';

import { fenFromRequest } from '../platform/amount.js';
import { AppError } from '../platform/app-error.js';
import type { PlaceOrderDto } from './checkout.dto.js';
import { type Basket, isIdempotencyKey } from './checkout.rule.js';
import type { QuoteDto } from './quote.dto.js';
import type { Question } from './quote.service.js';

/** The request in our words; the validation has passed, so the amount is one. */
export const basketOf = (dto: PlaceOrderDto): Basket => ({
  subject: dto.subject,
  totalFen: fenFromRequest(dto.total_amount) as Fen,
  payType: dto.pay_type,
  courseIds: dto.courses,
  couponRecordId: dto.coupon ?? null,
});

/** No coupon named asks for the best one, 0 for none. */
export const questionOf = (dto: QuoteDto): Question => ({
  courseIds: dto.courses,
  choice: dto.coupon === undefined ? 'best' : dto.coupon === 0 ? 'none' : dto.coupon,
});

/** The header as a key. @throws AppError IDEMPOTENCY_KEY_INVALID */
export function idempotencyKeyOf(header: string | undefined): string | undefined {
  if (header !== undefined && !isIdempotencyKey(header)) throw new AppError('IDEMPOTENCY_KEY_INVALID');
  return header;
}
