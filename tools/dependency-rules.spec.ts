import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

interface Rule {
  name: string;
  comment: string;
}

const ROOT = join(import.meta.dirname, '..');
const CONFIG = '.dependency-cruiser.mjs';
const { forbidden: RULES } = (
  (await import(pathToFileURL(join(ROOT, CONFIG)).href)) as { default: { forbidden: Rule[] } }
).default;

const LIBRARIES = ['money', 'contracts', 'ipay'];
const RANKED = RULES.filter((rule) => rule.name.startsWith('rank-')).map((rule) => rule.name.slice('rank-'.length));

/** One import each that the rule forbids: rule, importing file, its source. Other rules may forbid it too. */
const FORBIDDEN: [rule: string, file: string, source: string][] = [
  ...RANKED.map((name): [string, string, string] => [
    `rank-${name}`,
    `apps/api/src/${name}/${name}.service.ts`,
    // The highest modules have nobody above them, but each other.
    `export * from '../${name === 'admin' ? 'health' : 'admin'}/any.js';`,
  ]),
  [
    'rank-order',
    'apps/api/src/order/types.service.ts',
    "import type { Any } from '../payment/any.js';\nexport type A = Any;",
  ],
  ['known-module', 'apps/api/src/app.module.ts', "import './shipping/any.js';"],
  ['root-is-the-top', 'apps/api/src/order/root.service.ts', "import '../build-app.js';"],
  ['no-circular', 'apps/web/src/ui/egg.ts', "import './hen.js';"],
  ['pure-stays-pure', 'apps/api/src/order/nest.state.ts', "import '@nestjs/common';"],
  ['pure-stays-pure', 'apps/api/src/order/orm.price.ts', "import { Column } from 'typeorm';\nexport const a = Column;"],
  [
    'pure-stays-pure',
    'apps/api/src/order/clock.rule.ts',
    "import type { Clock } from '../platform/clock.js';\nexport type A = Clock;",
  ],
  ['pure-stays-pure', 'apps/api/src/order/env.diff.ts', "import '../platform/config.js';"],
  [
    'pure-stays-pure',
    'apps/api/src/order/file.parse.ts',
    "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
  ],
  ['pure-stays-pure', 'apps/api/src/order/service.state.ts', "import '../user/user.service.js';"],
  ['libs-know-no-app', 'libs/ipay/src/app.ts', "import '../../../apps/api/src/user/any.js';"],
  ['money-and-contracts-stand-alone', 'libs/money/src/words.ts', "import '@luffy/contracts';"],
  ['ipay-users', 'apps/api/src/order/pay.service.ts', "import type { Any } from '@luffy/ipay';\nexport type A = Any;"],
  ['student-admin-apart', 'apps/web/src/student/page.ts', "import '../admin/any.js';"],
  ['student-admin-apart', 'apps/web/src/admin/page.ts', "import '../student/any.js';"],
  ['web-takes-words-and-money', 'apps/web/src/api/pay.ts', "import '@luffy/ipay';"],
  ['sdk-behind-ipay', 'apps/api/src/payment/sdk.service.ts', "import 'alipay-sdk';"],
  ['sdk-behind-ipay', 'libs/ipay/src/pay.ts', "import 'alipay-sdk';"],
  ['gateway-alone', 'apps/alipay-gateway/src/money.ts', "import '@luffy/money';"],
  ['resolvable', 'apps/api/src/user/nowhere.service.ts', "import './nowhere.js';"],
];

/** Imports that the house wants, among them the near neighbours of the forbidden ones. */
const ALLOWED: [file: string, source: string][] = [
  [
    'apps/api/src/checkout/buying.service.ts',
    "import '../payment/any.js';\nimport '../order/any.js';\nimport '@luffy/ipay';",
  ],
  ['apps/api/src/order/order.spec.ts', "import '../payment/any.js';\nimport '../main.js';"],
  ['apps/api/src/order/words.state.ts', "import '@luffy/contracts';\nimport '@luffy/money';"],
  ['apps/web/src/student/list.ts', "import '../ui/any.js';\nimport './any.js';\nimport '@luffy/money';"],
  ['libs/ipay/src/alipay/alipay.channel.ts', "import 'alipay-sdk';\nimport '@luffy/money';"],
  ['apps/api/src/build-app.ts', "import './admin/any.js';\nimport '@luffy/ipay';"],
];

let broken: Map<string, string[]>;
let folder: string;

/** One small tree with the layout and the rules of this one, cruised once. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luffy-imports-'));
  cpSync(join(ROOT, CONFIG), join(folder, CONFIG));
  cpSync(join(ROOT, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  write('package.json', '{ "type": "module" }');
  for (const name of ['@nestjs/common', 'typeorm', 'alipay-sdk']) {
    write(`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.js" }`);
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  for (const name of LIBRARIES) writeLibrary(name);
  const modules = [...RANKED, 'shipping'].map((name) => `apps/api/src/${name}`);
  for (const place of [...modules, 'apps/web/src/ui', 'apps/web/src/student', 'apps/web/src/admin']) {
    write(`${place}/any.ts`, 'export type Any = 1;');
  }
  for (const file of ['main', 'platform/config', 'user/user.service'])
    write(`apps/api/src/${file}.ts`, 'export const a = 1;');
  write('apps/api/src/platform/clock.ts', 'export interface Clock { now(): Date }');
  write('apps/web/src/ui/hen.ts', "import './egg.js';");
  mkdirSync(join(folder, 'tools'));
  for (const [, file, source] of FORBIDDEN) write(file, source);
  for (const [file, source] of ALLOWED) write(file, source);
  broken = cruise();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
}

/** Built and from source, as the real ones: the rules must find the source. */
function writeLibrary(name: string): void {
  const entry = { '@app/source': './src/index.ts', default: './dist/index.js' };
  write(
    `libs/${name}/package.json`,
    JSON.stringify({ name: `@luffy/${name}`, type: 'module', exports: { '.': entry } }),
  );
  write(`libs/${name}/src/index.ts`, 'export type Any = 1;');
  write(`libs/${name}/dist/index.js`, 'export {};');
  mkdirSync(join(folder, 'node_modules/@luffy'), { recursive: true });
  symlinkSync(join(folder, 'libs', name), join(folder, 'node_modules/@luffy', name), 'junction');
}

/** @returns for every file the rules that it breaks */
function cruise(): Map<string, string[]> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '-c', CONFIG, '-T', 'json', 'apps', 'libs', 'tools'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${stdout}${stderr}`);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const found = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) found.set(from, [...(found.get(from) ?? []), rule.name]);
  return found;
}

describe('a rule about imports', () => {
  test.each(FORBIDDEN)('%s bites in %s', (rule, file) => expect(broken.get(file) ?? []).toContain(rule));

  test.each(ALLOWED)('lets %s import what it needs', (file) => expect(broken.get(file) ?? []).toEqual([]));

  test('is never without a forbidden import here, nor without a plain reason', () => {
    expect(new Set(FORBIDDEN.map(([rule]) => rule))).toEqual(new Set(RULES.map((rule) => rule.name)));
    for (const rule of RULES) expect(rule.comment.length).toBeGreaterThan(40);
  });
});
