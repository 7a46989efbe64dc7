import { ORDER_STATUS } from '@luffy/contracts';

import type { Order } from '../../api/orders.api.js';

export interface StoryStep {
  /** Text key. */
  readonly key: string;
  /** Null: it has not happened yet. */
  readonly at: string | null;
}

/** What happened to an order so far, oldest first, from the times it carries. */
export function orderStory(
  order: Pick<Order, 'created_time' | 'pay_time' | 'closed_at' | 'order_status'>,
): StoryStep[] {
  const known = [
    { key: 'orders.storyClosed', at: order.closed_at },
    { key: 'orders.storyPaid', at: order.pay_time },
  ].filter((step): step is { key: string; at: string } => step.at !== null);
  return [
    { key: 'orders.storyPlaced', at: order.created_time },
    ...known.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)), // a late payment may revive a closed order
    ...(order.order_status === ORDER_STATUS.unpaid ? [{ key: 'orders.storyWaiting', at: null }] : []),
  ];
}
