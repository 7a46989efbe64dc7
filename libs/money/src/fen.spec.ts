import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  type Fen,
  fen,
  fenFromYuan,
  percentOf,
  shareByLargestRemainder,
  signedFenFromYuan,
  sumFen,
  yuanFromFen,
} from './index.js';

describe('yuan text', () => {
  test.each([
    ['0', 0],
    ['0.00', 0],
    ['0.01', 1],
    ['88.8', 8880],
    ['88.80', 8880],
    ['99999999.99', 9_999_999_999],
  ])('%s is read to the fen', (text, amount) => expect(fenFromYuan(text)).toBe(amount));

  test.each([
    '',
    ' 1',
    '1 ',
    '1.',
    '.5',
    '-1',
    '-0',
    '+1',
    '1e2',
    'NaN',
    'Infinity',
    '0x10',
    '1,000',
    '01',
    '00',
    '1.001',
    '１',
    '9007199254740992',
    '1\n',
  ])('%j is refused', (text) => expect(() => fenFromYuan(text)).toThrow(RangeError));

  test('what is printed reads back as the same amount', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (n) => fenFromYuan(yuanFromFen(fen(n))) === n));
  });

  test('a minus sign is read only where it is allowed', () => {
    expect(signedFenFromYuan('-0.12')).toBe(-12);
    expect(signedFenFromYuan('30.00')).toBe(3000);
    expect(signedFenFromYuan('-0.00')).toBe(0);
    for (const text of ['--1', '-', '- 1', '-1e3', '-1,000.00', '+1']) expect(() => signedFenFromYuan(text)).toThrow();
    expect(() => fenFromYuan('-0.12')).toThrow();
  });

  test('a negative amount keeps its sign below one yuan', () => expect(yuanFromFen(fen(-5))).toBe('-0.05'));
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 10_000_000_000])('%s is not an amount in fen', (amount) => {
  expect(() => fen(amount)).toThrow(RangeError);
});

test.each([
  [100, 79, 79],
  [50, 79, 40], // 39.5 rounds up
  [49, 79, 39], // 38.71
  [1, 50, 1], // half a fen rounds up
  [9900, 100, 9900],
  [9900, 0, 0],
])('%i fen at %i %% are %i fen', (amount, percent, expected) => {
  expect(percentOf(fen(amount), percent, 'round-half-up')).toBe(expected);
});

describe('sharing by largest remainder', () => {
  test('the left-over fen go to the largest remainders, ties to the earlier line', () => {
    expect(shareByLargestRemainder(fen(100), [fen(1), fen(1), fen(1)])).toEqual([34, 33, 33]);
    expect(shareByLargestRemainder(fen(10), [fen(1), fen(4), fen(1)])).toEqual([2, 7, 1]); // 1.67, 6.67, 1.67: three equal remainders, two fen
  });

  const lines = fc.array(
    fc.integer({ min: 0, max: 9_999_999 }).map((n) => fen(n)),
    { minLength: 1, maxLength: 50 },
  );

  test('shares sum to the total and none exceeds its line', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (weights, part) => {
        const total = fen(Math.floor(sumFen(weights) * part));
        const shares: Fen[] = shareByLargestRemainder(total, weights);
        expect(sumFen(shares)).toBe(total);
        shares.forEach((share, line) => expect(share).toBeLessThanOrEqual(weights[line] ?? 0));
      }),
    );
  });

  test('nothing can be shared over lines of zero', () => {
    expect(() => shareByLargestRemainder(fen(1), [fen(0)])).toThrow(RangeError);
    expect(shareByLargestRemainder(fen(0), [fen(0), fen(0)])).toEqual([0, 0]);
  });
});
