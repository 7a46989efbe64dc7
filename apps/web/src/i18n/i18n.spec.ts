import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { ERRORS } from '@luffy/contracts';

import { backOffice as staffEnglish } from './en/back-office.js';
import { en } from './en.js';
import { backOffice as staffChinese } from './zh-CN/back-office.js';
import { zhCN } from './zh-CN.js';

type Tree = { readonly [key: string]: string | Tree };

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );

const chinese = new Map([...flatten(zhCN), ...flatten(staffChinese)]);
const english = new Map([...flatten(en), ...flatten(staffEnglish)]);
const HAN = /\p{Script=Han}/u;
const slots = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

const SOURCES = new URL('../', import.meta.url);
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.spec.ts') && !name.startsWith('i18n'))
  .map((name) => ({ name, text: readFileSync(new URL(name.replaceAll('\\', '/'), SOURCES), 'utf8') }));

test('both languages have the same keys', () =>
  expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted()));

test('words of the back office take no name from the words of the shop', () =>
  expect(Object.keys(staffChinese).filter((group) => group in zhCN)).toEqual([]));

test('nothing is left untranslated', () => {
  const names = new Set(['nav.language', 'nav.languageLabel']); // a language names the other one in that one's own words
  const same = [...english].filter(
    ([key, text]) => text === '' || (!names.has(key) && (HAN.test(text) || text === chinese.get(key))),
  );
  expect(same).toEqual([]);
});

test('a sentence has the same slots in both languages', () => {
  const differing = [...chinese].filter(
    ([key, text]) => !key.startsWith('moment.') && String(slots(text)) !== String(slots(english.get(key) ?? '')),
  );
  expect(differing).toEqual([]);
});

test('every key the pages use exists', () => {
  const used = sources.flatMap(({ text }) => [
    ...text.matchAll(/\bt\(\s*'([\w.]+)'/g),
    ...text.matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g),
  ]);
  const groups = new Set([...Object.keys(zhCN), ...Object.keys(staffChinese)]);
  const unknown = used
    .map((match) => match[1] ?? '')
    .filter((key) => groups.has(key.split('.')[0] ?? '') && !chinese.has(key));
  expect(unknown).toEqual([]);
});

test('every text is used', () => {
  const all = sources.map(({ text }) => text).join('\n');
  expect([...chinese.keys()].filter((key) => !key.startsWith('error.') && !all.includes(`'${key}'`))).toEqual([]);
});

test('errors have words only for codes that exist', () => {
  const known = new Set([...Object.keys(ERRORS), 'NETWORK', 'UNREADABLE']);
  expect(Object.keys(zhCN.error).filter((code) => !known.has(code))).toEqual([]);
});

test('no page has Chinese text of its own', () => {
  const own = sources.filter(
    ({ name, text }) => name.endsWith('.vue') && HAN.test(text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')),
  );
  expect(own.map(({ name }) => name)).toEqual([]);
});
