import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { binaries, type Runner } from './account.ts';
import { PostgresError } from './fault.ts';

export interface Remembered {
  port?: number;
  password: string;
}

export interface NewCluster {
  folder: string;
  dataDir: string;
  runner: Runner;
  password: string;
  throwAway: boolean;
}

/** Made beside its place and moved there whole, so that an interrupted first start leaves nothing half made. */
export async function initialise({ folder, dataDir, runner, password, throwAway }: NewCluster): Promise<void> {
  const fresh = `${folder}.new`;
  const passwordFile = join(dataDir, `.initdb-${randomBytes(6).toString('hex')}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of runner.account ? [fresh, passwordFile] : []) {
    chownSync(path, runner.account?.uid ?? -1, runner.account?.gid ?? -1);
  }
  try {
    // The builtin locale sorts by code point and knows Unicode letters, whatever is installed on the machine.
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const pace = throwAway ? ['--no-sync'] : [];
    const fault = await faultOf(runner, [`--pgdata=${fresh}`, ...access, ...locale, '--no-instructions', ...pace]);
    if (fault) throw new PostgresError(`PostgreSQL could not make its folder in ${dataDir}: ${fault}`);
    renameSync(fresh, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function faultOf(runner: Runner, options: string[]): Promise<string | undefined> {
  const [file, args] = runner.command(binaries().initdb, options);
  return new Promise((fulfil) => {
    const initdb = spawn(file, args, {
      ...runner.identity,
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    initdb.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    initdb.once('error', (error) => fulfil(error.message));
    initdb.once('close', (code) => fulfil(code === 0 ? undefined : lastFault(said) || `initdb ended with ${code}`));
  });
}

/** The reason in PostgreSQL's own words: its last line that says FATAL or error. */
export function lastFault(text: string): string {
  const faults = text.split('\n').filter((line) => /FATAL:|PANIC:|error:/.test(line));
  return (faults.at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}

/** A PGDATA or PGPORT of the person's own server must not steer ours; messages are read above, so they are English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

export function recall(dataDir: string): Remembered | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
    if (typeof read !== 'object' || read === null || !('password' in read)) return undefined;
    if (typeof read.password !== 'string') return undefined;
    return { password: read.password, ...('port' in read && typeof read.port === 'number' ? { port: read.port } : {}) };
  } catch {
    return undefined;
  }
}

export function remember(dataDir: string, remembered: Remembered): void {
  const file = join(dataDir, 'postgres.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(remembered)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
