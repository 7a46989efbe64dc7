import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { commandOf, isAlive } from '../postgres/process.ts';

/** What a holder looks like: after a crash its number may belong to any other program. */
const HOLDER = /\bnode\b.*\.[cm]?[jt]s\b/;

/** A file that names the one process that may do something: its id and nothing else, so that `kill $(cat …)` works. */
export class PidFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @returns the file, or the id of the living process that has it */
  static take(path: string): PidFile | number {
    const mine = `${path}.${process.pid}`;
    writeFileSync(mine, `${process.pid}\n`);
    try {
      for (;;) {
        try {
          linkSync(mine, path); // whole or not at all, and never over somebody else's
          return new PidFile(path);
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        }
        const holder = PidFile.holderOf(path);
        if (holder !== undefined) return holder;
        rmSync(path, { force: true });
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** Waits until whoever has it is done. */
  static async waitFor(path: string, signal?: AbortSignal): Promise<PidFile> {
    for (;;) {
      const taken = PidFile.take(path);
      if (taken instanceof PidFile) return taken;
      await delay(100, undefined, signal ? { signal } : {});
    }
  }

  /** The living process that the file names. */
  static holderOf(path: string): number | undefined {
    const pid = Number(read(path));
    if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid)) return undefined;
    // In a container every start gets the same number: one that is ours was left by an earlier life.
    return pid !== process.pid && HOLDER.test(commandOf(pid)) ? pid : undefined;
  }

  release(): void {
    if (Number(read(this.path)) === process.pid) rmSync(this.path, { force: true });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
