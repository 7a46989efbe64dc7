import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { outTradeNoIn, parseForm } from './form.parse.js';

const fieldsOf = (text: string): unknown => {
  const form = parseForm(text);
  return form.kind === 'form' ? Object.fromEntries(form.fields) : form.fault;
};

test('a form is decoded once: %2541 stays %41, a plus is a blank, an escaped plus a plus', () => {
  expect(fieldsOf('a=%2541&b=x+y&c=1%2B1&d=%E8%AF%BE')).toEqual({ a: '%41', b: 'x y', c: '1+1', d: '课' });
});

test('an equals sign inside a value belongs to it', () => expect(fieldsOf('sign=ab==')).toEqual({ sign: 'ab==' }));

test('empty values are dropped', () => expect(fieldsOf('a=1&b=&c')).toEqual({ a: '1' }));

describe('what no form encoder writes is refused', () => {
  test.each([
    ['', 'empty'],
    ['a=', 'empty'],
    ['a=1&a=1', 'repeated field'],
    ['a=1&a=', 'repeated field'],
    ['a=1&%61=2', 'repeated field'],
    ['a[]=1', 'not a flat field'],
    ['a%5Bb%5D=1', 'not a flat field'],
    ['=1', 'not a flat field'],
    ['a=%', 'wrong encoding'],
    ['a=%zz', 'wrong encoding'],
    ['a=%FF', 'wrong encoding'],
    ['a=%C0%80', 'wrong encoding'],
    ['a=%ED%A0%80', 'wrong encoding'],
    ['a=%00', 'wrong encoding'],
    ['a=\uFFFD', 'unencoded character'],
    ['a=\u0000', 'unencoded character'],
    ['a=1\r\n', 'unencoded character'],
    ['a=1 2', 'unencoded character'],
    [`a=${'x'.repeat(65_535)}`, 'too large'],
    [Array.from({ length: 201 }, (_, n) => `f${n}=1`).join('&'), 'too many fields'],
  ])('%j', (text, fault) => expect(fieldsOf(text)).toBe(fault));
});

test('a name of every object is an ordinary field', () => {
  const form = parseForm('__proto__=1&constructor=2');
  expect(form.kind === 'form' && [...form.fields]).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
});

test('what a form encoder writes is read as it was', () => {
  const name = fc.stringMatching(/^[a-z_]{1,10}$/);
  const value = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => text.isWellFormed() && !text.includes('\u0000'));
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1 }), (fields) => {
      const form = parseForm(new URLSearchParams(fields).toString());
      expect(form.kind === 'form' && [...form.fields]).toEqual(Object.entries(fields));
    }),
  );
});

test.each([
  ['out_trade_no=abc_1', 'abc_1'],
  ['a=%&out_trade_no=abc', 'abc'],
  ['out_trade_no=a&out_trade_no=a', 'a'],
  ['out_trade_no=a&out_trade_no=b', null],
  ['out_trade_no=a%27b', null],
  [`out_trade_no=${'x'.repeat(65)}`, null],
  ['', null],
])('the number in %j is %j', (text, expected) => expect(outTradeNoIn(text)).toBe(expected));
