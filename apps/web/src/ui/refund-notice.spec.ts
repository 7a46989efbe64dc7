import { expect, test } from '@jest/globals';

import { zhCN } from '../i18n/zh-CN.js';
import { isOnItsWay, refundNotice } from './refund-notice.js';

const KINDS = ['student', 'staff', 'duplicate', 'late', 'external'] as const;
const STATES = ['requested', 'approved', 'sending', 'unknown', 'succeeded', 'failed', 'rejected'] as const;
const PAIRS = KINDS.flatMap((kind) => STATES.map((state) => [kind, state] as const));

const words = (key: string): string => (zhCN.refund as Record<string, string>)[key.split('.')[1] ?? ''] ?? '';

test.each(PAIRS)('a %s refund that is %s has a sentence', (kind, state) => {
  for (const note of [null, '已经学完']) expect(words(refundNotice({ kind, state, note }).key)).toContain('{amount}');
});

test('a call nobody answered is money on its way, never a failure', () =>
  expect(KINDS.map((kind) => refundNotice({ kind, state: 'unknown', note: null }))).toEqual(
    KINDS.map((kind) => refundNotice({ kind, state: 'sending', note: null })),
  ));

test('a late payment says that the order is closed and when the money comes', () =>
  expect(words(refundNotice({ kind: 'late', state: 'approved', note: null }).key)).toMatch(/订单已关闭.*工作日/));

test('staff’s reason is part of a no', () =>
  expect(words(refundNotice({ kind: 'student', state: 'rejected', note: '已经学完' }).key)).toContain('{note}'));

test('only money under way is looked at again', () =>
  expect(STATES.filter((state) => isOnItsWay({ state }))).toEqual(['approved', 'sending', 'unknown']));
