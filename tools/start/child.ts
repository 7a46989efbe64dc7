import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const EXIT_WITH_PARENT = new URL('../exit-with-parent.mjs', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAST_LINES = 15;

export interface ChildOptions {
  /** As a person calls it: "The API". */
  title: string;
  script: string;
  args?: string[];
  /** For Node itself. */
  nodeArgs?: readonly string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  cwd?: string;
}

export interface Child {
  title: string;
  pid: number;
  /** Settles when it ended, with a sentence that says how. */
  ended: Promise<ChildEnd>;
  hasEnded(): boolean;
  stop(withinMs: number): Promise<void>;
}

export interface ChildEnd {
  code: number | null;
  why: string;
}

/** Starts a Node program that ends when we do. Its group is its own: Ctrl-C reaches us alone, and we end it in order. */
export function startChild({ title, script, args = [], nodeArgs = [], env, logFile, cwd = ROOT }: ChildOptions): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const output = openSync(logFile, 'a', 0o600);
  const seen = statSync(logFile).size;
  const child = spawn(process.execPath, [...nodeArgs, '--import', EXIT_WITH_PARENT, script, ...args], {
    cwd,
    // What the engine compiled last time is read back.
    env: { NODE_COMPILE_CACHE: join(ROOT, '.cache', 'node'), ...env },
    detached: true,
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  child.stdin?.on('error', () => {}); // it ended before us
  let isOver = false;
  const ended = new Promise<ChildEnd>((fulfil) => {
    child.once('error', (error) => fulfil({ code: null, why: `${title} could not start: ${error.message}` }));
    child.once('exit', (code, signal) => {
      const how = signal ? `by ${signal}` : `with code ${code}`;
      const last = readFileSync(logFile).subarray(seen).toString('utf8').trimEnd().split('\n').slice(-LAST_LINES);
      fulfil({ code, why: `${title} ended ${how}. Its last lines, from ${logFile}:\n  ${last.join('\n  ')}` });
    });
  }).finally(() => (isOver = true));
  const stop = async (withinMs: number): Promise<void> => {
    if (isOver) return;
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([ended, delay(withinMs)]);
    if (!isOver) signalGroup(child.pid, 'SIGKILL');
    await Promise.race([ended, delay(1_000)]);
  };
  return { title, pid: child.pid ?? 0, ended, hasEnded: () => isOver, stop };
}

function signalGroup(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    // SIGTERM to the first one alone, which ends its workers itself; SIGKILL leaves none of them.
    process.kill(signal === 'SIGKILL' && process.platform !== 'win32' ? -pid : pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Asks until the child answers with 2xx. @throws Error with the sentence of its end, or when it takes too long */
export async function untilReady(child: Child, url: string, withinMs: number): Promise<void> {
  const limit = AbortSignal.timeout(withinMs);
  while (!limit.aborted) {
    if (child.hasEnded()) throw new Error((await child.ended).why);
    const isReady = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady && !child.hasEnded()) return;
    await delay(40);
  }
  throw new Error(`${child.title} did not answer at ${url} within ${withinMs / 1000} s.`);
}
