import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { World } from '../../test/world.js';
import { Database, isDatabaseDown } from './database.js';
import { PreparedClient } from './prepared-client.js';
import { SharedConnection } from './shared-connection.js';

let world: World;
let shared: SharedConnection;
let made: pg.Client[];
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

/** What the connection wrote, one entry a system call. */
let writes: number;

beforeEach(() => {
  made = [];
  writes = 0;
  const { options } = (world.app.get(Database).source.driver as unknown as { master: pg.Pool }).master;
  shared = new SharedConnection((limits) => {
    const client = new PreparedClient({ ...options, ...limits });
    made.push(client);
    return client;
  });
});
afterEach(() => shared.close());

const number = async (value: unknown): Promise<unknown> =>
  (await shared.read<{ n: number }>('SELECT $1::integer AS n', [value]))[0]?.n;

/** Counts writes from now on. */
function watchWrites(client: pg.Client): void {
  const { stream } = (client as unknown as { connection: { stream: import('node:net').Socket } }).connection;
  const inner = stream as unknown as Record<'_write' | '_writev', (...args: unknown[]) => unknown>;
  for (const name of ['_write', '_writev'] as const) {
    const write = inner[name].bind(stream);
    inner[name] = (...args) => {
      writes++;
      return write(...args);
    };
  }
}

describe('a connection that many reads share', () => {
  test('gives each its own answer', async () => {
    const asked = Array.from({ length: 200 }, (_, index) => index);
    expect(await Promise.all(asked.map(number))).toEqual(asked);
    expect(made).toHaveLength(1);
  });

  test('sends what is asked in one turn at once', async () => {
    await number(1);
    watchWrites(made[0] as pg.Client);
    await Promise.all(Array.from({ length: 50 }, (_, index) => number(index)));
    expect(writes).toBe(1);
  });

  test('a read that fails fails alone', async () => {
    const answers = await Promise.allSettled([number(1), number('x'), number(2)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await number(3)).toBe(3);
    expect(made).toHaveLength(1);
  });

  test('that breaks fails those who wait with the database’s own trouble, and is opened anew by the next', async () => {
    const [row] = await shared.read<{ pid: number }>('SELECT pg_backend_pid() AS pid WHERE $1', [true]);
    const waiting = shared.read('SELECT pg_sleep($1)', [30]).catch((error: unknown) => error);
    const behind = number(1).catch((error: unknown) => error);
    await world.rows('SELECT pg_terminate_backend($1)', [row?.pid]);
    for (const error of await Promise.all([waiting, behind])) expect(isDatabaseDown(error)).toBe(true);
    expect(await number(2)).toBe(2);
    expect(made).toHaveLength(2);
  });

  test('that cannot be opened says so to everybody, and is tried again', async () => {
    const refusing = new SharedConnection((limits) => new PreparedClient({ ...limits, host: '127.0.0.1', port: 1 }));
    const errors = await Promise.all(
      [1, 2].map(() => refusing.read('SELECT $1', [1]).catch((error: unknown) => error)),
    );
    for (const error of errors) expect(isDatabaseDown(error)).toBe(true);
    await expect(refusing.read('SELECT $1', [1])).rejects.toThrow();
  });

  test('opens nothing once everything ends', async () => {
    await number(1);
    await shared.close();
    await expect(number(2)).rejects.toThrow('the database is not connected');
    expect(made).toHaveLength(1);
  });
});

test('who asks and whether an order is paid are looked up on it', async () => {
  const outTradeNo = await world.place(await world.student(), [1], '99.00');
  const token = await world.student();
  const open = async (): Promise<number> => {
    const [row] = await world.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'luffy-api'`,
    );
    return row?.n ?? 0;
  };
  const before = await open();
  await Promise.all([
    ...Array.from({ length: 40 }, () => world.get('/api/user/me/', token)),
    ...Array.from({ length: 40 }, () => world.get(`/api/order/success/?out_trade_no=${outTradeNo}`)),
  ]);
  expect(await open()).toBeLessThanOrEqual(before);
});
