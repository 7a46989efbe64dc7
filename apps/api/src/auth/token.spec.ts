import { describe, expect, test } from '@jest/globals';

import { type Claims, holderOf, tokenOf } from './token.js';

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
  const now = new Date('2026-03-02T14:05:00.500+08:00');
  const second = 1_772_431_500;

  test.each<[Claims, number | null]>([
    [{ sub: '7', exp: second + 1 }, 7],
    [{ sub: '999999999999999', exp: second + 1 }, 999_999_999_999_999],
    [{ sub: 7, exp: second + 1 }, null],
    [{ sub: '7' }, null],
    [{ sub: '7', exp: String(second + 1) }, null],
    [{ sub: '7', exp: second }, null],
    [{ sub: '7', exp: second - 1 }, null],
    [{ sub: '0', exp: second + 1 }, null],
    [{ sub: '-7', exp: second + 1 }, null],
    [{ sub: '07', exp: second + 1 }, null],
    [{ sub: '7.0', exp: second + 1 }, null],
    [{ sub: '9999999999999999', exp: second + 1 }, null],
    [{ sub: ['7'], exp: second + 1 }, null],
    [{ exp: second + 1 }, null],
  ])('%j name %j', (claims, id) => expect(holderOf(claims, now)?.userId ?? null).toBe(id));

  test.each<[unknown, number | null]>([
    [second, second],
    [second + 0.5, second + 0.5],
    [String(second), null],
    [null, null],
    [undefined, null],
  ])('issued at %j are from %j', (iat, at) =>
    expect(holderOf({ sub: '7', exp: second + 1, iat }, now)?.issuedAt).toBe(at),
  );
});
