import { describe, expect, test } from '@jest/globals';

import { maskPerson, shownTo } from './mask.rule.js';

describe('a person', () => {
  test.each([
    ['student', 's***t'],
    ['abc', 'a***c'],
    ['小明同学', '小***学'],
    ['𠮷野家', '𠮷***家'],
    ['ab', '***'],
    ['a', '***'],
    ['', '***'],
    ['2088102146225135', '2***5'],
  ])('%j is hidden as %j', (text, hidden) => expect(maskPerson(text)).toBe(hidden));

  test.each([
    [['support'], 'student'],
    [['finance'], 'student'],
    [['admin'], 'student'],
    [['catalogue'], 's***t'],
    [['catalogue', 'support'], 'student'],
    [[], 's***t'],
  ] as const)('is seen by %j as %s', (roles, shown) => expect(shownTo(roles, 'student')).toBe(shown));
});
