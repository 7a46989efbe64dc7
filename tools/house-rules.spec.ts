import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

interface Exceptions {
  maximum: number;
  files: Record<string, string[]>;
}

/** Lower it with every file that is taken off the list; nothing ever raises it. */
const EXCUSED_AT_MOST = 3;

const ROOT = join(import.meta.dirname, '..');
const PLUGIN = join(ROOT, 'tools/house-rules.mjs');
const EXCEPTIONS = JSON.parse(readFileSync(join(ROOT, 'tools/house-exceptions.json'), 'utf8')) as Exceptions;
const EXCUSED = Object.entries(EXCEPTIONS.files).flatMap(([rule, files]) => files.map((file) => [rule, file] as const));

const RULES = ['injected-time', 'config-only-env', 'no-boolean-parameter', 'few-parameters'];
const ORDER = 'apps/api/src/order/order.service.ts';

/** Snippets a rule refuses. */
const BAD = [
  ['injected-time', ORDER, 'export const now = new Date();'],
  ['injected-time', ORDER, 'export const now = Date.now();'],
  ['injected-time', 'libs/ipay/src/alipay/alipay.wire.ts', 'export const stamp = () => Date();'],
  ['injected-time', 'apps/alipay-gateway/src/notify.ts', 'export const due = () => Date.now() + 1000;'],
  ['config-only-env', ORDER, "export const port = process.env['PORT'];"],
  ['config-only-env', ORDER, 'export const { PORT } = process.env;'],
  ['config-only-env', 'apps/web/src/api/http.ts', 'export const all = { ...process["env"] };'],
  ['no-boolean-parameter', ORDER, 'export function close(order: string, force: boolean): void {}'],
  ['no-boolean-parameter', ORDER, 'export const close = (order: string, force = false): void => {};'],
  ['no-boolean-parameter', ORDER, 'export const close = (force: boolean = true): void => {};'],
  ['no-boolean-parameter', ORDER, 'export class A { constructor(private readonly force: boolean) {} }'],
  ['no-boolean-parameter', ORDER, 'export class A { close(force?: boolean): void {} }'],
  [
    'no-boolean-parameter',
    'libs/ipay/src/channel.ts',
    'export abstract class A { abstract close(force: boolean): void; }',
  ],
  ['few-parameters', ORDER, 'export function f(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): void {}'],
  ['few-parameters', ORDER, 'export class A { m(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): void {} }'],
] as const;

/** Snippets that every rule lets pass. */
const GOOD = [
  ['a moment that was given', ORDER, 'export const at = (text: string) => new Date(text);'],
  ['the clock itself', 'apps/api/src/platform/clock.ts', 'export const now = () => new Date(Date.now());'],
  ['a test', 'apps/api/src/order/order.service.int-spec.ts', 'export const now = Date.now(); process.env["A"] = "b";'],
  ['settings', 'apps/api/src/platform/config.ts', 'export const env = process.env;'],
  ['the start of a program', 'apps/alipay-gateway/src/main.ts', 'export const env = process.env;'],
  ['a boolean inside of named options', ORDER, 'export function close(options: { force: boolean }): void {}'],
  ['a boolean answer', ORDER, 'export function isOpen(status: string): boolean { return status === "unpaid"; }'],
  ['a constructor of many parts', ORDER, 'export class A { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1) {} }'],
  ['other packages', 'tools/start.ts', 'export const port = process.env["PORT"] ?? Date.now();'],
] as const;

/** The text of an excused file under another name in the same folder, where nothing excuses it. */
const UNEXCUSED = EXCUSED.map(([rule, file]) => {
  const isThere = existsSync(join(ROOT, file));
  return [
    rule,
    join(dirname(file), 'other.service.ts'),
    isThere ? readFileSync(join(ROOT, file), 'utf8') : '',
  ] as const;
});

let folder: string;
let broken: Map<string, string[]>;

/** Every snippet in a tree of its own, all of them read by one run of the linter. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luffy-lint-'));
  const rules = Object.fromEntries(RULES.map((rule) => [`house/${rule}`, 'error']));
  const config = { plugins: [], jsPlugins: [PLUGIN], categories: { correctness: 'off' }, rules };
  write('.oxlintrc.json', JSON.stringify(config));
  for (const [, path, source] of [...BAD, ...GOOD, ...UNEXCUSED]) write(join(treeOf(path, source), path), source);
  broken = lint();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function treeOf(path: string, source: string): string {
  return createHash('sha256').update(`${path}\0${source}`).digest('hex').slice(0, 12);
}

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @returns for every file the house rules that it breaks */
function lint(): Map<string, string[]> {
  const linter = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const args = [linter, '-c', '.oxlintrc.json', '--no-ignore', '-f', 'json', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!stdout.startsWith('{')) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  const found = new Map<string, string[]>();
  for (const { code, filename } of diagnostics) found.set(filename, [...(found.get(filename) ?? []), code]);
  return found;
}

function brokenBy(path: string, source: string): string[] {
  return [...new Set(broken.get(join(treeOf(path, source), path)))];
}

describe('a house rule', () => {
  test.each(BAD)('%s bites in %s: %s', (rule, path, source) => {
    expect(brokenBy(path, source)).toEqual([`house(${rule})`]);
  });

  test.each(GOOD)('lets pass: %s', (_, path, source) => expect(brokenBy(path, source)).toEqual([]));

  test('is switched on for this repository, every one of them', () => {
    const config = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
    for (const rule of RULES) expect(config).toContain(`"house/${rule}": "error"`);
    expect([...new Set(BAD.map(([rule]) => rule))]).toEqual(RULES);
  });
});

describe('the list of excused files', () => {
  test('only shrinks', () => {
    expect(EXCUSED.length).toBe(EXCEPTIONS.maximum);
    expect(EXCEPTIONS.maximum).toBeLessThanOrEqual(EXCUSED_AT_MOST);
    expect(RULES).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS.files)));
  });

  test.each(UNEXCUSED)('still needs its excuse from %s: the neighbour %s of the same text', (rule, path, source) => {
    expect(brokenBy(path, source)).toContain(`house(${rule})`);
  });
});
