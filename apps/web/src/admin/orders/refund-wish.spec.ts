import { expect, test } from '@jest/globals';

import { wishOf } from './refund-wish.rule.js';

const draft = { what: 'all', courses: [], amount: '' } as const;

test.each([
  [draft, {}],
  [{ ...draft, what: 'courses', courses: [] }, null],
  [{ ...draft, what: 'courses', courses: [20, 3] }, { courses: [3, 20] }],
  [{ ...draft, what: 'amount', amount: ' 30.5 ' }, { amount: '30.50' }],
  [{ ...draft, what: 'amount', amount: '007' }, { amount: '7.00' }],
  [{ ...draft, what: 'amount', amount: '0.00' }, null],
  [{ ...draft, what: 'amount', amount: '' }, null],
  [{ ...draft, what: 'amount', amount: '-1' }, null],
  [{ ...draft, what: 'amount', amount: '1e3' }, null],
  [{ ...draft, what: 'amount', amount: '1.005' }, null],
] as const)('%j is asked for as %j', (wish, asked) => expect(wishOf(wish)).toEqual(asked));
