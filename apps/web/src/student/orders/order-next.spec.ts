import { expect, test } from '@jest/globals';

import { zhCN } from '../../i18n/zh-CN.js';
import { orderNext } from './order-next.js';

const order = (order_status: 0 | 1 | 2 | 3, refund_status: 0 | 1 | 2 = 0, total_amount = '99.00') => ({
  order_status,
  refund_status,
  total_amount,
});
const calm = { isOverdue: false, refunds: 'none' } as const;

test.each([
  ['a waiting order', order(0), calm, 'order.nextUnpaid'],
  ['a waiting order whose time is over', order(0), { ...calm, isOverdue: true }, 'order.nextOverdue'],
  ['a paid order', order(1), calm, 'order.nextPaid'],
  ['a free order', order(1, 0, '0.00'), calm, 'order.nextFree'],
  ['a partly refunded one', order(1, 1), calm, 'order.nextPartRefund'],
  ['a fully refunded one', order(1, 2), calm, 'order.nextFullRefund'],
  ['a cancelled one', order(2), calm, 'order.nextCancelled'],
  ['a timed-out one', order(3), calm, 'order.nextTimedOut'],
])('%s says what it means', (_what, state, facts, key) => {
  expect(orderNext(state, facts)).toBe(key);
  expect((zhCN.order as Record<string, string>)[key.replace('order.', '')]).toMatch(/。$/);
});

test('a closed order whose late payment goes back leaves the word to the refund', () =>
  expect([2, 3].map((status) => orderNext(order(status as 2 | 3), { ...calm, refunds: 'some' }))).toEqual(['', '']));
