import { expect, test } from '@jest/globals';

import { backOffice as en } from '../../i18n/en/back-office.js';
import { backOffice as zhCN } from '../../i18n/zh-CN/back-office.js';
import { lookOf, METHOD_WORDS, outcomeKey } from './call-words.js';

const KINDS = [
  'paid',
  'waiting',
  'closed',
  'absent',
  'unknown',
  'not-waiting',
  'refunded',
  'processing',
  'later',
  'refused',
];

test.each([
  ['zh-CN', zhCN],
  ['en', en],
] as const)('every question and every answer has its words in %s', (_language, words) => {
  const keys = [...Object.values(METHOD_WORDS), ...KINDS.map(outcomeKey)];
  const texts = keys.map(
    (key) => (words as unknown as { call: Record<string, string> }).call[key?.split('.')[1] ?? ''],
  );
  expect(texts.every((text) => typeof text === 'string' && text !== '')).toBe(true);
});

test('an answer of tomorrow is shown as it is', () => {
  expect(outcomeKey('frozen')).toBeNull();
  expect(outcomeKey('constructor')).toBeNull();
  expect(lookOf('frozen').tone).toBe('rest');
});

test.each([
  ['paid', 'ok'],
  ['refunded', 'ok'],
  ['unknown', 'stop'],
  ['refused', 'stop'],
  ['later', 'wait'],
  ['absent', 'rest'],
])('%s looks %s', (outcome, tone) => expect(lookOf(outcome).tone).toBe(tone));
