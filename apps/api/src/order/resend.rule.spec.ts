import { expect, test } from '@jest/globals';

import { standingOf } from './resend.rule.js';

test.each([
  [0, 0, true, 'order_waiting'],
  [0, 0, false, 'expiring'],
  [1, 0, false, 'order_paid'],
  [1, 1, false, 'order_refunded'],
  [1, 2, false, 'order_refunded'],
  [2, 0, true, 'closed'],
  [3, 0, true, 'closed'],
] as const)('status %s, refunds %s, payable %s: %s', (status, refundStatus, isPayable, standing) => {
  expect(standingOf({ status, refundStatus, isPayable })).toBe(standing);
});
