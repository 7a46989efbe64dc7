import type { RefundOutcome, RefundState as ChannelRefundState } from '@luffy/ipay';

export type RefundKind = 'student' | 'staff' | 'duplicate' | 'late' | 'external';
export type RefundState = 'requested' | 'approved' | 'sending' | 'unknown' | 'succeeded' | 'failed' | 'rejected';

export const REFUND_TRANSITIONS = {
  requested: ['approved', 'rejected', 'failed'],
  // An external refund may take the room of one that was approved but not sent.
  approved: ['sending', 'failed'],
  sending: ['succeeded', 'unknown', 'approved', 'failed'],
  unknown: ['sending', 'succeeded'],
  // Staff try a failed one again, under the same number.
  failed: ['approved'],
  succeeded: [],
  rejected: [],
} as const satisfies Record<RefundState, readonly RefundState[]>;

export function canBecome(from: RefundState, to: RefundState): boolean {
  return (REFUND_TRANSITIONS[from] as readonly RefundState[]).includes(to);
}

/** What happens to a refund after a call: where it goes, and after how many seconds it is taken up again. */
export interface NextStep {
  state: Extract<RefundState, 'succeeded' | 'approved' | 'unknown' | 'failed'>;
  retryAfterSeconds: number | null;
  cause: string | null;
}

/** Alipay wants ten seconds before a refund is asked about (alipay.trade.fastpay.refund.query). */
const FIRST_GAP_SECONDS = 10;
const LONGEST_GAP_SECONDS = 3600;

/** 10 s, 20 s, 40 s ... an hour at most. */
export const gapSeconds = (attempts: number): number =>
  Math.min(FIRST_GAP_SECONDS * 2 ** Math.max(0, Math.min(attempts - 1, 20)), LONGEST_GAP_SECONDS);

/** The meaning of the channel's answer to "refund this". `attempts` counts this call. */
export function afterSending(outcome: RefundOutcome, attempts: number): NextStep {
  switch (outcome.kind) {
    case 'refunded':
      return { state: 'succeeded', retryAfterSeconds: null, cause: null };
    case 'processing':
      return { state: 'unknown', retryAfterSeconds: FIRST_GAP_SECONDS, cause: 'processing' };
    case 'later':
      return { state: 'approved', retryAfterSeconds: gapSeconds(attempts), cause: outcome.cause };
    case 'refused':
      return { state: 'failed', retryAfterSeconds: null, cause: outcome.cause };
    case 'unknown':
      return { state: 'unknown', retryAfterSeconds: gapSeconds(attempts), cause: outcome.cause };
  }
}

/** The meaning of the channel's answer to "was this refunded?": done, send it again, or ask again. */
export function afterAsking(answer: ChannelRefundState, attempts: number): NextStep | 'send-again' {
  switch (answer.kind) {
    case 'refunded':
      return { state: 'succeeded', retryAfterSeconds: null, cause: null };
    case 'absent':
      return 'send-again';
    case 'unknown':
      return { state: 'unknown', retryAfterSeconds: gapSeconds(attempts), cause: answer.cause };
  }
}
