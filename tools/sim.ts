import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.ts';
import { startPostgres } from './postgres.ts';
import { ROOT, runNode } from './test/command.ts';
import { programOf } from './test/static.ts';

/**
 * Lives many random weeks of the shop, with crashes, and checks every promise after every step. Another seed is another
 * life; a seed that fails is shortened and told with the command that shows it again.
 */
interface Simulation {
  simulate(options: {
    runs: number;
    seed: number;
    only?: number[] | undefined;
    tell: (line: string) => void;
  }): Promise<boolean>;
}

/** The built API and, beside it, its simulation, which no build contains. */
async function loadSimulation(): Promise<Simulation> {
  await build({ only: ['libs/money', 'libs/contracts', 'libs/ipay', 'apps/alipay-gateway', 'apps/api'] });
  const sources = ['test/simulation', '-d', 'dist', '--config-file', '../../.swcrc', '--ignore', '**/*.int-spec.ts'];
  const { ok, output } = await runNode({ args: [programOf('@swc/cli', '.', 'swc'), ...sources], cwd: 'apps/api' });
  if (!ok) throw new Error(`the simulation does not build:\n${output.trim()}`);
  const module = pathToFileURL(join(ROOT, 'apps/api/dist/test/simulation/simulate.js'));
  return (await import(module.href)) as Simulation;
}

/** Runs `work` with a database server that is thrown away afterwards, or with the one that is given. */
async function withServer(work: () => Promise<boolean>): Promise<boolean> {
  if (process.env['TEST_DATABASE_URL']) return work();
  const dataDir = mkdtempSync(join(tmpdir(), 'luffy-sim-'));
  chmodSync(dataDir, 0o711); // for root's sake: the server runs as another user and must pass through
  const server = await startPostgres({ dataDir, throwAway: true });
  try {
    process.env['TEST_DATABASE_URL'] = server.url;
    return await work();
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes whole numbers, not ${text}`);
  return Number(text);
}

try {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      only: { type: 'string' },
    },
  });
  const only = values.only?.split(',').map((step) => wholeNumber('only', step));
  const [runs, seed] = [wholeNumber('runs', values.runs), wholeNumber('seed', values.seed)];
  const simulation = await loadSimulation();
  const isGood = await withServer(() => simulation.simulate({ runs, seed, only, tell: (line) => console.log(line) }));
  console.log(isGood ? 'every promise was kept' : 'a promise was broken');
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
