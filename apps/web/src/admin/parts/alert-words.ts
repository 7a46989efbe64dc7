/** What an alert warns of, as text keys. */
export const ALERT_KINDS: Readonly<Record<string, string>> = {
  notify_suspicious: 'alertKind.notifySuspicious',
  payment_suspicious: 'alertKind.paymentSuspicious',
  refund_failed: 'alertKind.refundFailed',
  refund_external: 'alertKind.refundExternal',
  refund_waiting: 'alertKind.refundWaiting',
  invariant_broken: 'alertKind.invariantBroken',
  bill_differs: 'alertKind.billDiffers',
  bill_unreadable: 'alertKind.billUnreadable',
};
