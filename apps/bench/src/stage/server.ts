import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { inherited } from '../../../../tools/program.ts';

/** /proc counts processor time in hundredths of a second on every Linux we know (getconf CLK_TCK). */
const TICKS_A_SECOND = 100;
const READY_WITHIN_MS = 120_000;
/** What Node itself says when somebody looks into it, and what each further worker says at its start. */
const INSPECTORS = /^Debugger |nodejs\.org\/learn|^listening /;

/** A server under measurement: a process of its own, whose processor time and memory can be read from outside. */
export class Server {
  readonly url: string;
  readonly startedInMs: number;
  /** Where the process can be looked into, when it was started with `--inspect`. */
  readonly debugger: string | null;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, said: string, startedInMs: number) {
    this.#child = child;
    this.url = (/listening (?:on )?(http:\S+)/.exec(said)?.[1] ?? '').replace(/\/$/, '');
    this.debugger = /Debugger listening on (ws:\S+)/.exec(said)?.[1] ?? null;
    this.startedInMs = startedInMs;
  }

  /** Starts a script and waits until it says `listening <url>`. What it says later is passed on: it is never nothing. */
  static async start(args: readonly string[], env: Record<string, string>): Promise<Server> {
    const began = performance.now();
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!/listening (?:on )?http:\S+/.test(said)) {
      if (child.exitCode !== null || performance.now() - began > READY_WITHIN_MS) {
        child.kill('SIGKILL');
        throw new Error(`${args.join(' ')} did not start:\n${said}`);
      }
      await new Promise((resume) => setTimeout(resume, 10));
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.removeAllListeners('data').on('data', (text: string) => {
        if (!INSPECTORS.test(text)) process.stderr.write(text);
      });
    }
    return new Server(child, said, performance.now() - began);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Seconds of processor time so far, of the process and of those it forked. */
  cpuSeconds(): number {
    return [this.pid, ...childrenOf(this.pid)].reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  }

  /** The most memory the process ever held, in MB; with workers, the largest of them. */
  peakMb(): number {
    return Math.max(...[this.pid, ...childrenOf(this.pid)].map((pid) => memoryMb(pid, 'VmHWM')));
  }

  /** What the process holds now, in MB. */
  residentMb(): number {
    return memoryMb(this.pid, 'VmRSS');
  }

  /** From now on `peakMb` tells of what comes. */
  forgetPeak(): void {
    writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    // The load hangs up in the middle of its last requests; what they began may end.
    await delay(300);
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 8_000);
    await exited;
    clearTimeout(timer);
  }
}

const memoryMb = (pid: number, what: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return 0; // it ended between our look at the list and at the process
  }
}

/** Processes whose parent is this one. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return 0;
  }
}
