import { describe, expect, test } from '@jest/globals';

import { ORDER_EVENT_TYPES, type OrderEventType, ownersStory } from './story.rule.js';

/** Every fact that any event has, and some that only staff may read. */
const EVERYTHING = {
  total_amount_fen: 9900,
  refunded_amount_fen: 5000,
  amount_fen: 4900,
  trade_no: 'T-1',
  out_trade_no: 'N-1',
  out_request_no: 'R-1',
  staff_id: 77,
  user_id: 77,
  actor: 'staff:77',
  note: 'secret',
  cause: 'secret',
  buyer_id: 'secret',
  alert: { kind: 'secret', by: 77 },
};

const REFUND = { out_request_no: 'R-1', amount: '49.00' };

/** What the owner reads of each kind of event when it holds everything. A kind that is not here fails the test. */
const OWNER_READS: Readonly<Record<OrderEventType, Record<string, string>>> = {
  placed: { total_amount: '99.00' },
  enrolled_free: {},
  payment_opened: { out_trade_no: 'N-1' },
  paid: { trade_no: 'T-1' },
  revived: {},
  payment_late: { trade_no: 'T-1', amount: '49.00' },
  payment_duplicate: { trade_no: 'T-1', amount: '49.00' },
  payment_closed: { out_trade_no: 'N-1' },
  cancelled: { by: 'shop' },
  timed_out: {},
  refund_requested: REFUND,
  refund_approved: REFUND,
  refund_rejected: REFUND,
  refund_failed: REFUND,
  refund_external: REFUND,
  refunded: { ...REFUND, refunded_amount: '50.00' },
  access_granted: {},
  access_ended: {},
  coupon_released: {},
};

const at = new Date('2026-03-02T14:05:00+08:00');
const told = (type: string, data: Record<string, unknown>, actor = 'staff:77') =>
  ownersStory([{ seq: 3, at, actor, type, data }]);

describe('what the owner of an order is told', () => {
  test('is thought about for every kind of event there is', () => {
    expect(ORDER_EVENT_TYPES.toSorted()).toEqual(Object.keys(OWNER_READS).toSorted());
  });

  test.each(ORDER_EVENT_TYPES)('of %s is what is named for it and nothing else', (type) => {
    expect(told(type, EVERYTHING)).toEqual([{ seq: 3, at, type, data: OWNER_READS[type] }]);
    expect(JSON.stringify(told(type, EVERYTHING))).not.toMatch(/secret|77|staff/);
  });

  test.each(ORDER_EVENT_TYPES)('of %s is nothing that hides behind a name that is allowed', (type) => {
    const hidden = Object.fromEntries(Object.keys(EVERYTHING).map((name) => [name, { note: 'secret' }]));
    expect(told(type, hidden)[0]?.data).toEqual(type === 'cancelled' ? { by: 'shop' } : {});
  });

  test.each(['alerted', 'toString', '__proto__', 'constructor', ''])('of an unknown kind %j is nothing', (type) => {
    expect(told(type, EVERYTHING)).toEqual([]);
  });

  test('leaves out a refund that gave way to another', () => {
    expect(told('refund_failed', { ...EVERYTHING, gave_way: true })).toEqual([]);
  });

  test('says of a cancel which side did it, and not who', () => {
    expect(told('cancelled', {}, 'user:7')[0]?.data).toEqual({ by: 'student' });
    expect(told('cancelled', {}, 'staff:77')[0]?.data).toEqual({ by: 'shop' });
  });
});
