import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { BASKET_SIZE, type Shelf, sortIn } from './basket.rule.js';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const shelf = (given: { off?: number[]; owned?: number[]; kept?: number[] }): Shelf => ({
  onSale: new Map(range(1, 200).map((id) => [id, !given.off?.includes(id)])),
  owned: new Set(given.owned),
  kept: new Set(given.kept),
});

describe('a course that is wanted', () => {
  test.each([
    ['goes in', 1, {}, null],
    ['stays where it is', 1, { kept: [1] }, null],
    ['does not exist', 999, {}, 'not_found'],
    ['is owned', 1, { owned: [1] }, 'owned'],
    ['is owned, and no longer sold', 1, { owned: [1], off: [1] }, 'owned'],
    ['is no longer sold', 1, { off: [1] }, 'off_sale'],
    ['is one too many', 1, { kept: range(101, 150) }, 'full'],
    ['is the last that fits', 1, { kept: range(101, 149) }, null],
    ['is in the full basket already', 101, { kept: range(101, 150) }, null],
    ['is no longer sold, nor would it fit', 1, { off: [1], kept: range(101, 150) }, 'off_sale'],
  ])('%s', (_what, id, given, reason) => {
    const expected = reason ? { added: [], skipped: [{ courseId: id, reason }] } : { added: [id], skipped: [] };
    expect(sortIn([id], shelf(given))).toEqual(expected);
  });
});

describe('many courses', () => {
  test('go in until it is full, in the order wanted, and those in it already take no room', () => {
    const { added, skipped } = sortIn([5, 101, 3, 4], shelf({ kept: range(101, 148) }));
    expect(added).toEqual([5, 101, 3]);
    expect(skipped).toEqual([{ courseId: 4, reason: 'full' }]);
  });

  test('are each added or skipped, and the basket never holds more than it may', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 220 }), { maxLength: BASKET_SIZE });
    fc.assert(
      fc.property(ids, ids, ids, ids, (wanted, off, owned, kept) => {
        const { added, skipped } = sortIn(wanted, shelf({ off, owned, kept }));
        expect([...added, ...skipped.map((one) => one.courseId)].toSorted()).toEqual(wanted.toSorted());
        expect(new Set([...kept, ...added]).size).toBeLessThanOrEqual(BASKET_SIZE);
      }),
    );
  });
});
