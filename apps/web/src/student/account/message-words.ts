import type { Message } from '../../api/messages.api.js';
import type { IconName } from '../../ui/icon-paths.js';
import { amountFact, instantFact, namesFact, textFact } from '../orders/event-facts.parse.js';

/** A message as a student reads it. Keys are text keys; the sentence takes `amount`, `note`, `deadline` and `no`. */
export interface MessageWords {
  readonly title: string;
  readonly sentence: string;
  readonly icon: IconName;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
  readonly amount: string;
  readonly note: string;
  /** ISO 8601; null where nothing has to be done by then. */
  readonly deadline: string | null;
  /** Null: about no order. */
  readonly outTradeNo: string | null;
}

type Look = Pick<MessageWords, 'title' | 'sentence' | 'icon' | 'tone'>;

const LOOKS: Readonly<Record<string, Look>> = {
  order_waiting: { title: 'message.waiting', sentence: 'message.waitingText', icon: 'clock', tone: 'wait' },
  order_open: { title: 'message.open', sentence: 'message.openText', icon: 'check-circle', tone: 'ok' },
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

/** A kind this page does not know yet, or one without what its sentence tells, still leads to its order with a calm sentence. */
export function messageWords({ kind, data }: Pick<Message, 'kind' | 'data'>): MessageWords {
  const coupon = kind === 'coupon_given' ? textFact(data, 'coupon_name') : null;
  if (coupon !== null) return { ...COUPON, amount: '', note: coupon, deadline: null, outTradeNo: null };
  const amount = amountFact(data, 'amount');
  const deadline = instantFact(data, 'expires_at');
  const note = textFact(data, 'note') ?? namesFact(data, 'course_names').join('、');
  const isWhole =
    amount !== null && (kind !== 'order_waiting' || deadline !== null) && (kind !== 'order_open' || note !== '');
  const known = isWhole && Object.hasOwn(LOOKS, kind) ? (LOOKS[kind] ?? OTHER) : OTHER;
  const look = known.sentence === 'refund.rejected' && note !== '' ? 'refund.rejectedBecause' : known.sentence;
  return { ...known, sentence: look, amount: amount ?? '', note, deadline, outTradeNo: textFact(data, 'out_trade_no') };
}
