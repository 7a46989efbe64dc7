import type { OrderState } from '../../api/orders.api.js';

export const ORDERS_TABS = ['all', 'unpaid', 'paid', 'closed', 'refund'] as const;
export type OrdersTab = (typeof ORDERS_TABS)[number];

/** Which part of the orders the address asks for; anything it should not say shows all. */
export const ordersTab = (state: unknown): OrdersTab => ORDERS_TABS.find((tab) => tab === state) ?? 'all';

export const tabQuery = (tab: OrdersTab): Record<string, string> => (tab === 'all' ? {} : { state: tab });

/** What the server is asked for under a tab; the refunds have a list of their own. */
export const stateOfTab = (tab: Exclude<OrdersTab, 'refund'>): OrderState | undefined =>
  tab === 'all' ? undefined : tab;
