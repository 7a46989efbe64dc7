import { ORDER_STATUS } from '@luffy/contracts';
import { onScopeDispose, watch } from 'vue';

import type { Order } from '../../api/orders.api.js';
import { serverNowMs } from '../../api/server-clock.js';

interface FreshOrders {
  readonly orders: () => readonly Order[];
  readonly fetchOne: (outTradeNo: string) => Promise<Order>;
  readonly replace: (fresh: Order) => void;
  /** Whether anybody looks at the page. */
  readonly isSeen: () => boolean;
}

const EVERY_MS = 15_000;

const isUnpaid = (order: Order): boolean => order.order_status === ORDER_STATUS.unpaid;
const isOverdue = (order: Order): boolean =>
  isUnpaid(order) && order.expires_at !== null && Date.parse(order.expires_at) <= serverNowMs();

/**
 * Keeps waiting orders true: whoever comes back to the page may have paid in another window, and an order whose time is
 * over is closed by the server a little later. A look that fails changes nothing.
 */
export function useFreshOrders({ orders, fetchOne, replace, isSeen }: FreshOrders): void {
  let isLive = true;
  const lookAt = (which: (order: Order) => boolean): void => {
    for (const { out_trade_no: number } of orders().filter(which))
      void fetchOne(number).then(
        (fresh) => isLive && replace(fresh),
        () => undefined,
      );
  };
  watch(isSeen, (isBack) => isBack && lookAt(isUnpaid));
  const timer = setInterval(() => isSeen() && lookAt(isOverdue), EVERY_MS);
  onScopeDispose(() => {
    isLive = false;
    clearInterval(timer);
  });
}
