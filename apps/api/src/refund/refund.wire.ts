import { fenFromRequest } from '../platform/amount.js';
import { refusedField } from '../platform/app-error.js';
import type { RefundWishDto } from './refund.dto.js';
import type { RefundWish } from './refund.rule.js';

/** What the student asks back. @throws AppError VALIDATION for courses and amount together, or an amount of nothing */
export function wishOf(dto: RefundWishDto): RefundWish {
  if (dto.courses !== undefined && dto.amount !== undefined) {
    throw refusedField('amount', 'COURSES_OR_AMOUNT');
  }
  if (dto.courses !== undefined) return { courseIds: dto.courses };
  if (dto.amount === undefined) return 'all';
  const amountFen = fenFromRequest(dto.amount);
  if (amountFen === null || amountFen === 0) {
    throw refusedField('amount', 'AMOUNT_NOTHING');
  }
  return { amountFen };
}
