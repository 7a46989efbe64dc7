import { execFileSync } from 'node:child_process';
import { arch, cpus, release, totalmem, type } from 'node:os';

import type { Pace } from '../rounds.ts';
import type { Stage } from '../stage/stage.ts';

/** Where and on what it was measured. */
export interface Machine {
  date: string;
  commit: string;
  cores: number;
  processor: string;
  memoryGb: string;
  system: string;
  node: string;
  postgres: string;
  pace: string;
}

export async function machineOf(stage: Stage, pace: Pace): Promise<Machine> {
  const client = await stage.connect('postgres');
  const version = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    cores: cpus().length,
    processor: processor?.model.trim() || arch(),
    memoryGb: (totalmem() / 2 ** 30).toFixed(0),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres: version.rows[0]?.server_version ?? 'unknown',
    pace: `32 connections, ${pace.warmUp} s of warm-up, then the median of ${pace.rounds} runs of ${pace.seconds} s a side, turn by turn.`,
  };
}

/** The commit, marked when files differ from it. */
function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    const dirty = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' and changes';
    return git('rev-parse', '--short', 'HEAD') + dirty;
  } catch {
    return 'unknown'; // the source came without its history
  }
}
