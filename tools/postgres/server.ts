import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { binaries, type Runner } from './account.ts';
import { cleanEnvironment, lastFault } from './cluster.ts';
import { isAlive } from './process.ts';

/** Crash recovery of a large database may take this long before it accepts anybody. */
export const READY_WITHIN_MS = 60_000;
/** With the seconds of the API before it, these stay within the ten that everything has to stop. */
const FAST_STOP_MS = 5_000;
const IMMEDIATE_STOP_MS = 1_000;

export interface RunningPostgres {
  /** Of the database `postgres`, with the password in it: never print this. */
  url: string;
  pid: number;
  /** The server was already running: a killed parent had left it. */
  adopted: boolean;
  /** Ends sessions, writes everything down and waits until the process is gone. */
  stop(): Promise<void>;
}

export interface Launch {
  folder: string;
  dataDir: string;
  runner: Runner;
  port: number;
  password: string;
  throwAway: boolean;
}

type Launched =
  | { isUp: true; server: RunningPostgres }
  | { isUp: false; isPortLost: boolean; isHeld: boolean; why: string };

/** What a server writes whose files the sessions of a killed one still hold. These write to the same log, so it need not be the last word. */
const HELD = /postmaster\.pid|shared memory/;

export async function launch({ folder, dataDir, runner, port, password, throwAway }: Launch): Promise<Launched> {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const logFile = join(dataDir, 'logs', 'postgres.log');
  const output = openSync(logFile, 'a', 0o600);
  const seen = statSync(logFile).size;
  const [file, args] = runner.command(binaries().postgres, ['-D', folder, ...flagsFor(port, { throwAway })]);
  // A group of its own: Ctrl-C must reach the API first. A file, not a pipe: the server may outlive a killed parent.
  const server = spawn(file, args, {
    ...runner.identity,
    cwd: '/',
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let ended: string | undefined;
  server.once('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`));
  server.once('error', (error) => (ended = error.message));
  server.unref();
  const url = urlOf(port, password);
  const end = Date.now() + READY_WITHIN_MS;
  let refusal: string | undefined = 'no answer';
  while (refusal && ended === undefined && Date.now() < end) {
    await delay(20);
    refusal = await refusalOf(url);
  }
  const pid = server.pid ?? 0;
  if (refusal || ended !== undefined) {
    if (ended === undefined) await stopServer(pid);
    const written = readFileSync(logFile).subarray(seen).toString('utf8');
    const isPortLost = written.includes('Address already in use');
    const isHeld = HELD.test(written);
    const reason = isPortLost ? `port ${port} is in use` : lastFault(written) || ended || refusal;
    return { isUp: false, isPortLost, isHeld, why: `PostgreSQL could not start: ${reason} (more in ${logFile}).` };
  }
  const disarm = throwAway ? endWithUs(pid, dataDir) : () => {};
  const stop = async (): Promise<void> => {
    disarm();
    await stopServer(pid);
  };
  return { isUp: true, server: { url, pid, adopted: false, stop } };
}

function flagsFor(port: number, { throwAway }: { throwAway: boolean }): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=off',
    ...(throwAway ? ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=4GB'] : []),
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}

export function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Asks like any client; what is wrong, or undefined once it serves. */
export async function refusalOf(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {}); // a server that goes away between two questions is told by the question itself
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return error instanceof Error && error.message ? error.message : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** SIGINT is PostgreSQL's "fast" shutdown: sessions end, all is written. SIGQUIT leaves recovery to the next start. */
export async function stopServer(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', 1_000],
  ] as const;
  for (const [signal, withinMs] of steps) {
    if (pid < 2 || !isAlive(pid)) return;
    process.kill(pid, signal);
    const end = Date.now() + withinMs;
    while (isAlive(pid) && Date.now() < end) await delay(20);
  }
}

/**
 * A shell that waits for the end of its input, which comes when this process is gone in whatever way; then it ends the
 * server and removes the folder. Not on Windows, where a killed test run leaves both.
 * @returns what disarms it
 */
function endWithUs(pid: number, dataDir: string): () => void {
  if (process.platform === 'win32') return () => {};
  const script =
    'read -r word; [ "$word" = disarm ] && exit 0; kill -QUIT "$1"; n=0; ' +
    'while kill -0 "$1" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; rm -rf -- "$2"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(pid), dataDir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {}); // without a shell there is no guard; the server still stops in the usual way
  guard.unref();
  const input = guard.stdin;
  input.on('error', () => {});
  if ('unref' in input && typeof input.unref === 'function') input.unref();
  return () => input.end('disarm\n');
}
