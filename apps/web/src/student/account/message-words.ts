import type { Message } from '../../api/messages.api.js';
import type { IconName } from '../../ui/icon-paths.js';
import { amountFact, textFact } from '../orders/event-facts.parse.js';

/** A message as a student reads it. Keys are text keys; the sentence takes `amount` and `note`. */
export interface MessageWords {
  readonly title: string;
  readonly sentence: string;
  readonly icon: IconName;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
  readonly amount: string;
  readonly note: string;
  /** Null: about no order. */
  readonly outTradeNo: string | null;
}

type Look = Pick<MessageWords, 'title' | 'sentence' | 'icon' | 'tone'>;

const LOOKS: Readonly<Record<string, Look>> = {
  order_waiting: { title: 'message.waiting', sentence: 'message.waitingText', icon: 'clock', tone: 'wait' },
  order_paid: { title: 'message.paid', sentence: 'message.paidText', icon: 'check-circle', tone: 'ok' },
  order_refunded: { title: 'message.refunded', sentence: 'message.refundedText', icon: 'undo', tone: 'ok' },
  payment_late: { title: 'message.late', sentence: 'refund.lateOnItsWay', icon: 'undo', tone: 'wait' },
  payment_duplicate: { title: 'message.duplicate', sentence: 'refund.duplicateOnItsWay', icon: 'undo', tone: 'wait' },
  refund_approved: { title: 'message.approved', sentence: 'refund.onItsWay', icon: 'undo', tone: 'wait' },
  refund_succeeded: { title: 'message.returned', sentence: 'message.returnedText', icon: 'check-circle', tone: 'ok' },
  refund_rejected: { title: 'message.rejected', sentence: 'refund.rejected', icon: 'info', tone: 'rest' },
  refund_failed: { title: 'message.failed', sentence: 'refund.failed', icon: 'info', tone: 'stop' },
};

/** About no money, but by name. */
const COUPON: Look = { title: 'message.coupon', sentence: 'message.couponText', icon: 'ticket', tone: 'ok' };

const OTHER: Look = { title: 'message.other', sentence: 'message.otherText', icon: 'info', tone: 'rest' };

/** A kind this page does not know yet, or one without its amount, still leads to its order with a calm sentence. */
export function messageWords({ kind, data }: Pick<Message, 'kind' | 'data'>): MessageWords {
  const coupon = kind === 'coupon_given' ? textFact(data, 'coupon_name') : null;
  if (coupon !== null) return { ...COUPON, amount: '', note: coupon, outTradeNo: null };
  const amount = amountFact(data, 'amount');
  const note = textFact(data, 'note') ?? '';
  const known = amount === null || !Object.hasOwn(LOOKS, kind) ? OTHER : (LOOKS[kind] ?? OTHER);
  const look = known.sentence === 'refund.rejected' && note !== '' ? 'refund.rejectedBecause' : known.sentence;
  return { ...known, sentence: look, amount: amount ?? '', note, outTradeNo: textFact(data, 'out_trade_no') };
}
