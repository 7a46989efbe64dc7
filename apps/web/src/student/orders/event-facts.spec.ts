import { expect, test } from '@jest/globals';

import { amountFact, textFact } from './event-facts.parse.js';

test.each([
  [{ amount: '99.00' }, '99.00'],
  [{ amount: '0.00' }, '0.00'],
  [{ amount: '88.8' }, '88.8'],
  [{}, null],
  [{ amount: '' }, null],
  [{ amount: '<b>1</b>' }, null],
  [{ amount: '-1.00' }, null],
  [{ amount: 99 }, null],
  [{ amount_fen: 9900 }, null],
])('%j tells the amount %j', (facts, amount) => expect(amountFact(facts, 'amount')).toBe(amount));

test('only a text that says something is a text', () => {
  expect([{ note: '好' }, { note: '' }, { note: 1 }, {}].map((facts) => textFact(facts, 'note'))).toEqual([
    '好',
    null,
    null,
    null,
  ]);
});
