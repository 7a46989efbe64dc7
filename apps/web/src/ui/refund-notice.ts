import type { Refund } from '../api/refunds.api.js';

/** What a student is told of a refund: what happened, what it means, when the money is there. `key` is a text key. */
export interface RefundNotice {
  readonly key: string;
  readonly tone: 'ok' | 'wait' | 'stop' | 'rest';
}

const ON_ITS_WAY = {
  late: 'refund.lateOnItsWay',
  duplicate: 'refund.duplicateOnItsWay',
  student: 'refund.onItsWay',
  staff: 'refund.onItsWay',
  external: 'refund.onItsWay',
} as const;

const ARRIVED = {
  late: 'refund.lateReturned',
  duplicate: 'refund.duplicateReturned',
  student: 'refund.returned',
  staff: 'refund.returned',
  external: 'refund.returned',
} as const;

/** A call nobody answered is still money on its way: unknown is never told as failed. */
export function refundNotice({ kind, state, note }: Pick<Refund, 'kind' | 'state' | 'note'>): RefundNotice {
  switch (state) {
    case 'requested':
      return { key: 'refund.requested', tone: 'wait' };
    case 'approved':
    case 'sending':
    case 'unknown':
      return { key: ON_ITS_WAY[kind], tone: 'wait' };
    case 'succeeded':
      return { key: ARRIVED[kind], tone: 'ok' };
    case 'rejected':
      return { key: note === null ? 'refund.rejected' : 'refund.rejectedBecause', tone: 'rest' };
    case 'failed':
      return { key: 'refund.failed', tone: 'stop' };
  }
}

/** True while a later look may tell more. */
export const isOnItsWay = ({ state }: Pick<Refund, 'state'>): boolean =>
  state === 'approved' || state === 'sending' || state === 'unknown';
