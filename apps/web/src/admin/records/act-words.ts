/** What staff can do, as text keys. */
export const ACT_WORDS: Readonly<Record<string, string>> = {
  requery: 'audit.requery',
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
};
