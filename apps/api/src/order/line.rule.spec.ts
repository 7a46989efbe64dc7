import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { effectOfRefunds } from './line.rule.js';

const line = (id: number, real: number, refunded: number, live = true) => ({
  id,
  realPriceFen: fen(real),
  refundedFen: fen(refunded),
  live,
});

describe('what refunds make of an order’s lines', () => {
  test('a line ends with its last fen, and not one fen before', () => {
    expect(effectOfRefunds([line(1, 9900, 9900), line(2, 19_900, 19_899)], fen(29_800))).toEqual({
      refundedFen: 29_799,
      isFull: false,
      endedIds: [1],
    });
  });

  test('a line of 0.00 stays while any money does, and ends with the whole order', () => {
    expect(effectOfRefunds([line(1, 0, 0), line(2, 9900, 9899)], fen(9900)).endedIds).toEqual([]);
    expect(effectOfRefunds([line(1, 0, 0), line(2, 9900, 9900)], fen(9900))).toEqual({
      refundedFen: 9900,
      isFull: true,
      endedIds: [1, 2],
    });
  });

  test('a line that ended before does not end again', () => {
    expect(effectOfRefunds([line(1, 9900, 9900, false), line(2, 100, 0)], fen(10_000)).endedIds).toEqual([]);
  });
});
