import { expect, test } from '@jest/globals';

import type { OrderEvent } from '../../api/orders.api.js';
import { zhCN } from '../../i18n/zh-CN.js';
import { stateLook } from '../../ui/order-state.js';
import { orderStory } from './order-story.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 6, minute)).toISOString();
const story = (...types: (string | [string, Record<string, unknown>])[]): OrderEvent[] =>
  types.map((event, index) => {
    const [type, data] = typeof event === 'string' ? [event, {}] : event;
    return { seq: index + 1, at: at(index), type, data };
  });
const keys = (...rest: Parameters<typeof orderStory>): string[] =>
  orderStory(...rest).map((step) => step.key.replace('story.', ''));

const TYPES = [
  'placed',
  'enrolled_free',
  'payment_opened',
  'paid',
  'revived',
  'payment_late',
  'payment_duplicate',
  'payment_closed',
  'cancelled',
  'timed_out',
  'refund_requested',
  'refund_approved',
  'refund_rejected',
  'refund_failed',
  'refund_external',
  'access_granted',
  'access_ended',
  'coupon_released',
  'refunded',
];

test.each(TYPES)('%s has words', (type) => {
  const [step] = orderStory({ order_status: 1 }, story([type, { amount: '99.00', total_amount: '99.00' }]), []);
  const words = (zhCN.story as Record<string, string>)[step?.key.replace('story.', '') ?? ''] ?? '';
  expect(words).not.toBe('');
  expect(words.includes('{amount}')).toBe(step?.amount !== '');
});

test('a waiting order ends with what it waits for', () => {
  expect(keys({ order_status: 0 }, story('placed', 'payment_opened'), [])).toEqual([
    'placed',
    'paymentOpened',
    'awaitsPayment',
  ]);
});

test('a kind of tomorrow is left out, and so is a name every object has', () => {
  expect(keys({ order_status: 1 }, story('placed', 'certificate_sent', 'constructor', 'paid'), [])).toEqual([
    'placed',
    'paid',
  ]);
});

test('opening the cashier again and again is one step, told by its last time', () => {
  const steps = orderStory(
    { order_status: 1 },
    story('placed', 'payment_opened', 'payment_opened', 'payment_opened', 'paid'),
    [],
  );
  expect(steps.map((step) => [step.key, step.at])).toEqual([
    ['story.placed', at(0)],
    ['story.paymentOpened', at(3)],
    ['story.paid', at(4)],
  ]);
});

test('it says who cancelled where that is known', () => {
  const told = story(['cancelled', { by: 'student' }], ['cancelled', { by: 'shop' }], 'cancelled');
  expect(keys({ order_status: 2 }, told, [])).toEqual(['cancelledByYou', 'cancelledByShop', 'cancelled']);
});

test('a refund under way is what the order waits for', () => {
  expect(keys({ order_status: 1 }, story('refund_requested'), [{ state: 'requested' }])).toEqual([
    'refundRequested',
    'awaitsReview',
  ]);
  expect(keys({ order_status: 3 }, story('payment_late', 'refund_approved'), [{ state: 'unknown' }])).toEqual([
    'paymentLate',
    'refundApproved',
    'awaitsMoney',
  ]);
  expect(keys({ order_status: 1 }, story('refunded'), [{ state: 'succeeded' }])).toEqual(['refunded']);
});

test('what came back is told in all for the order’s own money, and by itself for other money', () => {
  const told = story(['refunded', { refunded_amount: '30.00' }], ['refunded', { amount: '99.00' }]);
  expect(orderStory({ order_status: 1 }, told, []).map(({ key, amount }) => [key, amount])).toEqual([
    ['story.refundedInAll', '30.00'],
    ['story.refunded', '99.00'],
  ]);
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
