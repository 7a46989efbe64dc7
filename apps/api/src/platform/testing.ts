import { createHash, randomBytes } from 'node:crypto';

import pg from 'pg';
import { DataSource } from 'typeorm';

import { Database, dataSourceOptions } from './database.js';

/** A database of one test file: a copy of a migrated template, dropped afterwards. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const adminUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests through the test command');
  return url;
};

function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function createTestDatabase(schema: Parameters<typeof dataSourceOptions>[1]): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (client) => {
    // Test files run side by side: the first makes the template, the others wait for it.
    await client.query('SELECT pg_advisory_lock(1)');
    const template = templateOf(schema);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await migrateTemplate(client, template, schema);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await client.query('SELECT pg_advisory_unlock(1)');
  });
  const drop = () =>
    asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { url: urlOf(name), drop };
}

/** Another schema, another template: a server that lives longer than one run never serves an old one. */
function templateOf(schema: Parameters<typeof dataSourceOptions>[1]): string {
  const hash = createHash('sha256').update(
    Object.values(schema.migrations ?? {})
      .map(String)
      .join('\n'),
  );
  return `luffy_template_${hash.digest('hex').slice(0, 12)}`;
}

async function migrateTemplate(
  client: pg.Client,
  template: string,
  schema: Parameters<typeof dataSourceOptions>[1],
): Promise<void> {
  await client.query(`CREATE DATABASE ${template}_new`);
  const source = await new DataSource(dataSourceOptions(urlOf(`${template}_new`), schema)).initialize();
  await new Database(source).migrate();
  await source.destroy();
  await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
}
