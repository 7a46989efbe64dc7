import { ORDER_STATUS, REFUND_STATUS } from '@luffy/contracts';

import type { Order } from '../../api/orders.api.js';
import { isFree } from '../../ui/price.js';

/** What a student should know first about an order: what it means, and what to do. A text key, with `time` where due. */
export function orderNext(
  order: Pick<Order, 'order_status' | 'refund_status' | 'total_amount'>,
  { isOverdue, refunds }: { readonly isOverdue: boolean; readonly refunds: 'some' | 'none' },
): string {
  if (order.refund_status === REFUND_STATUS.full) return 'order.nextFullRefund';
  if (order.refund_status === REFUND_STATUS.partial) return 'order.nextPartRefund';
  switch (order.order_status) {
    case ORDER_STATUS.unpaid:
      return isOverdue ? 'order.nextOverdue' : 'order.nextUnpaid';
    case ORDER_STATUS.paid:
      return isFree(order.total_amount) ? 'order.nextFree' : 'order.nextPaid';
    // A refund of a closed order says itself that the order is closed and where the money is.
    case ORDER_STATUS.cancelled:
      return refunds === 'some' ? '' : 'order.nextCancelled';
    case ORDER_STATUS.timedOut:
      return refunds === 'some' ? '' : 'order.nextTimedOut';
  }
}
