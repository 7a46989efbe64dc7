import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { ERRORS } from '@luffy/contracts';

import { KIND_WORDS, OUTCOME_WORDS, REASON_WORDS } from '../admin/reconciliation/bill-words.js';
import { readRefusal } from '../api/api-error.js';
import { backOffice as staffEnglish } from './en/back-office.js';
import { en } from './en.js';
import { i18n } from './i18n.js';
import { backOffice as staffChinese } from './zh-CN/back-office.js';
import { zhCN } from './zh-CN.js';

type Words = Readonly<Record<string, string | undefined>>;
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
  // English says some of them in two forms, of one and of many.
  const formsOf = (key: string): string[] => (english.get(key) ?? '').split(' | ');
  const differing = [...chinese].filter(
    ([key, text]) =>
      !key.startsWith('moment.') && formsOf(key).some((form) => String(slots(text)) !== String(slots(form))),
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
  expect([...chinese.keys()].filter((key) => !/^(error|fieldFault)\./.test(key) && !all.includes(`'${key}'`))).toEqual(
    [],
  );
});

/** The codes that the API's description lists for a field of one of its answers. */
const codesOf = (schema: string, field: string): string[] => {
  const file = new URL('../../../../libs/contracts/openapi.json', import.meta.url);
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> };
  };
  const codes = components.schemas[schema]?.properties[field]?.enum ?? [];
  expect(codes.length).toBeGreaterThan(5);
  return codes;
};

test.each([
  ['BillView', 'reason_code', (code: string) => (REASON_WORDS as Words)[code]],
  ['DifferenceView', 'kind', (code: string) => (KIND_WORDS as Words)[code]],
  ['StatementKind', 'kind', (code: string) => (KIND_WORDS as Words)[code]],
  ['DifferenceView', 'outcome', (code: string) => (OUTCOME_WORDS as Words)[code]],
  ['FieldFaultView', 'code', (code: string) => `fieldFault.${code}`],
  ['Refusal', 'code', (code: string) => `error.${code}`],
])('every %s.%s that the API may send has words in both languages', (schema, field, keyOf) => {
  const wordless = codesOf(schema, field).filter((code) => {
    const key = keyOf(code) ?? '';
    return !chinese.get(key) || !english.get(key);
  });
  expect(wordless).toEqual([]);
});

test('a fault of a field is worded by its code, in the language of the page', () => {
  const refusal = () =>
    readRefusal(400, {
      code: 'VALIDATION',
      msg: '提交的内容有误',
      fields: [
        { field: 'reason', code: 'TEXT_LENGTH', msg: '应为 3 到 256 个字符的文字', values: { min: 3, max: 256 } },
      ],
    }).fields[0]?.msg;
  expect(refusal()).toBe('应为 3 到 256 个字符的文字');
  i18n.global.setLocaleMessage('en', en);
  i18n.global.locale.value = 'en';
  expect(refusal()).toBe('Between 3 and 256 characters are needed');
  i18n.global.locale.value = 'zh-CN';
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
