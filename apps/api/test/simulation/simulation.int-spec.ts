import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { ROWS } from './coverage.js';
import { PLANTS, type PlantName } from './plant.js';
import { runSeed } from './run.js';
import { linesOf, simulate, simulateOn } from './simulate.js';
import { Ground } from './world.js';

/** Seeds 1 to this many, in every run of the tests the same. */
const RUNS = 64;
const PATIENCE_MS = 600_000;

let ground: Ground;

beforeAll(async () => {
  ground = await Ground.open();
});

afterAll(() => ground.close());

test(
  'whatever happens in whatever order, every yuan becomes a course or goes back',
  async () => {
    const report = await simulateOn(ground, { runs: RUNS, seed: 1 });
    process.stdout.write(`simulation: ${linesOf(report, 1).join('\n')}\n`);
    expect(report.failed).toBeNull();
    expect(report.runs).toBe(RUNS);
    expect(ROWS.filter((row) => report.tally[row] === 0)).toEqual([]);
  },
  PATIENCE_MS,
);

test.each(Object.keys(PLANTS) as PlantName[])(
  'a planted fault is found: %s',
  async (plant) => {
    const report = await simulateOn(ground, { runs: RUNS, seed: 1, plant });
    process.stdout.write(
      `simulation: "${plant}" was found in run ${report.runs}: ${report.failed?.failure?.faults[0]}\n`,
    );
    expect(report.failed).not.toBeNull();
  },
  PATIENCE_MS,
);

test(
  'a seed lives the same run again, interleavings and crashes too',
  async () => {
    const [first, second] = [await runSeed(ground, 8), await runSeed(ground, 8)];
    expect(first.crashes).toBeGreaterThan(0);
    expect(second.log).toEqual(first.log);
    expect(second.tally).toEqual(first.tally);
  },
  PATIENCE_MS,
);

test(
  'a failing seed is told shortened, with the command that fails in the same way again',
  async () => {
    const plant = 'line not released on the deadline';
    const lines: string[] = [];
    expect(await simulate({ runs: RUNS, seed: 1, plant, tell: (line) => lines.push(line) })).toBe(false);
    const command = /^again: .* sim --runs 1 --seed (\d+) --only ([\d,]+)$/.exec(lines.at(-1) ?? '');
    const [seed, only] = [Number(command?.[1]), (command?.[2] ?? '').split(',').map(Number)];
    expect(only.length).toBeLessThanOrEqual(2);
    const again = await runSeed(ground, seed, { plant, only });
    expect(again.failure?.faults[0]).toMatch(/^a line of \w+ is still live$/);
  },
  PATIENCE_MS,
);
