import { expect, test } from '@jest/globals';

import { passwordFaults, passwordRules } from './password.rule.js';

const change = { old: 'student123', fresh: 'river stone 7', again: 'river stone 7' };
const met = (typed: typeof change): boolean[] => passwordRules(typed).map((rule) => rule.holds);

test('a good change has no fault and meets every rule', () => {
  expect(passwordFaults(change)).toEqual({ old: '', fresh: '', again: '' });
  expect(met(change)).toEqual([true, true, true]);
});

test('nothing typed meets no rule', () =>
  expect(met({ old: '', fresh: '', again: '' })).toEqual([false, false, false]));

test.each([
  ['the old one is missing', { ...change, old: '' }, { old: 'account.oldEmpty' }],
  ['too short', { ...change, fresh: '1234567', again: '1234567' }, { fresh: 'account.freshWrong' }],
  ['too long', { ...change, fresh: 'x'.repeat(129), again: 'x'.repeat(129) }, { fresh: 'account.freshWrong' }],
  ['the old one again', { ...change, fresh: change.old, again: change.old }, { fresh: 'account.freshSame' }],
  ['typed differently the second time', { ...change, again: 'river stone 8' }, { again: 'account.againWrong' }],
])('%s', (_what, typed, faults) => {
  expect(passwordFaults(typed)).toEqual({ old: '', fresh: '', again: '', ...faults });
});

test('eight pictures are eight characters', () => {
  expect(met({ old: 'x', fresh: '🦊'.repeat(8), again: '🦊'.repeat(8) })).toEqual([true, true, true]);
});
