import { expect, test } from '@jest/globals';

import { factKey, factsIn } from './facts.js';

test('amounts are told in yuan, lists with commas, and what is empty not at all', () =>
  expect(
    factsIn({ amount_fen: 9900, out_request_no: '77', course_ids: [1, 2], note: null, cause: '', gave_way: true }),
  ).toEqual([
    { name: 'amount', value: '¥99.00' },
    { name: 'out_request_no', value: '77' },
    { name: 'course_ids', value: '1, 2' },
    { name: 'gave_way', value: 'true' },
  ]));

test('a fact without a word is called by its own name', () =>
  expect([factKey('trade_no'), factKey('toString'), factKey('new_fact')]).toEqual(['fact.tradeNo', null, null]));
