import { ORDER_STATUS, type OrderStatusCode, REFUND_STATUS, type RefundStatusCode } from '@luffy/contracts';

/** The kinds of message that tell a student where an order stands. */
export type StandingKind = 'order_waiting' | 'order_paid' | 'order_refunded';

/** The same is not told twice within this many seconds: a student is reminded, not pressed. */
export const TOLD_GAP_SECONDS = 600;

/** What an order's student can be told of it now. `closed`, `expiring`: there is nothing left to do about it. */
export function standingOf(order: {
  status: OrderStatusCode;
  refundStatus: RefundStatusCode;
  /** Whether a waiting order's link is still worth opening. */
  isPayable: boolean;
}): StandingKind | 'closed' | 'expiring' {
  switch (order.status) {
    case ORDER_STATUS.paid:
      return order.refundStatus === REFUND_STATUS.none ? 'order_paid' : 'order_refunded';
    case ORDER_STATUS.unpaid:
      return order.isPayable ? 'order_waiting' : 'expiring';
    default:
      return 'closed';
  }
}
