import type { Figures } from '../../api/staff/acts.api.js';

/** A word by its key, or a text as it is. */
export type Word = { readonly key: string } | { readonly text: string };

export interface FigureRow {
  readonly name: string;
  /** Text key of what it is; a figure we have no word for is called by its own name. */
  readonly label: Word;
  /** Number of the payment, refund or course, for the label's slot. */
  readonly of: string;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

const ORDER_STATUS: Readonly<Record<string, string>> = {
  '0': 'orders.unpaid',
  '1': 'orders.paid',
  '2': 'orders.cancelled',
  '3': 'orders.timedOut',
};

const REFUND_STATUS: Readonly<Record<string, string>> = {
  '0': 'figure.noRefund',
  '1': 'orders.partRefund',
  '2': 'orders.fullRefund',
};

export const PAYMENT_WORDS: Readonly<Record<string, string>> = {
  waiting: 'payState.waiting',
  succeeded: 'payState.succeeded',
  closed: 'payState.closed',
  unknown: 'payState.unknown',
  applied: 'payState.applied',
  duplicate: 'payState.duplicate',
  late: 'payState.late',
};

export const REFUND_WORDS: Readonly<Record<string, string>> = {
  requested: 'refundState.requested',
  approved: 'refundState.approved',
  sending: 'refundState.sending',
  unknown: 'refundState.unknown',
  succeeded: 'refundState.succeeded',
  failed: 'refundState.failed',
  rejected: 'refundState.rejected',
};

const CHANNEL: Readonly<Record<string, string>> = {
  paid: 'figure.saysPaid',
  waiting: 'figure.saysWaiting',
  closed: 'figure.saysClosed',
  unknown: 'figure.saysUnknown',
  absent: 'figure.saysAbsent',
};

export const ACCESS_WORDS: Readonly<Record<string, string>> = {
  active: 'figure.accessActive',
  ended: 'figure.accessEnded',
  none: 'figure.accessNone',
};

export const COUPON_WORDS: Readonly<Record<string, string>> = {
  free: 'figure.couponFree',
  held: 'figure.couponHeld',
  used: 'figure.couponUsed',
  expired: 'figure.couponExpired',
};

const LIVE: Readonly<Record<string, string>> = { true: 'figure.lineLive', false: 'figure.lineOver' };
const ALERT: Readonly<Record<string, string>> = { open: 'figure.alertOpen', cleared: 'figure.alertCleared' };
const ROLES: Readonly<Record<string, string>> = {
  support: 'role.support',
  finance: 'role.finance',
  catalogue: 'role.catalogue',
  admin: 'role.admin',
};

const MESSAGE: Readonly<Record<string, string>> = {
  order_waiting: 'figure.tellsWaiting',
  order_open: 'figure.tellsOpen',
  order_refunded: 'figure.tellsRefunded',
};

type Words = Readonly<Record<string, string>>;
type Kind = readonly [label: string, words: Words];

const WHOLE: Readonly<Record<string, Kind>> = {
  order_status: ['figure.orderStatus', ORDER_STATUS],
  refund_status: ['figure.refundStatus', REFUND_STATUS],
  refunded_amount: ['figure.refundedAmount', {}],
  refund: ['figure.newRefund', REFUND_WORDS],
  coupon: ['figure.coupon', COUPON_WORDS],
  message: ['figure.message', MESSAGE],
  alert: ['figure.alert', ALERT],
  roles: ['figure.roles', ROLES],
  username: ['figure.username', {}],
};

const NUMBERED: readonly (readonly [RegExp, Kind])[] = [
  [/^payment (\S+)$/, ['figure.payment', PAYMENT_WORDS]],
  [/^refund (\S+)$/, ['figure.refund', REFUND_WORDS]],
  [/^channel (\S+)$/, ['figure.channel', CHANNEL]],
  [/^course (\d+) live$/, ['figure.courseLive', LIVE]],
  [/^course (\d+) access$/, ['figure.courseAccess', ACCESS_WORDS]],
];

const MONEY = /^-?\d{1,10}\.\d{2}$/;

function kindOf(name: string): { readonly label: Word; readonly of: string; readonly words: Words } {
  const whole = Object.hasOwn(WHOLE, name) ? WHOLE[name] : undefined;
  if (whole) return { label: { key: whole[0] }, of: '', words: whole[1] };
  for (const [shape, [label, words]] of NUMBERED) {
    const of = shape.exec(name)?.[1];
    if (of !== undefined) return { label: { key: label }, of, words };
  }
  return { label: { text: name }, of: '', words: {} };
}

function wordOf(part: string, words: Words): Word {
  const key = Object.hasOwn(words, part) ? words[part] : undefined;
  if (key !== undefined) return { key };
  return { text: MONEY.test(part) ? `¥${part}` : part };
}

const valueOf = (value: string | null, words: Words): Word[] =>
  value === null || value === '' ? [{ key: 'figure.nothing' }] : value.split(' ').map((part) => wordOf(part, words));

/** Figures before and after an act, in the words of people; what does not change is not among them. */
export function figureRows({ before, after }: { readonly before: Figures; readonly after: Figures }): FigureRow[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.map((name) => {
    const { label, of, words } = kindOf(name);
    return {
      name,
      label,
      of,
      before: valueOf(before[name] ?? null, words),
      after: valueOf(after[name] ?? null, words),
    };
  });
}
