import { Actors } from './actors.js';
import { brokenNow, differences, isQuiet } from './books.js';
import { countBooks, type Tally } from './coverage.js';
import { planOf, type Step } from './plan.js';
import type { PlantName } from './plant.js';
import { Random } from './random.js';
import { type Ground, World } from './world.js';

/** What went wrong, and where: the step's place in the whole plan, or the end. */
export interface Failure {
  step: number | 'end';
  faults: string[];
}

export interface RunReport {
  seed: number;
  steps: number;
  crashes: number;
  tally: Tally;
  failure: Failure | null;
  /** One line an act, to read what happened. */
  log: string[];
}

export interface RunOptions {
  plant?: PlantName | undefined;
  /** Only these steps of the seed's plan; all of them otherwise. */
  only?: readonly number[] | undefined;
}

/** Gaps that let everything come due that waits: ladders, deadlines, repeated notifies, the last retries of refunds. */
const DRAIN_SECONDS = [5, 60, 1900, 60, 60, 600, 3600, 3600, 7200, 14_400, 28_800, 57_600, 60, 60, 3600, 3600, 3600];

/** Lives one seed's plan through in a world of its own. The same seed and options give the same run. */
export async function runSeed(ground: Ground, seed: number, options: RunOptions = {}): Promise<RunReport> {
  const plan = planOf(seed).filter((step) => options.only?.includes(step.at) ?? true);
  const world = await World.open(ground, seed, options.plant);
  const report: RunReport = { seed, steps: 0, crashes: 0, tally: new Map(), failure: null, log: [] };
  const actors = new Actors(world, report.tally);
  try {
    for (const step of plan) {
      await live(world, actors, step, report);
      const faults = await brokenNow(world);
      if (faults.length > 0) return { ...report, failure: { step: step.at, faults } };
    }
    const faults = await drain(world, actors);
    if (faults.length > 0) return { ...report, failure: { step: 'end', faults } };
    return report;
  } finally {
    report.crashes = world.crashes;
    await countBooks(report.tally, ground);
    await world.close();
  }
}

async function live(world: World, actors: Actors, step: Step, report: RunReport): Promise<void> {
  world.turnstile.random = new Random(step.seed);
  const deeds = await actors.decide(step.actions);
  if (step.dieAtPoint !== null) world.host.dieAtPoint(step.dieAtPoint);
  const { host } = world;
  const lines = await Promise.all(deeds.map(async ({ name, deed }) => `${name}: ${await deed()}`));
  await world.turnstile.idle();
  host.surviveAgain();
  report.steps += 1;
  report.log.push(...lines.map((line) => `${step.at} ${line}${host.isDead ? ' (the process died)' : ''}`));
  await world.revive();
}

/** No fault and no crash any more: everything that is on its way must arrive. */
async function drain(world: World, actors: Actors): Promise<string[]> {
  await actors.mend();
  let quietRounds = 0;
  for (const seconds of DRAIN_SECONDS) {
    world.pass(seconds);
    await world.gateway.tick();
    await world.sweep();
    quietRounds = (await isQuiet(world)) ? quietRounds + 1 : 0;
  }
  const faults = await brokenNow(world);
  if (quietRounds === 0) faults.push('something is still on its way');
  return [...faults, ...(await differences(world, actors.strangers.refunds))];
}
