import { expect, test } from '@jest/globals';

import { stateLook } from '../../ui/order-state.js';
import { orderStory } from './order-story.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 6, minute)).toISOString();
const keys = (order: Parameters<typeof orderStory>[0]): string[] =>
  orderStory(order).map((step) => step.key.replace('orders.story', ''));

test.each([
  ['a waiting order', { order_status: 0, pay_time: null, closed_at: null }, ['Placed', 'Waiting']],
  ['a paid order', { order_status: 1, pay_time: at(3), closed_at: null }, ['Placed', 'Paid']],
  ['a cancelled order', { order_status: 2, pay_time: null, closed_at: at(5) }, ['Placed', 'Closed']],
  [
    'an order revived by a late payment',
    { order_status: 1, pay_time: at(9), closed_at: at(5) },
    ['Placed', 'Closed', 'Paid'],
  ],
] as const)('%s tells its story in order', (_what, order, story) => {
  expect(keys({ created_time: at(0), ...order })).toEqual(story);
});

test.each([
  [0, 0, false, 'orders.unpaid'],
  [0, 0, true, 'orders.overdue'],
  [1, 0, false, 'orders.paid'],
  [1, 1, false, 'orders.partRefund'],
  [1, 2, false, 'orders.fullRefund'],
  [2, 0, false, 'orders.cancelled'],
  [3, 0, true, 'orders.timedOut'],
] as const)('status %i with refund %i, overdue %s, reads %s', (order_status, refund_status, isOverdue, key) => {
  expect(stateLook({ order_status, refund_status }, isOverdue).key).toBe(key);
});
