import type { components } from '@luffy/contracts';

type Act = components['schemas']['AuditView']['act'];

/** What staff can do, as text keys. */
export const ACT_WORDS: Readonly<Record<Act, string>> = {
  requery: 'audit.requery',
  resend: 'audit.resend',
  cancel: 'audit.cancel',
  confirm_paid: 'audit.confirmPaid',
  refund: 'audit.refund',
  refund_approve: 'audit.refundApprove',
  refund_reject: 'audit.refundReject',
  grant: 'audit.grant',
  end_access: 'audit.endAccess',
  release_coupon: 'audit.releaseCoupon',
  alert_clear: 'audit.alertClear',
  coupon_create: 'audit.couponCreate',
  staff_create: 'audit.staffCreate',
  staff_roles: 'audit.staffRoles',
  course_create: 'audit.courseCreate',
  course_change: 'audit.courseChange',
  coupon_stop: 'audit.couponStop',
  coupon_hand_out: 'audit.couponHandOut',
  bill_fetch: 'audit.billFetch',
  difference_resolve: 'audit.differenceResolve',
  export: 'audit.exported',
};
