import { expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import {
  afterAsking,
  afterSending,
  canBecome,
  gapSeconds,
  REFUND_TRANSITIONS,
  type RefundState,
} from './refund.state.js';

const STATES = Object.keys(REFUND_TRANSITIONS) as RefundState[];
const LEGAL = new Set([
  'requested approved',
  'requested rejected',
  'requested failed',
  'approved sending',
  'approved failed',
  'sending succeeded',
  'sending unknown',
  'sending approved',
  'sending failed',
  'unknown sending',
  'unknown succeeded',
  'failed approved',
]);
const PAIRS = STATES.flatMap((from) => STATES.map((to) => [from, to, LEGAL.has(`${from} ${to}`)] as const));

test.each(PAIRS)('%s → %s is %s', (from, to, legal) => expect(canBecome(from, to)).toBe(legal));

test('only money that moved is a success; no answer is never a failure', () => {
  expect(afterSending({ kind: 'refunded' }, 1).state).toBe('succeeded');
  expect(afterSending({ kind: 'processing' }, 1)).toMatchObject({ state: 'unknown', retryAfterSeconds: 10 });
  expect(afterSending({ kind: 'unknown', cause: 'timeout' }, 1)).toMatchObject({
    state: 'unknown',
    retryAfterSeconds: 10,
  });
  expect(afterSending({ kind: 'later', cause: 'balance' }, 2)).toMatchObject({
    state: 'approved',
    retryAfterSeconds: 20,
  });
  expect(afterSending({ kind: 'refused', cause: 'over' }, 1)).toMatchObject({
    state: 'failed',
    retryAfterSeconds: null,
  });
});

test('what the channel does not know of is sent again; what it does not say is asked again', () => {
  expect(afterAsking({ kind: 'absent' }, 2)).toBe('send-again');
  expect(afterAsking({ kind: 'refunded', refundFen: fen(1) }, 2)).toMatchObject({ state: 'succeeded' });
  expect(afterAsking({ kind: 'unknown', cause: 'timeout' }, 3)).toMatchObject({
    state: 'unknown',
    retryAfterSeconds: 40,
  });
});

test('the gaps grow to an hour and no further', () => {
  expect([1, 2, 3, 4, 9, 10, 100].map(gapSeconds)).toEqual([10, 20, 40, 80, 2560, 3600, 3600]);
});
