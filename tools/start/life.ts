import { setTimeout as delay } from 'node:timers/promises';

import { say } from './step.ts';

type Closer = () => Promise<void> | void;

/** How long a step that is under way may take to notice that everything stops. */
const STEP_ENDS_WITHIN_MS = 3_000;

/** What was started and must be stopped, last things first, once, whatever the reason. */
export class Life {
  private readonly abort = new AbortController();
  private readonly closers: Closer[] = [];
  private work: Promise<unknown> = Promise.resolve();

  get isStopping(): boolean {
    return this.abort.signal.aborted;
  }

  /** Aborted as soon as everything stops. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Notes what to stop. Things that arrive while everything stops are stopped at once. */
  async own(closer: Closer): Promise<void> {
    if (!this.isStopping) this.closers.push(closer);
    else await closer();
  }

  /** Does the work of the start; its failure ends everything. */
  run(work: Promise<void>): void {
    this.work = work.catch((error: unknown) => {
      // The work was cut off on purpose: what it complains about then is no news.
      if (!this.isStopping) void this.end(1, error instanceof Error ? error.message : String(error));
    });
  }

  /** Stops everything and leaves. Only the first call counts. */
  async end(code: number, why: string): Promise<void> {
    if (this.isStopping) return;
    this.abort.abort();
    const begun = performance.now();
    (code === 0 ? process.stdout : process.stderr).write(`${why}\n`);
    await this.closeAll();
    // Work that is under way may still be starting something; it ends that itself, through `own`.
    if (code === 0) await Promise.race([this.work, delay(STEP_ENDS_WITHIN_MS)]);
    if (code === 0) say(`stopped in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    process.exit(code);
  }

  private async closeAll(): Promise<void> {
    for (const closer of this.closers.splice(0).toReversed()) {
      try {
        await closer();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}
