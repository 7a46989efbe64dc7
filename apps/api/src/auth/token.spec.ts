import { describe, expect, test } from '@jest/globals';

import { tokenOf, userIdOf } from './token.js';

describe('the header', () => {
  test.each([
    ['jwt a.b.c', 'a.b.c'],
    ['JWT a.b.c', 'a.b.c'],
    ['Bearer a.b.c', 'a.b.c'],
    ['bearer  a.b.c', 'a.b.c'],
    ['a.b.c', null],
    ['jwt', null],
    ['jwt a.b', null],
    ['jwt a.b.', null],
    ['jwt a.b.c.d', null],
    ['jwt a.b.c d', null],
    ['Basic a.b.c', null],
    ['jwt a.b.c=', null],
    ['', null],
    [undefined, null],
  ])('%j carries %j', (header, token) => expect(tokenOf(header)).toBe(token));
});

describe('the claims', () => {
  test.each([
    [{ sub: '7', exp: 1 }, 7],
    [{ sub: '999999999999999', exp: 1 }, 999_999_999_999_999],
    [{ sub: 7, exp: 1 }, null],
    [{ sub: '7' }, null],
    [{ sub: '7', exp: '1' }, null],
    [{ sub: '0', exp: 1 }, null],
    [{ sub: '-7', exp: 1 }, null],
    [{ sub: '07', exp: 1 }, null],
    [{ sub: '7.0', exp: 1 }, null],
    [{ sub: '9999999999999999', exp: 1 }, null],
    [{ sub: ['7'], exp: 1 }, null],
    [{ exp: 1 }, null],
  ])('%j name %j', (claims, id) => expect(userIdOf(claims)).toBe(id));
});
