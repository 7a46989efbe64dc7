import type { AuditAct, Deed } from '../audit/audit.rule.js';
import { idempotencyKeyOf } from '../checkout/checkout.wire.js';
import type { StaffMember } from '../platform/identity.js';
import type { RefundDecision } from '../refund/refund.service.js';
import type { ConfirmPaidDto, CourseActDto, OptionalReasonDto, ReasonDto, StaffRefundDto } from './act.dto.js';

/** What staff ask to be done to an order. A look may leave out whatever only the record needs. */
export type ActRequest =
  | { act: 'cancel'; dto: OptionalReasonDto }
  | { act: 'requery' | 'resend' | 'release_coupon'; dto: Partial<ReasonDto> }
  | { act: 'grant' | 'end_access'; dto: Partial<ReasonDto> & Pick<CourseActDto, 'course_id'> }
  | { act: 'confirm_paid'; dto: Partial<ConfirmPaidDto> & Pick<ConfirmPaidDto, 'trade_no'> }
  | { act: 'refund'; dto: Partial<StaffRefundDto> };

/** The request as it is written down: everything that was said, and why. @throws AppError IDEMPOTENCY_KEY_INVALID */
export function deedOf(
  staff: StaffMember,
  subject: string,
  { act, dto }: { act: AuditAct; dto: object & OptionalReasonDto },
  key?: string,
): Deed {
  const { reason, note, ...said } = dto;
  return { staff, act, subject, reason: reason ?? note ?? null, said, key: idempotencyKeyOf(key) };
}

/** A decision on a refund. Its reason is also the note that the refund keeps. */
export const decisionOf = (
  staff: StaffMember,
  outRequestNo: string,
  request: { act: 'refund_approve' | 'refund_reject'; dto: OptionalReasonDto },
  key?: string,
): RefundDecision => {
  const deed = deedOf(staff, outRequestNo, request, key);
  return { deed, note: deed.reason ?? undefined };
};

/** The number in `coupon:7`, the subject of an act that made something. */
export const idIn = (subject: string): number => Number(subject.split(':')[1]);
