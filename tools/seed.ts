import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from './build.ts';
import { startPostgres } from './postgres.ts';

/** Adds what is missing of the demo to the database that the start would use; it may be running meanwhile. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Source {
  initialize(): Promise<Source>;
  destroy(): Promise<void>;
}

interface Api {
  DataSource: new (options: unknown) => Source;
  Database: new (source: Source) => { migrate(): Promise<void> };
  dataSourceOptions(url: string, schema: unknown): object;
  SCHEMA: unknown;
  SystemClock: new () => unknown;
  seedDemo(database: object, clock: unknown): Promise<void>;
}

/** The parts of the built API, which is not a dependency of the tools. */
async function loadApi(): Promise<Api> {
  const files = ['src/platform/database.js', 'src/schema.js', 'src/platform/clock.js', 'scripts/seed.js'];
  const load = createRequire(join(ROOT, 'apps/api/package.json'));
  load('reflect-metadata');
  const modules: object[] = await Promise.all(
    files.map((file) => import(pathToFileURL(join(ROOT, 'apps/api/dist', file)).href) as Promise<object>),
  );
  return Object.assign({}, load('typeorm') as object, ...modules) as Api;
}

async function seed(url: string): Promise<void> {
  const api = await loadApi();
  const source = await new api.DataSource(api.dataSourceOptions(url, api.SCHEMA)).initialize();
  try {
    const database = new api.Database(source);
    await database.migrate();
    await api.seedDemo(database, new api.SystemClock());
  } finally {
    await source.destroy();
  }
}

async function main(): Promise<void> {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  const { NODE_ENV: mode, DATABASE_URL: given, DATA_DIR: dataDir } = process.env;
  if (mode === 'production') throw new Error('The demo has known passwords: it is refused in production.');
  await build({ only: ['libs/money', 'libs/contracts', 'libs/ipay', 'apps/api'] });
  if (given) return seed(given);
  const server = await startPostgres({ dataDir: resolve(ROOT, dataDir || '.data') });
  try {
    await seed(server.url);
  } finally {
    if (!server.adopted) await server.stop();
  }
}

try {
  await main();
  console.log('The demo accounts, courses and coupons are there.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
