import { expect, test } from '@jest/globals';

import { zhCN } from '../../i18n/zh-CN.js';
import { messageWords } from './message-words.js';

const data = { out_trade_no: '2026030200000001', amount: '99.00' };
const text = (key: string): string => {
  const [group = '', name = ''] = key.split('.');
  return (zhCN as unknown as Record<string, Record<string, string>>)[group]?.[name] ?? '';
};

test.each([
  'payment_late',
  'payment_duplicate',
  'refund_approved',
  'refund_succeeded',
  'refund_rejected',
  'refund_failed',
  'order_refunded',
])('%s has a title, a sentence with its amount, and its order', (kind) => {
  const words = messageWords({ kind, data });
  expect(text(words.title)).not.toBe('');
  expect(text(words.sentence)).toContain('{amount}');
  expect(words).toMatchObject({ amount: '99.00', outTradeNo: data.out_trade_no });
});

test('a reminder tells until when the order can be paid', () => {
  const expires_at = '2026-03-02T06:35:00.000Z';
  const words = messageWords({ kind: 'order_waiting', data: { ...data, expires_at } });
  expect(words).toMatchObject({ title: 'message.waiting', deadline: expires_at, outTradeNo: data.out_trade_no });
  for (const slot of ['{no}', '{amount}', '{deadline}']) expect(text(words.sentence)).toContain(slot);
});

test('courses that are open are told by name, the first three of many', () => {
  const told = (...course_names: unknown[]) => messageWords({ kind: 'order_open', data: { ...data, course_names } });
  expect(told('甲', '乙')).toMatchObject({ title: 'message.open', note: '甲、乙', deadline: null });
  expect(told('甲', '乙', '丙', '丁').note).toBe('甲、乙、丙、…');
  expect(text(told('甲').sentence)).toContain('{note}');
});

test('staff’s reason is part of a no', () => {
  expect(messageWords({ kind: 'refund_rejected', data: { ...data, note: '已经学完' } })).toMatchObject({
    sentence: 'refund.rejectedBecause',
    note: '已经学完',
  });
});

test.each([
  ['a kind of tomorrow', { kind: 'course_updated', data }],
  ['a name every object has', { kind: 'constructor', data }],
  ['a known kind without its amount', { kind: 'payment_late', data: { out_trade_no: data.out_trade_no } }],
  ['a reminder without its deadline', { kind: 'order_waiting', data: { ...data, expires_at: 'soon' } }],
  ['open courses without their names', { kind: 'order_open', data: { ...data, course_names: [7, ''] } }],
])('%s is told calmly and leads to its order', (_what, message) => {
  const words = messageWords(message);
  expect(words).toMatchObject({ title: 'message.other', outTradeNo: data.out_trade_no });
  expect(text(words.sentence)).not.toContain('{');
});

test('a message about no order leads nowhere', () =>
  expect(messageWords({ kind: 'x', data: { out_trade_no: 7 } }).outTradeNo).toBeNull());

test('a coupon that was handed out is told by its name, and is about no order', () => {
  const words = messageWords({ kind: 'coupon_given', data: { coupon_id: 7, coupon_name: '老学员券' } });
  expect(words).toMatchObject({ title: 'message.coupon', note: '老学员券', outTradeNo: null });
  expect(text(words.sentence)).toContain('{note}');
  expect(messageWords({ kind: 'coupon_given', data: {} }).title).toBe('message.other');
});
