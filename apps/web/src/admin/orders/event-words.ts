const WORDS: Readonly<Record<string, string>> = {
  placed: 'event.placed',
  enrolled_free: 'event.enrolledFree',
  payment_opened: 'event.paymentOpened',
  paid: 'event.paid',
  revived: 'event.revived',
  payment_late: 'event.paymentLate',
  payment_duplicate: 'event.paymentDuplicate',
  payment_closed: 'event.paymentClosed',
  cancelled: 'event.cancelled',
  timed_out: 'event.timedOut',
  refund_requested: 'event.refundRequested',
  refund_approved: 'event.refundApproved',
  refund_rejected: 'event.refundRejected',
  refund_failed: 'event.refundFailed',
  refund_external: 'event.refundExternal',
  refunded: 'event.refunded',
  access_granted: 'event.accessGranted',
  access_ended: 'event.accessEnded',
  coupon_released: 'event.couponReleased',
};

const TONES: Readonly<Record<string, 'ok' | 'wait' | 'stop'>> = {
  paid: 'ok',
  revived: 'ok',
  enrolled_free: 'ok',
  refunded: 'ok',
  access_granted: 'ok',
  payment_late: 'wait',
  payment_duplicate: 'wait',
  refund_requested: 'wait',
  refund_failed: 'stop',
};

/** Text key of what happened; null for a kind of event this page does not know. */
export const eventKey = (type: string): string | null => (Object.hasOwn(WORDS, type) ? (WORDS[type] ?? null) : null);

export const eventTone = (type: string): 'ok' | 'wait' | 'stop' | 'rest' =>
  Object.hasOwn(TONES, type) ? (TONES[type] ?? 'rest') : 'rest';

export type Actor = { readonly key: string; readonly who: string };

/** Who did it: a student or one of the staff by name, by number where there is none; or a part of the system. */
export function actorOf(actor: string, name: string | null): Actor {
  const who = (id: string): string => name ?? `#${id}`;
  const [, kind = '', id = ''] = /^(user|staff):(\d+)$/.exec(actor) ?? [];
  if (kind === 'user') return { key: 'event.byStudent', who: who(id) };
  if (kind === 'staff') return { key: 'event.byStaff', who: who(id) };
  return actor === 'alipay' || actor === 'wechat'
    ? { key: 'event.byChannel', who: actor }
    : { key: 'event.bySystem', who: actor };
}
