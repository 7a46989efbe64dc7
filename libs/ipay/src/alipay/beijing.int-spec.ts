import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';

/** Lets plain node read our sources: `.js` in an import means the `.ts` beside it. */
const HOOK = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (specifier, context, next) =>
  next(specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\\.js$/, '.ts') : specifier, context) });`;

const WIRE = new URL('./alipay.wire.ts', import.meta.url).href;

const PROGRAM = `const { beijingText, deadlineText, instantFromBeijing } = await import('${WIRE}');
const instant = new Date('2026-01-01T00:30:00+08:00');
console.log(JSON.stringify([
  instant.getHours(), beijingText(instant), deadlineText(instant), instantFromBeijing('2026-07-01 00:30:00').toISOString()]));`;

// The zone of a process is fixed at its start, so each zone needs a process of its own.
test.each([
  ['UTC', 16],
  ['Asia/Shanghai', 0],
  ['America/New_York', 11],
  ['Pacific/Kiritimati', 6],
])('times on the wire are the same in a process that runs in %s', (zone, localHour) => {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const out = execFileSync(
    process.execPath,
    ['--conditions=@app/source', '--no-warnings', '--import', hook, '--input-type=module', '-e', PROGRAM],
    { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, encoding: 'utf8' },
  );
  expect(JSON.parse(out)).toEqual([
    localHour,
    '2026-01-01 00:30:00',
    '2026-01-01 00:30:00',
    '2026-06-30T16:30:00.000Z',
  ]);
});
