import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How long a child may tidy up after SIGTERM before it is killed. */
const GRACE_MS = 8_000;

export interface Command {
  args: string[];
  /** Relative to the repository. */
  cwd?: string;
  env?: Record<string, string>;
}

export interface Ended {
  ok: boolean;
  stdout: string;
  /** Both streams, in the order in which they came. */
  output: string;
}

const running = new Set<ChildProcess>();
let isEnding = false;

/**
 * Runs a program of node_modules on this very Node and keeps what it says. Never throws: a program that cannot start has
 * failed and says why.
 */
export function runNode({ args, cwd = '.', env = {} }: Command): Promise<Ended> {
  if (isEnding) return Promise.resolve({ ok: false, stdout: '', output: 'not started: the run was ended' });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: fileURLToPath(new URL(`../../${cwd}`, import.meta.url)),
      env: { ...uncoloured(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it started ends with it.
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => {
      running.delete(child);
      resolve({ ok: false, stdout, output: `${output}${error.message}` });
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ ok: code === 0, stdout, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/** Reports are kept and printed later, so they are written for paper. FORCE_COLOR would win over NO_COLOR, even as 0. */
function uncoloured(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1' };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}

async function endAll(): Promise<void> {
  isEnding = true;
  const children = [...running];
  const closed = Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
  for (const child of children) signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => children.forEach((child) => signalGroup(child, 'SIGKILL')), GRACE_MS);
  await closed;
  clearTimeout(timer);
}

/** Whatever ends this run ends its children first: a signal, or whoever launched it being gone (npx passes no signal on). */
export function endChildrenWithUs(): void {
  const leave = (code: number): void => {
    if (!isEnding) void endAll().then(() => process.exit(code));
  };
  process.once('SIGINT', () => leave(130));
  process.once('SIGTERM', () => leave(143));
  process.once('SIGHUP', () => leave(129));
  const launcher = process.ppid;
  setInterval(() => process.ppid !== launcher && leave(143), 500).unref();
}
