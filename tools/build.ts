import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PidFile } from './start/pid-file.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Package {
  folder: string;
  /** Must exist after a build. */
  entry: string;
  /** Packages whose source ends up inside the result. */
  contains: string[];
}

/** The libraries and services are translated file by file, each for itself; only the page bundles what it imports. */
const PACKAGES: Package[] = [
  { folder: 'libs/money', entry: 'dist/index.js', contains: [] },
  { folder: 'libs/contracts', entry: 'dist/index.js', contains: [] },
  { folder: 'libs/ipay', entry: 'dist/index.js', contains: [] },
  { folder: 'apps/alipay-gateway', entry: 'dist/main.js', contains: [] },
  { folder: 'apps/api', entry: 'dist/src/main.js', contains: [] },
  { folder: 'apps/web', entry: 'dist/index.html', contains: ['libs/money', 'libs/contracts'] },
];

/** What decides over every package's result besides its own files. */
const SHARED_INPUTS = ['.swcrc', 'pnpm-lock.yaml', 'package.json'];
const NO_INPUT = /(^|\/)(node_modules|dist|pem|test|fixtures)\/|\.(int-)?spec\.ts$/;

export interface BuildReport {
  built: string[];
  unchanged: string[];
  /** Not there yet, so not built. */
  skipped: string[];
}

/** What the compiler said, for the person who has to mend it. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

export interface BuildOptions {
  /** Only these folders; all of them otherwise. */
  only?: readonly string[];
  /** Ends the compilers that run. */
  signal?: AbortSignal;
}

/**
 * Builds what changed since its last build: the stamp of a package is a hash over all that goes into it.
 * @throws BuildError naming the package
 */
export async function build({ only, signal }: BuildOptions = {}): Promise<BuildReport> {
  const report: BuildReport = { built: [], unchanged: [], skipped: [] };
  mkdirSync(join(ROOT, '.cache', 'build'), { recursive: true });
  // Two starts in one clone, with two data folders, share these results.
  const lock = await PidFile.waitFor(join(ROOT, '.cache', 'build.pid'), signal);
  try {
    const wanted = PACKAGES.filter((one) => !only || only.includes(one.folder));
    const results = await Promise.allSettled(
      wanted.map(async (one) => report[await buildOne(one, signal)].push(one.folder)),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return report;
  } finally {
    lock.release();
  }
}

async function buildOne(one: Package, signal: AbortSignal | undefined): Promise<keyof BuildReport> {
  const folder = join(ROOT, one.folder);
  const source = one.folder === 'apps/web' ? 'index.html' : 'src';
  if (!existsSync(join(folder, source))) return 'skipped';
  const stampFile = join(ROOT, '.cache', 'build', one.folder.replaceAll('/', '-'));
  const stamp = stampOf(one);
  const isDone = existsSync(join(folder, one.entry)) && existsSync(stampFile);
  if (isDone && readFileSync(stampFile, 'utf8') === stamp) return 'unchanged';
  rmSync(stampFile, { force: true });
  // What is left of a deleted source file must not be loaded. Vite clears its own.
  if (one.folder !== 'apps/web') rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await run(one, signal);
  if (!existsSync(join(folder, one.entry))) throw new BuildError(`${one.folder}: the build made no ${one.entry}.`);
  writeFileSync(stampFile, stamp);
  return 'built';
}

function stampOf(one: Package): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform}\n`);
  for (const folder of [one.folder, ...one.contains]) {
    const files = globSync('**/*', { cwd: join(ROOT, folder), exclude: (name) => NO_INPUT.test(`${name}/`) });
    const inputs = files.map((file) => file.replaceAll('\\', '/')).filter((file) => !NO_INPUT.test(file));
    for (const file of inputs.sort()) add(hash, `${folder}/${file}`);
  }
  for (const file of SHARED_INPUTS) add(hash, file);
  return hash.digest('hex');
}

function add(hash: ReturnType<typeof createHash>, file: string): void {
  const path = join(ROOT, file);
  if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
}

/** Runs the package's own `build` script, as pnpm would, without the second that pnpm takes to begin. */
function run(one: Package, signal: AbortSignal | undefined): Promise<void> {
  const folder = join(ROOT, one.folder);
  const script = buildScriptOf(folder);
  return new Promise((fulfil, refuse) => {
    const compiler = spawn(script, {
      cwd: folder,
      shell: true,
      // A group of its own, so that what the shell started ends with it.
      detached: process.platform !== 'win32',
      env: buildEnvironment(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [compiler.stdout, compiler.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    const abort = (): void => endGroup(compiler);
    signal?.addEventListener('abort', abort, { once: true });
    compiler.once('error', (error) => refuse(new BuildError(`${one.folder} could not be built: ${error.message}`)));
    compiler.once('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (code === 0) fulfil();
      else refuse(new BuildError(`${one.folder} does not build:\n${said.trim() || `its build ended with ${code}`}`));
    });
    if (signal?.aborted) abort();
  });
}

function buildScriptOf(folder: string): string {
  const read = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts?: { build?: string } };
  if (!read.scripts?.build) throw new BuildError(`${folder}/package.json has no build script.`);
  return read.scripts.build;
}

function buildEnvironment(folder: string): NodeJS.ProcessEnv {
  const places = [join(folder, 'node_modules/.bin'), join(ROOT, 'node_modules/.bin'), dirname(process.execPath)];
  // A NODE_ENV of development would make the page carry the developer's tools.
  return { ...process.env, NODE_ENV: 'production', PATH: [...places, process.env['PATH']].join(delimiter) };
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

if (import.meta.main) {
  try {
    const { built, unchanged, skipped } = await build();
    console.log(
      `built: ${built.join(', ') || 'nothing'}; unchanged: ${unchanged.length}; not there yet: ${skipped.length}`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
