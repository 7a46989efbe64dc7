import { ORDER_STATUS, REFUND_STATUS } from '@luffy/contracts';

import type { OrderFile, StaffRefund } from '../../api/staff/staff-orders.api.js';
import type { StaffRole } from '../../session/session.js';
import { may } from '../navigation.js';

export const ORDER_ACTS = [
  'requery',
  'resend',
  'cancel',
  'confirm-paid',
  'refund',
  'grant',
  'end-access',
  'release-coupon',
] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];

type Acted = Pick<OrderFile, 'order_status' | 'refund_status' | 'pay_type' | 'total_amount' | 'money' | 'coupon'> & {
  readonly payments: readonly Pick<OrderFile['payments'][number], 'disposition'>[];
  readonly lines: readonly Pick<OrderFile['lines'][number], 'access' | 'live'>[];
};

const WHO: Readonly<Record<OrderAct, readonly StaffRole[]>> = {
  requery: ['support'],
  resend: ['support'],
  cancel: ['support'],
  'confirm-paid': ['finance'],
  refund: ['finance'],
  grant: ['admin'],
  'end-access': ['admin'],
  'release-coupon': ['finance'],
};

/** Whether an order in this state has a use for the act; the server decides anew. */
const FITS: Readonly<Record<OrderAct, (order: Acted) => boolean>> = {
  requery: ({ payments }) => payments.length > 0,
  resend: ({ order_status: status, refund_status: refund, lines }) =>
    status === ORDER_STATUS.unpaid ||
    (status === ORDER_STATUS.paid && (refund !== REFUND_STATUS.none || lines.some(({ live }) => live))),
  cancel: ({ order_status: status }) => status === ORDER_STATUS.unpaid,
  'confirm-paid': ({ payments, order_status: status }) => payments.length > 0 && status !== ORDER_STATUS.paid,
  refund: ({ payments, money }) =>
    payments.some(({ disposition }) => disposition === 'applied') && !/^0+(\.0*)?$/.test(money.net),
  grant: () => true,
  'end-access': ({ lines }) => lines.some(({ access }) => access === 'active'),
  'release-coupon': ({ coupon, order_status: status }) =>
    coupon !== null &&
    ((coupon.state === 'held' && status !== ORDER_STATUS.unpaid) ||
      (coupon.state === 'used' && (status === ORDER_STATUS.cancelled || status === ORDER_STATUS.timedOut))),
};

/** What somebody of these roles may do to an order as it stands, in the order of need. */
export const actsOn = (order: Acted, roles: readonly StaffRole[]): readonly OrderAct[] =>
  ORDER_ACTS.filter((act) => may(roles, WHO[act]) && FITS[act](order));

export type RefundAct = 'approve' | 'reject' | 'retry';

/** What can be decided about a refund as it stands. */
export function decisionsOn({ state }: Pick<StaffRefund, 'state'>, roles: readonly StaffRole[]): readonly RefundAct[] {
  if (!may(roles, ['finance'])) return [];
  if (state === 'requested') return ['approve', 'reject'];
  return state === 'failed' ? ['retry'] : [];
}
