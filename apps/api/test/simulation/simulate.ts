import 'reflect-metadata';

import { ROWS, type Row } from './coverage.js';
import type { PlantName } from './plant.js';
import { type RunReport, runSeed } from './run.js';
import { shorten } from './shrink.js';
import { Ground } from './world.js';

export interface SimulationOptions {
  runs: number;
  /** Of the first run; each further one takes the next. */
  seed: number;
  /** Only these steps, to live a shortened failure again. */
  only?: readonly number[] | undefined;
  plant?: PlantName;
  tell?: (line: string) => void;
}

export interface SimulationReport {
  runs: number;
  steps: number;
  crashes: number;
  tally: Record<Row, number>;
  /** The first run that failed; none came after it. */
  failed: RunReport | null;
}

/** Lives seed after seed until one fails. */
export async function simulateOn(ground: Ground, options: SimulationOptions): Promise<SimulationReport> {
  const tally = Object.fromEntries(ROWS.map((row) => [row, 0])) as Record<Row, number>;
  const sum: SimulationReport = { runs: 0, steps: 0, crashes: 0, tally, failed: null };
  while (sum.runs < options.runs && !sum.failed) {
    const report = await runSeed(ground, options.seed + sum.runs, { plant: options.plant, only: options.only });
    sum.runs += 1;
    sum.steps += report.steps;
    sum.crashes += report.crashes;
    for (const [row, times] of report.tally) tally[row] += times;
    if (report.failure) sum.failed = report;
    if (sum.runs % 50 === 0) options.tell?.(`... ${sum.runs} runs`);
  }
  return sum;
}

export function linesOf({ runs, steps, crashes, tally }: SimulationReport, firstSeed: number): string[] {
  return [
    `seeds ${firstSeed} to ${firstSeed + runs - 1}: ${runs} runs, ${steps} steps, ${crashes} crashes`,
    ...ROWS.map((row) => `${String(tally[row]).padStart(8)}  ${row}`),
  ];
}

/** What a person runs by hand. @returns whether every run kept every promise */
export async function simulate(options: SimulationOptions & { tell: (line: string) => void }): Promise<boolean> {
  const ground = await Ground.open();
  try {
    const report = await simulateOn(ground, options);
    for (const line of linesOf(report, options.seed)) options.tell(line);
    const { failed } = report;
    if (!failed) return true;
    options.tell(`seed ${failed.seed} failed at ${failed.failure?.step}: ${failed.failure?.faults.join('; ')}`);
    if (options.only === undefined) {
      options.tell('shortening it ...');
      const short = await shorten(ground, failed, options.plant);
      for (const line of [...short.log, ...(short.failure?.faults ?? [])]) options.tell(line);
      options.tell(`again: npx -y pnpm@12 sim --runs 1 --seed ${failed.seed} --only ${short.only.join()}`);
    } else for (const line of failed.log) options.tell(line);
    return false;
  } finally {
    await ground.close();
  }
}
