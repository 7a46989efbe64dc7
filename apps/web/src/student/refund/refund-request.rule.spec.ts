import { expect, test } from '@jest/globals';

import {
  EMPTY_DRAFT,
  readDraft,
  readYuan,
  reasonFault,
  reasonText,
  wishFaults,
  wishOf,
} from './refund-request.rule.js';

const draft = (over: Partial<typeof EMPTY_DRAFT>): typeof EMPTY_DRAFT => ({ ...EMPTY_DRAFT, ...over });

test.each([
  ['everything that is left', draft({}), {}],
  ['some courses', draft({ what: 'courses', courses: [2, 5] }), { courses: [2, 5] }],
  ['an amount', draft({ what: 'amount', amount: '30' }), { amount: '30.00' }],
  ['an amount as people type it', draft({ what: 'amount', amount: ' ¥ 1,000.50 元' }), null],
  ['the whole amount', draft({ what: 'amount', amount: '99.00' }), { amount: '99.00' }],
  ['an amount in full-width digits', draft({ what: 'amount', amount: '30.5' }), { amount: '30.50' }],
  ['no course chosen', draft({ what: 'courses' }), null],
])('%s', (_what, filled, wish) => expect(wishOf(filled, '99.00')).toEqual(wish));

test.each([
  ['', 'askRefund.amountEmpty'],
  ['  ', 'askRefund.amountEmpty'],
  ['abc', 'askRefund.amountWrong'],
  ['0', 'askRefund.amountWrong'],
  ['0.00', 'askRefund.amountWrong'],
  ['-1', 'askRefund.amountWrong'],
  ['1e3', 'askRefund.amountWrong'],
  ['30.123', 'askRefund.amountWrong'],
  ['99.01', 'askRefund.amountTooMuch'],
  ['99', ''],
  ['0.01', ''],
])('%j is told as %j', (amount, fault) =>
  expect(wishFaults(draft({ what: 'amount', amount }), '99.00')).toEqual({ courses: '', amount: fault }),
);

test('an amount is read to the fen', () => {
  expect(readYuan('0.07')).toBe(7);
  expect(readYuan('1,299.1')).toBe(129_910);
  expect(wishOf(draft({ what: 'amount', amount: '1299.07' }), '1299.07')).toEqual({ amount: '1299.07' });
});

test('a reason is chosen, and told when it is another one', () => {
  expect(reasonFault(draft({}), '')).toBe('askRefund.chooseReason');
  expect(reasonFault(draft({ choice: 'other', words: ' ' }), '')).toBe('askRefund.reasonEmpty');
  expect(reasonFault(draft({ choice: 'mistake' }), '买错了')).toBe('');
});

test('a reason has at most 256 characters, and a picture is one', () => {
  const filled = draft({ choice: 'mistake' });
  expect(reasonFault(filled, '🦊'.repeat(256))).toBe('');
  expect(reasonFault(filled, '🦊'.repeat(257))).toBe('askRefund.reasonTooLong');
});

test('the choice and the words are one sentence', () => {
  expect(reasonText('买错了', '')).toBe('买错了');
  expect(reasonText('买错了', ' 应该买进阶课 ')).toBe('买错了:应该买进阶课');
  expect(reasonText('', ' 家里有事 ')).toBe('家里有事');
});

test('a kept draft comes back as it was', () => {
  const kept = draft({ what: 'courses', courses: [1], choice: 'unfit', words: '太浅' });
  expect(readDraft(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test.each([null, 7, 'x', [], { what: 'gift', courses: ['1'], amount: 3, choice: 'toString', words: {} }])(
  '%j is an empty draft',
  (kept) => expect(readDraft(kept)).toEqual(EMPTY_DRAFT),
);
