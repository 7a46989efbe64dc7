import { expect, test } from '@jest/globals';

import { queueOf, whatWord } from './queue-words.js';

test('the same word means what its queue means by it', () => {
  expect(whatWord('refund_requests', 'student')).toEqual({ key: 'refundKind.student' });
  expect(whatWord('late_payments', 'failed')).toEqual({ key: 'refundState.failed' });
  expect(whatWord('late_payments', 'no_refund')).toEqual({ key: 'figure.noRefund' });
  expect(whatWord('open_alerts', 'refund_failed')).toEqual({ key: 'alertKind.refundFailed' });
  expect(whatWord('unknown_payments', 'alipay')).toEqual({ key: 'orders.payAlipay' });
});

test('a name of a course or a law of the books is told as it is', () => {
  expect(whatWord('paid_without_access', 'Python')).toEqual({ text: 'Python' });
  expect(whatWord('paid_without_access', 'constructor')).toEqual({ text: 'constructor' });
  expect(whatWord('broken_invariants', 'I4')).toEqual({ text: 'I4' });
});

test('an address without a known queue is that of payments nobody knows about', () =>
  expect([queueOf('suspicious'), queueOf(''), queueOf('nonsense')]).toEqual([
    'suspicious',
    'unknown_payments',
    'unknown_payments',
  ]));
