import { expect, test } from '@jest/globals';

import { standingOf } from './resend.rule.js';

const now = new Date('2026-03-02T06:05:00Z');
const later = new Date(now.getTime() + 1);

test.each([
  [0, 0, later, 'order_waiting'],
  [0, 0, now, 'closed'],
  [0, 0, null, 'closed'],
  [1, 0, now, 'order_paid'],
  [1, 0, null, 'order_paid'],
  [1, 1, now, 'order_refunded'],
  [1, 2, now, 'order_refunded'],
  [2, 0, later, 'closed'],
  [3, 0, now, 'closed'],
] as const)('status %s, refunds %s, deadline %s: %s', (status, refundStatus, expiresAt, standing) => {
  expect(standingOf({ status, refundStatus, expiresAt }, now)).toBe(standing);
});
