import type { QueueName } from '../../api/staff/queues.api.js';
import { ALERT_KINDS } from '../parts/alert-words.js';
import { REFUND_WORDS, type Word } from '../parts/figure-rows.js';
import { REFUND_KINDS } from '../parts/refund-words.js';

interface QueueWords {
  readonly name: string;
  /** What to do about what waits there. */
  readonly hint: string;
  /** What `what` can be. */
  readonly what: Readonly<Record<string, string>>;
}

const CHANNELS = { alipay: 'orders.payAlipay', wechat: 'orders.payWechat' };
const MONEY_BACK = { ...REFUND_WORDS, no_refund: 'figure.noRefund' };

export const QUEUE_WORDS: Readonly<Record<QueueName, QueueWords>> = {
  refund_requests: { name: 'queue.refundRequests', hint: 'queue.refundRequestsHint', what: REFUND_KINDS },
  unknown_payments: { name: 'queue.unknownPayments', hint: 'queue.unknownPaymentsHint', what: CHANNELS },
  unknown_refunds: { name: 'queue.unknownRefunds', hint: 'queue.unknownRefundsHint', what: REFUND_KINDS },
  late_payments: { name: 'queue.latePayments', hint: 'queue.latePaymentsHint', what: MONEY_BACK },
  duplicate_payments: { name: 'queue.duplicatePayments', hint: 'queue.duplicatePaymentsHint', what: MONEY_BACK },
  suspicious: { name: 'queue.suspicious', hint: 'queue.suspiciousHint', what: ALERT_KINDS },
  paid_without_access: { name: 'queue.paidWithoutAccess', hint: 'queue.paidWithoutAccessHint', what: {} },
  bill_differences: { name: 'queue.billDifferences', hint: 'queue.billDifferencesHint', what: {} },
  broken_invariants: { name: 'queue.brokenInvariants', hint: 'queue.brokenInvariantsHint', what: {} },
  open_alerts: { name: 'queue.openAlerts', hint: 'queue.openAlertsHint', what: ALERT_KINDS },
};

export const QUEUE_NAMES = Object.keys(QUEUE_WORDS) as readonly QueueName[];

export const queueOf = (text: string): QueueName => QUEUE_NAMES.find((name) => name === text) ?? 'unknown_payments';

/** Why something is in a queue, in words where there are any. */
export function whatWord(queue: QueueName, what: string): Word {
  const { what: words } = QUEUE_WORDS[queue];
  const key = Object.hasOwn(words, what) ? words[what] : undefined;
  return key === undefined ? { text: what } : { key };
}
