import type { GatewayCall } from '../../api/staff/staff-orders.api.js';
import type { IconName } from '../../ui/icon-paths.js';

/** What the channel was asked, as text keys. */
export const METHOD_WORDS: Readonly<Record<GatewayCall['method'], string>> = {
  query: 'call.query',
  close: 'call.close',
  refund: 'call.refund',
  refund_query: 'call.refundQuery',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  paid: 'call.paid',
  waiting: 'call.waiting',
  closed: 'call.closed',
  absent: 'call.absent',
  unknown: 'call.unknown',
  'not-waiting': 'call.notWaiting',
  refunded: 'call.refunded',
  processing: 'call.processing',
  later: 'call.later',
  refused: 'call.refused',
};

/** Text key of an answer; null for one this page does not know, which is shown as it is. */
export const outcomeKey = (outcome: string): string | null =>
  Object.hasOwn(OUTCOMES, outcome) ? (OUTCOMES[outcome] ?? null) : null;

interface Look {
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
  readonly icon: IconName;
}

/** Money moved, nothing yet, or nobody knows. */
export function lookOf(outcome: string): Look {
  if (outcome === 'paid' || outcome === 'refunded') return { tone: 'ok', icon: 'check-circle' };
  if (outcome === 'unknown' || outcome === 'refused') return { tone: 'stop', icon: 'info' };
  return ['waiting', 'processing', 'later'].includes(outcome)
    ? { tone: 'wait', icon: 'clock' }
    : { tone: 'rest', icon: 'ban' };
}
