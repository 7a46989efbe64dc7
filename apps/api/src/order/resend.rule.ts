import { ORDER_STATUS, REFUND_STATUS } from '@luffy/contracts';

import type { OrderDetail } from './order-detail.entity.js';
import type { Order } from './order.entity.js';
import { canStillBePaid } from './order.state.js';

type Told = Pick<Order, 'outTradeNo' | 'orderStatus' | 'refundStatus' | 'totalAmount' | 'refundedAmount' | 'expiresAt'>;

/** What a student is told again, as a message keeps it. */
export interface Telling {
  kind: 'order_waiting' | 'order_open' | 'order_refunded';
  data: Record<string, unknown>;
}

/** The same is told again after this long at the soonest: whoever did not read it needs another way. */
export const RESEND_GAP_SECONDS = 600;

/**
 * Where an order stands, in the message that fits it. Null where there is nothing that helps its buyer: it is cancelled,
 * timed out or too near its deadline to be paid, or staff ended all it opened.
 */
export function tellingOf(
  order: Told,
  lines: readonly Pick<OrderDetail, 'courseName' | 'live'>[],
  { now, ttlSeconds }: { now: Date; ttlSeconds: number },
): Telling | null {
  const out_trade_no = order.outTradeNo;
  if (order.orderStatus === ORDER_STATUS.unpaid) {
    if (order.expiresAt === null || !canStillBePaid(order.expiresAt, now, ttlSeconds)) return null;
    const expires_at = order.expiresAt.toISOString();
    return { kind: 'order_waiting', data: { out_trade_no, amount_fen: order.totalAmount, expires_at } };
  }
  if (order.orderStatus !== ORDER_STATUS.paid) return null;
  if (order.refundStatus !== REFUND_STATUS.none)
    return { kind: 'order_refunded', data: { out_trade_no, amount_fen: order.refundedAmount } };
  const course_names = lines.filter((line) => line.live).map((line) => line.courseName);
  if (course_names.length === 0) return null;
  return { kind: 'order_open', data: { out_trade_no, amount_fen: order.totalAmount, course_names } };
}
