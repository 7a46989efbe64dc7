import { expect, test } from '@jest/globals';

import { figureRows } from './figure-rows.js';

test('every figure of an act has a name and both values in words', () =>
  expect(
    figureRows({
      before: { order_status: '0', 'payment 9000': 'waiting', 'course 7 live': 'true' },
      after: { order_status: '1', 'payment 9000': 'succeeded applied', 'course 7 live': 'false' },
    }),
  ).toEqual([
    {
      name: 'order_status',
      label: { key: 'figure.orderStatus' },
      of: '',
      before: [{ key: 'orders.unpaid' }],
      after: [{ key: 'orders.paid' }],
    },
    {
      name: 'payment 9000',
      label: { key: 'figure.payment' },
      of: '9000',
      before: [{ key: 'payState.waiting' }],
      after: [{ key: 'payState.succeeded' }, { key: 'payState.applied' }],
    },
    {
      name: 'course 7 live',
      label: { key: 'figure.courseLive' },
      of: '7',
      before: [{ key: 'figure.lineLive' }],
      after: [{ key: 'figure.lineOver' }],
    },
  ]));

test('what begins or ends stands against nothing, and money is told as money', () =>
  expect(figureRows({ before: {}, after: { refund: 'approved 99.00' } })).toEqual([
    {
      name: 'refund',
      label: { key: 'figure.newRefund' },
      of: '',
      before: [{ key: 'figure.nothing' }],
      after: [{ key: 'refundState.approved' }, { text: '¥99.00' }],
    },
  ]));

test('a figure or a value we have no word for is told as it is', () => {
  expect(figureRows({ before: { constructor: 'toString' }, after: { constructor: null } })).toEqual([
    {
      name: 'constructor',
      label: { text: 'constructor' },
      of: '',
      before: [{ text: 'toString' }],
      after: [{ key: 'figure.nothing' }],
    },
  ]);
  expect(figureRows({ before: {}, after: { 'course x live': 'true' } })[0]?.label).toEqual({ text: 'course x live' });
});
