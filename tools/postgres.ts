import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { runnerFor } from './postgres/account.ts';
import { initialise, recall, remember } from './postgres/cluster.ts';
import { PostgresError } from './postgres/fault.ts';
import { commandOf, isAlive } from './postgres/process.ts';
import { launch, READY_WITHIN_MS, refusalOf, type RunningPostgres, stopServer, urlOf } from './postgres/server.ts';

export { PostgresError } from './postgres/fault.ts';
export type { RunningPostgres } from './postgres/server.ts';

/** After a SIGKILL the sessions of the old server need a moment to notice; until then its files are held. */
const RELEASE_WITHIN_MS = 10_000;

/** Between our look at a port and the server's own, somebody else may take it. */
const START_ATTEMPTS = 3;

export interface PostgresOptions {
  /** The server lives in `postgres/` in here; its port and password are remembered in `postgres.json`. */
  dataDir: string;
  /** A fixed port instead of the remembered or a free one. */
  port?: number;
  /** For tests: nothing is written through to the disk, and the folder goes when this process does. */
  throwAway?: boolean;
  log?: (line: string) => void;
}

/**
 * A real PostgreSQL of our own, listening on 127.0.0.1 only. A server of this folder that still runs is taken over.
 * Only the programs of the library are used: its class hooks every signal of the process that loads it and would end
 * the database before whoever still uses it.
 * @throws PostgresError
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const log = options.log ?? (() => {});
  mkdirSync(options.dataDir, { recursive: true });
  const dataDir = realpathSync(options.dataDir);
  const folder = join(dataDir, 'postgres');
  const living = await adopt(folder, dataDir);
  if (living) {
    log(`PostgreSQL was still running (pid ${living.pid}) and is used again`);
    return living;
  }
  const runner = runnerFor(folder, dataDir);
  const throwAway = options.throwAway === true;
  const remembered = recall(dataDir) ?? { password: randomBytes(24).toString('base64url') };
  if (existsSync(folder) && !recall(dataDir)) {
    throw new PostgresError(`The password of the database in ${folder} is lost: bring ${dataDir}/postgres.json back.`);
  }
  remember(dataDir, remembered);
  if (!existsSync(folder)) await initialise({ folder, dataDir, runner, throwAway, password: remembered.password });
  const releasedBy = Date.now() + RELEASE_WITHIN_MS;
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePortNear(attempt === 1 ? remembered.port : undefined));
    remember(dataDir, { ...remembered, port });
    const started = await launch({ folder, dataDir, runner, port, throwAway, password: remembered.password });
    if (started.isUp) return started.server;
    if (started.isHeld && Date.now() < releasedBy) {
      await delay(250);
      attempt--;
      continue;
    }
    const mayRepeat = started.isPortLost && options.port === undefined && attempt < START_ATTEMPTS;
    if (!mayRepeat) throw new PostgresError(started.why);
    log(`port ${port} was taken meanwhile`);
  }
}

/** The server of this folder that already runs, if one does. */
async function adopt(folder: string, dataDir: string): Promise<RunningPostgres | undefined> {
  const lockFile = join(folder, 'postmaster.pid');
  const lines = readLines(lockFile);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid)) return undefined; // what a dead one left, the next one clears
  const command = commandOf(pid);
  if (!command.includes('postgres') || !command.includes(folder)) {
    // The number went to another program after a crash; the server would take that one for a twin and refuse to start.
    rmSync(lockFile, { force: true });
    return undefined;
  }
  const known = recall(dataDir);
  if (!known)
    throw new PostgresError(`PostgreSQL runs in ${folder} (pid ${pid}), but its password is lost: end it first.`);
  const end = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const url = urlOf(Number(readLines(lockFile)[3]) || known.port || 0, known.password);
    const refusal = await refusalOf(url);
    if (!refusal) return { url, pid, adopted: true, stop: () => stopServer(pid) };
    if (!isAlive(pid)) return undefined; // it was on its way down
    if (Date.now() > end)
      throw new PostgresError(`PostgreSQL runs in ${folder} (pid ${pid}), but does not answer: ${refusal}`);
    await delay(100);
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** @returns the wanted port when nobody has it, and any free one otherwise */
export function freePortNear(wanted = 0): Promise<number> {
  return freePort(wanted).catch(() => freePort(0));
}

function freePort(wanted: number): Promise<number> {
  return new Promise((fulfil, refuse) => {
    const server = createServer();
    server.once('error', refuse);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => fulfil(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}
