import { expect, test } from '@jest/globals';

import { actsOn, decisionsOn } from './order-acts.rule.js';

type Order = Parameters<typeof actsOn>[0];
type Overrides = Partial<Omit<Order, 'money'>> & { net?: string };

const order = ({ net = '99.00', ...more }: Overrides = {}): Order => ({
  order_status: 1,
  refund_status: 0,
  pay_type: 1,
  total_amount: '99.00',
  money: { original: '99.00', discount: '0.00', paid: '99.00', refunded: '0.00', net },
  coupon: null,
  payments: [{ disposition: 'applied' }],
  lines: [{ access: 'active', live: true }],
  ...more,
});

test.each([
  ['a paid order, support', order(), ['support'], ['requery', 'resend']],
  ['a paid order, finance', order(), ['finance'], ['refund']],
  ['a paid order, admin', order(), ['admin'], ['requery', 'resend', 'refund', 'grant', 'end-access']],
  ['a paid order, catalogue', order(), ['catalogue'], []],
  [
    'all of its money is back',
    order({ net: '0.00', lines: [{ access: 'ended', live: false }] }),
    ['admin'],
    ['requery', 'grant'],
  ],
  [
    'a waiting order',
    order({ order_status: 0, payments: [{ disposition: null }], lines: [{ access: 'none', live: true }] }),
    ['support', 'finance'],
    ['requery', 'resend', 'cancel', 'confirm-paid'],
  ],
  [
    'a waiting order nobody opened the cashier for',
    order({ order_status: 0, payments: [], lines: [] }),
    ['support', 'finance'],
    ['resend', 'cancel'],
  ],
  [
    'a cancelled order that was paid late',
    order({ order_status: 2, net: '0.00', payments: [{ disposition: 'late' }], lines: [] }),
    ['finance'],
    ['confirm-paid'],
  ],
] as const)('%s', (_what, subject, roles, acts) => expect(actsOn(subject, roles)).toEqual(acts));

test.each([
  ['waiting', order({ order_status: 0 }), true],
  ['paid', order(), true],
  ['paid, and staff ended all it opened', order({ lines: [{ access: 'ended', live: false }] }), false],
  ['refunded in full', order({ refund_status: 2, lines: [{ access: 'ended', live: false }] }), true],
  ['cancelled', order({ order_status: 2, lines: [] }), false],
  ['timed out', order({ order_status: 3, lines: [] }), false],
] as const)('the student of an order that is %s can be told again: %#', (_what, subject, can) =>
  expect(actsOn(subject, ['support']).includes('resend')).toBe(can),
);

test.each([
  ['held', 0, false],
  ['held', 1, true],
  ['held', 2, true],
  ['used', 1, false],
  ['used', 2, true],
  ['used', 3, true],
  ['free', 2, false],
  ['expired', 2, false],
] as const)('a coupon that is %s by an order in state %i can be released: %s', (state, status, can) => {
  const subject = order({ order_status: status, coupon: { record_id: 1, name: 'x', state } });
  expect(actsOn(subject, ['finance']).includes('release-coupon')).toBe(can);
});

test('a refund is decided while it is asked for, and tried again when it failed, by finance', () => {
  expect(decisionsOn({ state: 'requested' }, ['finance'])).toEqual(['approve', 'reject']);
  expect(decisionsOn({ state: 'failed' }, ['admin'])).toEqual(['retry']);
  expect(decisionsOn({ state: 'requested' }, ['support', 'catalogue'])).toEqual([]);
  for (const state of ['approved', 'sending', 'unknown', 'succeeded', 'rejected'] as const)
    expect(decisionsOn({ state }, ['admin'])).toEqual([]);
});
