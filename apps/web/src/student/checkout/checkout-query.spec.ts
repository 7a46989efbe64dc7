import { expect, test } from '@jest/globals';

import { readCourses, readSeen, seenState } from './checkout-query.parse.js';
import { differenceOf, priceChanges } from './price-change.diff.js';

test.each([
  ['1', [1]],
  ['3,1,2', [3, 1, 2]],
  ['1,1,2', [1, 2]],
])('?courses=%s checks out %j', (courses, ids) => expect(readCourses({ courses })).toEqual(ids));

test.each([
  undefined,
  null,
  '',
  '0',
  '01',
  '1,',
  ',1',
  '1;2',
  '1.5',
  '-1',
  '1e3',
  ' 1',
  '１',
  '9'.repeat(16),
  ['1', '2'],
  Array.from({ length: 51 }, (_, at) => at + 1).join(','),
])('?courses=%j names nothing to check out', (courses) => expect(readCourses({ courses })).toBeNull());

test('what was seen travels with the history entry, and only what is a price is believed', () => {
  expect(readSeen(seenState([{ id: 7, price: '99.00' }]))).toEqual(new Map([[7, '99.00']]));
  expect(readSeen({ seen: { 1: 5, 2: 'free', 3: '1.00' } })).toEqual(new Map([[3, '1.00']]));
  for (const state of [null, undefined, {}, { seen: 'x' }, { seen: null }]) expect(readSeen(state).size).toBe(0);
});

const line = (id: number, price: string, state = 'ok') => ({
  course_id: id,
  course_name: `课程 ${id}`,
  price,
  state,
});

test('a price that is not the one that was seen is a change, up or down', () => {
  const seen = new Map([
    [1, '99.00'],
    [2, '199.00'],
    [3, '10.00'],
    [4, '1.00'],
  ]);
  const lines = [line(1, '109.00'), line(2, '199.00'), line(3, '9.90'), line(4, '2.00', 'owned'), line(5, '5.00')];
  expect(priceChanges(seen, lines)).toEqual([
    { courseId: 1, name: '课程 1', before: '99.00', after: '109.00' },
    { courseId: 3, name: '课程 3', before: '10.00', after: '9.90' },
  ]);
});

test.each([
  ['99.00', '109.00', true, '10.00'],
  ['10.00', '9.90', false, '0.10'],
  ['10.00', '10.00', false, '0.00'],
])('from %s to %s', (before, after, more, amount) => expect(differenceOf(before, after)).toEqual({ more, amount }));
