import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Bench, GROWING, type Plan, SCENARIOS } from './bench.ts';
import { machineOf } from './report/machine.ts';
import { figuresOf, withFigures } from './report/report.ts';
import { Stage } from './stage/stage.ts';
import { startTimes } from './start-times.ts';

const REPORT = fileURLToPath(new URL('../../../docs/bench.md', import.meta.url));

const FULL: Plan = {
  // The engine compiles what it runs often while it serves; a shop that has been open for a minute is meant.
  pace: { seconds: 4, warmUp: 10, rounds: 5 },
  small: { orders: 10_000, waiting: 130_000 },
  growth: [1_000_000],
  minuteSeconds: 60,
  growing: GROWING,
  profiled: SCENARIOS,
};

/** Seconds, and no figure worth a look: it shows that everything still runs, and that nothing fails or breaks. */
const SMOKE: Plan = {
  pace: { seconds: 1, warmUp: 0, rounds: 1 },
  small: { orders: 400, waiting: 2_000 },
  growth: [2_000],
  minuteSeconds: 1,
  growing: GROWING.slice(0, 1),
  profiled: GROWING.slice(0, 1),
};

function planOf(): { plan: Plan; isSmoke: boolean } {
  const { smoke, growth, rounds, seconds } = parseArgs({
    options: {
      smoke: { type: 'boolean' },
      growth: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  }).values;
  if (smoke) return { plan: SMOKE, isSmoke: true };
  const sizes = growth?.split(',').map((size) => wholeNumber('growth', size)) ?? FULL.growth;
  const pace = {
    ...FULL.pace,
    ...(rounds === undefined ? {} : { rounds: wholeNumber('rounds', rounds) }),
    ...(seconds === undefined ? {} : { seconds: wholeNumber('seconds', seconds) }),
  };
  return { plan: { ...FULL, pace, growth: sizes }, isSmoke: false };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} takes whole numbers, not ${text}`);
  return Number(text);
}

async function main(): Promise<void> {
  const { plan, isSmoke } = planOf();
  const stage = await Stage.open();
  const leave = (): void => void stage.close().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  try {
    const findings = await new Bench(stage, plan, (line) => console.log(line)).run();
    for (const error of findings.errors) console.error(error);
    if (findings.errors.length > 0) process.exitCode = 1;
    if (isSmoke) return;
    console.log('starting the product twice');
    const figures = figuresOf(findings, await startTimes(), await machineOf(stage, plan.pace));
    writeFileSync(REPORT, withFigures(readFileSync(REPORT, 'utf8'), figures));
    console.log(`written: docs/bench.md`);
  } finally {
    await stage.close();
  }
}

try {
  await main();
  console.log(process.exitCode ? 'something went wrong' : 'no request failed and every promise was kept');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
