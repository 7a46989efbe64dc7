import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from './build.ts';
import { freePortNear, type RunningPostgres, startPostgres } from './postgres.ts';
import { isAlive } from './postgres/process.ts';
import { ensureKeys, ensureSecret } from './start/keys.ts';
import { isUnbroken, launchersOf } from './start/launcher.ts';
import { Life } from './start/life.ts';
import { PidFile } from './start/pid-file.ts';
import { portFault } from './start/port.ts';
import { launchApi, launchGateway, type Parts, type Plan, reachable, Service, stopParts } from './start/services.ts';
import { readSettings, type Settings } from './start/settings.ts';
import { say, step } from './start/step.ts';
import { watchSources } from './start/watch.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOOK_EVERY_MS = 500;
const isWatching = process.argv.includes('--watch');

/** Refuses a second start on the same data, which would fight with the first over every file and port. */
async function claim(life: Life, dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const taken = PidFile.take(join(dataDir, 'start.pid'));
  if (typeof taken === 'number') {
    throw new Error(
      `Luffy Pay already runs with the data in ${dataDir} (pid ${taken}): stop it with kill ${taken}, or choose another DATA_DIR.`,
    );
  }
  await life.own(() => taken.release());
}

/** `0` means any free one; the addresses built from it must know which. */
async function withRealPorts(environment: NodeJS.ProcessEnv): Promise<void> {
  for (const name of ['PORT', 'GATEWAY_PORT']) {
    if (environment[name] === '0') environment[name] = String(await freePortNear());
  }
}

async function configure(life: Life): Promise<Settings> {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  await withRealPorts(process.env);
  const settings = readSettings(process.env, ROOT);
  await claim(life, settings.dataDir);
  const { config, gatewayPort, payment } = settings;
  const wishes = [{ name: 'PORT', host: config.HOST, port: config.PORT }];
  if (payment === 'local-gateway') wishes.push({ name: 'GATEWAY_PORT', host: '127.0.0.1', port: gatewayPort });
  const faults = await Promise.all(wishes.map(portFault));
  const busy = faults.filter((fault) => fault !== undefined);
  if (busy.length > 0) throw new Error(busy.join('\n'));
  return settings;
}

function startDatabase(life: Life, parts: Partial<Parts>, settings: Settings): Promise<string> {
  const { databaseUrl, dataDir } = settings;
  return next(life, 'PostgreSQL', async (note) => {
    if (databaseUrl !== undefined) {
      note('the one that DATABASE_URL names');
      return databaseUrl;
    }
    const database: RunningPostgres = await startPostgres({ dataDir, log: note });
    if (life.isStopping) await database.stop();
    parts.database = database;
    note(`port ${new URL(database.url).port}`);
    return database.url;
  });
}

/** The next step, unless everything stops already. */
function next<T>(life: Life, name: string, work: Parameters<typeof step<T>>[1]): Promise<T> {
  life.signal.throwIfAborted();
  return step(name, work);
}

async function start(life: Life): Promise<void> {
  const settings = await next(life, 'configuration', () => configure(life));
  const { dataDir, payment } = settings;
  const parts: Partial<Parts> = {};
  await life.own(() => stopParts(parts));
  const webDist = await next(life, 'build', async (note) => {
    const { built, skipped } = await build({ signal: life.signal });
    note(built.length > 0 ? built.join(', ') : 'nothing changed');
    if (skipped.length > 0) note(`not there yet: ${skipped.join(', ')}`);
    return skipped.includes('apps/web') ? undefined : join(ROOT, 'apps/web/dist');
  });
  const databaseUrl = await startDatabase(life, parts, settings);
  const [keys, jwtSecret] = await next(life, 'keys', async () => [
    payment === 'local-gateway' ? await ensureKeys(join(dataDir, 'keys')) : undefined,
    settings.jwtSecret ?? ensureSecret(join(dataDir, 'keys')),
  ]);
  const plan: Plan = { root: ROOT, settings, keys, jwtSecret, databaseUrl, webDist };
  const lost = (why: string): void => void (isWatching ? say(why) : life.end(1, why));
  const api = new Service(life, () => launchApi(plan), lost);
  const gateway = keys && new Service(life, () => launchGateway(plan), lost);
  Object.assign(parts, { api, gateway });
  // Neither needs the other to begin, and one that fails ends both.
  await Promise.all([gateway && next(life, 'gateway', () => gateway.start()), next(life, 'API', () => api.start())]);
  if (isWatching) {
    await watchSources({ root: ROOT, logFile: join(dataDir, 'logs', 'vite.log'), life, api, gateway });
  }
  lookAfter(life, parts.database);
  say(summaryOf(settings));
}

/** A database that ends by itself leaves an API that can only apologise. */
function lookAfter(life: Life, database: RunningPostgres | undefined): void {
  if (!database) return;
  setInterval(() => {
    if (!isAlive(database.pid)) void life.end(1, `PostgreSQL ended by itself; its log is in the folder logs.`);
  }, LOOK_EVERY_MS);
}

function summaryOf({ config, dataDir, gatewayPort, payment }: Settings): string {
  const shop = `http://${reachable(config.HOST)}:${config.PORT}`;
  const rows: [string, string][] = [
    ['shop', config.PUBLIC_URL.includes('//0.0.0.0') ? shop : config.PUBLIC_URL],
    ['admin', `${shop}/admin`],
    ['API docs', `${shop}/docs`],
    ['gateway', payment === 'local-gateway' ? `http://127.0.0.1:${gatewayPort}/` : config.ALIPAY_GATEWAY],
    ...(config.DEMO
      ? ([
          ['accounts', 'student / student123   student2 / student123   admin / admin123'],
          ['staff', 'support, finance, catalogue / admin123'],
        ] as [string, string][])
      : []),
    ['data', dataDir],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`);
  return `\n${lines.join('\n')}\n\nready http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`;
}

/** Neither a closed terminal nor a reader that went away may keep us from stopping in order. */
function listen(life: Life): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void life.end(0, `${signal}: stopping`));
  }
  const launchers = launchersOf(process.pid);
  if (launchers.length === 0) return;
  setInterval(() => {
    if (!isUnbroken(launchers)) void life.end(0, 'The program that launched this is gone: stopping');
  }, LOOK_EVERY_MS);
}

const life = new Life();
listen(life);
life.run(start(life));
