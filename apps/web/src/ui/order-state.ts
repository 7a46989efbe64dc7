import { ORDER_STATUS, type OrderStatusCode, REFUND_STATUS, type RefundStatusCode } from '@luffy/contracts';

import type { IconName } from './icon-paths.js';

/** How a state is shown: always a word and an icon, the colour only helps. `key` is a text key. */
export interface StateLook {
  readonly key: string;
  readonly icon: IconName;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
}

interface Stateful {
  readonly order_status: OrderStatusCode;
  readonly refund_status: RefundStatusCode;
}

/** `isOverdue`: the deadline has passed, and the server has not yet closed the order. */
export function stateLook(order: Stateful, isOverdue: boolean): StateLook {
  if (order.refund_status === REFUND_STATUS.full) return { key: 'orders.fullRefund', icon: 'undo', tone: 'rest' };
  if (order.refund_status === REFUND_STATUS.partial) return { key: 'orders.partRefund', icon: 'undo', tone: 'wait' };
  switch (order.order_status) {
    case ORDER_STATUS.paid:
      return { key: 'orders.paid', icon: 'check-circle', tone: 'ok' };
    case ORDER_STATUS.cancelled:
      return { key: 'orders.cancelled', icon: 'ban', tone: 'rest' };
    case ORDER_STATUS.timedOut:
      return { key: 'orders.timedOut', icon: 'hourglass', tone: 'rest' };
    case ORDER_STATUS.unpaid:
      return isOverdue
        ? { key: 'orders.overdue', icon: 'hourglass', tone: 'rest' }
        : { key: 'orders.unpaid', icon: 'clock', tone: 'wait' };
  }
}
