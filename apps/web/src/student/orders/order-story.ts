import { ORDER_STATUS } from '@luffy/contracts';

import type { Order, OrderEvent } from '../../api/orders.api.js';
import type { Refund } from '../../api/refunds.api.js';
import { isOnItsWay } from '../../ui/refund-notice.js';
import { amountFact, textFact } from './event-facts.parse.js';

export interface StoryStep {
  readonly id: string;
  /** Text key; the sentence takes `amount`. */
  readonly key: string;
  /** Yuan; empty where the sentence needs none. */
  readonly amount: string;
  /** Null: it has not happened yet. */
  readonly at: string | null;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
}

type Words = Pick<StoryStep, 'key' | 'tone'> & { readonly amountOf?: string };
type Tell = Words | ((data: OrderEvent['data']) => Words);

const CANCELLED_BY: Readonly<Record<string, string>> = {
  student: 'story.cancelledByYou',
  shop: 'story.cancelledByShop',
};

const TELL: Readonly<Record<string, Tell>> = {
  placed: { key: 'story.placed', tone: 'ok', amountOf: 'total_amount' },
  enrolled_free: { key: 'story.enrolledFree', tone: 'ok' },
  payment_opened: { key: 'story.paymentOpened', tone: 'rest' },
  paid: { key: 'story.paid', tone: 'ok' },
  revived: { key: 'story.revived', tone: 'ok' },
  payment_late: { key: 'story.paymentLate', tone: 'wait', amountOf: 'amount' },
  payment_duplicate: { key: 'story.paymentDuplicate', tone: 'wait', amountOf: 'amount' },
  payment_closed: { key: 'story.paymentClosed', tone: 'rest' },
  cancelled: (data) => ({ key: CANCELLED_BY[textFact(data, 'by') ?? ''] ?? 'story.cancelled', tone: 'rest' }),
  timed_out: { key: 'story.timedOut', tone: 'rest' },
  refund_requested: { key: 'story.refundRequested', tone: 'ok', amountOf: 'amount' },
  refund_approved: { key: 'story.refundApproved', tone: 'ok', amountOf: 'amount' },
  refund_rejected: { key: 'story.refundRejected', tone: 'rest', amountOf: 'amount' },
  refund_failed: { key: 'story.refundFailed', tone: 'stop', amountOf: 'amount' },
  refund_external: { key: 'story.refundExternal', tone: 'ok', amountOf: 'amount' },
  access_granted: { key: 'story.accessGranted', tone: 'ok' },
  access_ended: { key: 'story.accessEnded', tone: 'stop' },
  coupon_released: { key: 'story.couponReleased', tone: 'ok' },
  // Of the order's own payment the event says what is back in all; of a late or second one, that refund.
  refunded: (data) =>
    amountFact(data, 'refunded_amount') === null
      ? { key: 'story.refunded', tone: 'ok', amountOf: 'amount' }
      : { key: 'story.refundedInAll', tone: 'ok', amountOf: 'refunded_amount' },
};

/** Opening the cashier five times is one step, told by its last time. */
const ONCE_IN_A_ROW = new Set(['payment_opened', 'payment_closed']);

/** What happened to an order, oldest first, and what it waits for now. Kinds of events we have no words for are left out. */
export function orderStory(
  order: Pick<Order, 'order_status'>,
  events: readonly OrderEvent[],
  refunds: readonly Pick<Refund, 'state'>[],
): StoryStep[] {
  const told = events.filter((event) => Object.hasOwn(TELL, event.type));
  const steps = told
    .filter((event, at) => !(ONCE_IN_A_ROW.has(event.type) && told[at + 1]?.type === event.type))
    .flatMap((event) => stepOf(event));
  return [...steps, ...whatIsAwaited(order, refunds)];
}

function stepOf({ seq, at, type, data }: OrderEvent): StoryStep[] {
  const tell = TELL[type];
  if (!tell) return [];
  const { key, tone, amountOf } = typeof tell === 'function' ? tell(data) : tell;
  return [{ id: String(seq), key, tone, at, amount: amountOf === undefined ? '' : (amountFact(data, amountOf) ?? '') }];
}

function whatIsAwaited(order: Pick<Order, 'order_status'>, refunds: readonly Pick<Refund, 'state'>[]): StoryStep[] {
  const open = (key: string): StoryStep => ({ id: key, key, amount: '', at: null, tone: 'wait' });
  return [
    ...(order.order_status === ORDER_STATUS.unpaid ? [open('story.awaitsPayment')] : []),
    ...(refunds.some(({ state }) => state === 'requested') ? [open('story.awaitsReview')] : []),
    ...(refunds.some(isOnItsWay) ? [open('story.awaitsMoney')] : []),
  ];
}
