import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Somebody else's process is alive too, though we may not signal it. A dead one not yet collected counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self/stat');
  }
}

/** The command line of a process, words joined by blanks; empty when it cannot be seen. */
export function commandOf(pid: number): string {
  if (existsSync('/proc/self/stat')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** The parent of a process, and when the process started, which tells it from a later one with the same number. */
export function lineageOf(pid: number): { parent: number; startedAt: string } | undefined {
  if (existsSync('/proc/self/stat')) {
    try {
      // The name in parentheses may hold blanks and parentheses itself; what follows the last one is plain.
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      return { parent: Number(fields[1]), startedAt: fields[19] ?? '' };
    } catch {
      return undefined;
    }
  }
  const line = spawnSync('ps', ['-o', 'ppid=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [parent, ...startedAt] = line.split(/\s+/);
  return parent ? { parent: Number(parent), startedAt: startedAt.join(' ') } : undefined;
}
