import { parseArgs } from 'node:util';

import { endChildrenWithUs } from './test/command.ts';
import { jestStep } from './test/jest.ts';
import { buildStep, journeyStep } from './test/journeys.ts';
import { staticSteps } from './test/static.ts';
import { type Outcome, runSteps } from './test/step.ts';

/**
 * The whole proof: what can be read off the code, then unit and integration tests, then journeys in a real browser.
 * `--only static|jest|e2e` runs one part. The last line is `N passed, N failed`, over static steps and single tests.
 */
const PARTS = {
  // Two at a time: that is how many cores the smallest machine has.
  static: () => runSteps(staticSteps(), 2),
  // Some tests run the built programs; a build that is up to date takes no time.
  jest: () => runSteps([buildStep, jestStep], 1),
  e2e: () => runSteps([buildStep, journeyStep], 1),
} satisfies Record<string, () => Promise<Outcome[]>>;

type Part = keyof typeof PARTS;

function isPart(name: string): name is Part {
  return Object.hasOwn(PARTS, name);
}

function partsToRun(): Part[] {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const all = Object.keys(PARTS).filter(isPart);
  if (only === undefined) return all;
  if (!isPart(only)) throw new Error(`--only takes one of ${all.join(', ')}, not ${only}`);
  return [only];
}

try {
  endChildrenWithUs();
  const outcomes: Outcome[] = [];
  for (const part of partsToRun()) outcomes.push(...(await PARTS[part]()));
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
