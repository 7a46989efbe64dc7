import { planOf } from './plan.js';
import { type RunOptions, type RunReport, runSeed } from './run.js';
import type { Ground } from './world.js';

/** Runs that a failing seed may cost to shorten. */
const ATTEMPTS = 60;

/** What stays the same while steps are left out: the kind of the fault, without the numbers in it. */
const kindOf = (report: RunReport): string => (report.failure?.faults[0] ?? '').replaceAll(/[0-9a-f]{4,}|\d+/g, '#');

/** Leaves out steps, halves first and single ones last, while the run still fails in the same way. */
export async function shorten(
  ground: Ground,
  failed: RunReport,
  plant: RunOptions['plant'],
): Promise<RunReport & { only: number[] }> {
  const end = failed.failure?.step;
  let only = planOf(failed.seed)
    .map((step) => step.at)
    .filter((at) => end === 'end' || end === undefined || at <= end);
  let best = failed;
  let attempts = 0;
  for (let size = Math.ceil(only.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < only.length && attempts < ATTEMPTS;) {
      const fewer = only.filter((_, at) => at < from || at >= from + size);
      attempts += 1;
      const report = await runSeed(ground, failed.seed, { plant, only: fewer });
      if (report.failure && kindOf(report) === kindOf(failed)) [only, best] = [fewer, report];
      else from += size;
    }
  }
  return { ...best, only };
}
