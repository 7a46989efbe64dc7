import { randomBytes } from 'node:crypto';

import pg from 'pg';
import { DataSource } from 'typeorm';

import { Database, dataSourceOptions } from './database.js';

const TEMPLATE = 'luffy_template';

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
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await migrateTemplate(client, schema);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    await client.query('SELECT pg_advisory_unlock(1)');
  });
  const drop = () =>
    asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { url: urlOf(name), drop };
}

async function migrateTemplate(client: pg.Client, schema: Parameters<typeof dataSourceOptions>[1]): Promise<void> {
  await client.query(`CREATE DATABASE ${TEMPLATE}_new`);
  const source = await new DataSource(dataSourceOptions(urlOf(`${TEMPLATE}_new`), schema)).initialize();
  await new Database(source).migrate();
  await source.destroy();
  await client.query(`ALTER DATABASE ${TEMPLATE}_new RENAME TO ${TEMPLATE}`);
}
