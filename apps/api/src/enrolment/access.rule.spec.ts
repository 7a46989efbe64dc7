import { describe, expect, test } from '@jest/globals';

import { type AccessSource, decideGrant, endedBy } from './access.rule.js';

const ENDED = new Date(0);
const bought = (lineId: number, endedAt: Date | null = null): AccessSource => ({
  id: lineId * 10,
  kind: 'order',
  orderDetailId: lineId,
  endedAt,
});
const given = (id: number, endedAt: Date | null = null): AccessSource => ({
  id,
  kind: 'grant',
  orderDetailId: null,
  endedAt,
});

describe('a course is given', () => {
  test.each<[string, AccessSource[], ReturnType<typeof decideGrant>]>([
    ['to somebody who never had it', [], 'grant'],
    ['to somebody whose access ended', [bought(1, ENDED), given(2, ENDED)], 'grant'],
    ['to nobody who bought it', [bought(1)], 'owned'],
    ['to nobody who bought it, also beside a gift', [given(2), bought(1)], 'owned'],
    ['once', [bought(1, ENDED), given(2)], 'granted-already'],
  ])('%s', (_what, sources, decision) => expect(decideGrant(sources)).toBe(decision));
});

describe('access ends', () => {
  test.each<[string, AccessSource[], number | null, number[]]>([
    ['with the line that gave it', [bought(1)], 1, [10]],
    ['with every gift', [given(2), given(3, ENDED), bought(1, ENDED)], 1, [2]],
    ['with both', [bought(1), given(2)], 1, [10, 2]],
    ['not where another order gave it', [bought(7)], 1, []],
    ['by gifts alone where the order has no such line', [bought(7), given(2)], null, [2]],
    ['once', [bought(1, ENDED)], 1, []],
  ])('%s', (_what, sources, lineId, ids) => expect(endedBy(sources, lineId)).toEqual(ids));
});
