import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { dataSourceOptions } from '../src/platform/database.js';
import { createTestDatabase, type TestDatabase } from '../src/platform/testing.js';
import { SCHEMA } from '../src/schema.js';
import { World } from './world.js';

let world: World;
let userId: number;
beforeAll(async () => {
  world = await World.open();
  const { outTradeNo } = await world.bought([1, 2], '298.00');
  await world.place(await world.student(), [1], '99.00');
  userId = Number((await world.orderRow(outTradeNo))['user_id']);
});
afterAll(() => world.close());

/** Tries a statement and takes it back: `accepted`, or the SQLSTATE and the constraint that refused it. */
async function stateOf(sql: string, parameters: unknown[] = []): Promise<string> {
  const runner = world.db.source.createQueryRunner();
  await runner.startTransaction();
  try {
    const changed = (await runner.query(`${sql} RETURNING 1`, parameters)) as unknown[];
    return changed.flat().length > 0 ? 'accepted' : 'nothing to change';
  } catch (error) {
    const { code, constraint } = (error as { driverError: { code: string; constraint?: string } }).driverError;
    return [code, constraint ?? ''].join(' ').trim();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('entities and migrations', () => {
  test('speak of the same tables: nothing of an entity is missing, and only what entities do not speak of is more', async () => {
    const { upQueries } = await world.db.source.driver.createSchemaBuilder().log();
    const statements = upQueries.map(({ query }) => query);
    expect(statements.filter((query) => !/DROP CONSTRAINT|DROP INDEX/.test(query))).toEqual([]);
  });

  test('know every table and every column of each other', async () => {
    const columns = await world.rows<{ name: string }>(
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name LIKE 'luffy_%' ORDER BY 1`,
    );
    const known = world.db.source.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => `${entity.tableName}.${column.databaseName}`),
    );
    expect(columns.map(({ name }) => name)).toEqual(known.toSorted());
  });

  test('agree on what may be empty', async () => {
    const nullable = await world.rows<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND is_nullable = 'YES' AND table_name LIKE 'luffy_%' ORDER BY 1`,
    );
    const known = world.db.source.entityMetadatas.flatMap((entity) =>
      entity.columns
        .filter((column) => column.isNullable)
        .map((column) => `${entity.tableName}.${column.databaseName}`),
    );
    expect(nullable.map(({ name }) => name)).toEqual(known.toSorted());
  });
});

describe('migrations', () => {
  let empty: TestDatabase;
  beforeAll(async () => void (empty = await createTestDatabase(SCHEMA)));
  afterAll(() => empty.drop());

  test('can be undone to the last table and made again', async () => {
    const source = await new DataSource(dataSourceOptions(empty.url, SCHEMA)).initialize();
    const rest = () =>
      source.query<{ name: string }[]>(
        `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'public' AND relkind IN ('r', 'v', 'S') AND (relname LIKE 'luffy_%' OR relname LIKE 'invariant_%')
         UNION SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE nspname = 'public'`,
      );
    try {
      await source.runMigrations();
      const full = await rest();
      for (const _ of SCHEMA.migrations) await source.undoLastMigration();
      expect(await rest()).toEqual([]);
      await source.runMigrations();
      expect((await rest()).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
        full.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
    } finally {
      await source.destroy();
    }
  });
});

describe('an order that cannot be', () => {
  test.each([
    ['whose total is not original less discount', 'total_amount = total_amount - 1', '23514 luffy_order_amounts'],
    [
      'whose discount is more than it costs',
      'discount_amount = original_amount + 1, total_amount = -1',
      '23514 luffy_order_amounts',
    ],
    [
      'with a negative discount',
      'discount_amount = -1, total_amount = original_amount + 1',
      '23514 luffy_order_discount_amount_check',
    ],
    [
      'of which more was refunded than paid',
      'refunded_amount = total_amount + 1, refund_status = 2',
      '23514 luffy_order_refunded',
    ],
    ['whose refund status says otherwise than its amounts', 'refund_status = 1', '23514 luffy_order_refund_status'],
    ['paid without a trade number', 'trade_no = NULL', '23514 luffy_order_receipt'],
    ['paid without a time', 'pay_time = NULL', '23514 luffy_order_receipt'],
    ['unpaid with a receipt', 'order_status = 0', '23514 luffy_order_no_receipt'],
    [
      'cancelled without a time of it',
      'order_status = 2, trade_no = NULL, pay_time = NULL',
      '23514 luffy_order_closed',
    ],
    ['paid and closed at once', `closed_at = '2026-03-02T14:05:00Z'`, '23514 luffy_order_closed'],
    [
      'of an unknown status',
      `order_status = 4, trade_no = NULL, pay_time = NULL`,
      '23514 luffy_order_order_status_check',
    ],
    ['of an unknown pay type', 'pay_type = 3', '23514 luffy_order_pay_type_check'],
    ['that costs something and was paid by nothing', 'pay_type = 0', '23514 luffy_order_free'],
    ['without a deadline', 'expires_at = NULL', '23514 luffy_order_deadline'],
    [
      'with the number of another',
      'out_trade_no = (SELECT out_trade_no FROM luffy_order WHERE order_status = 0)',
      '23505 luffy_order_out_trade_no',
    ],
    ['of nobody', 'user_id = 999999', '23503 luffy_order_user_id_fkey'],
    ['whose amount is no number', `total_amount = 'NaN'`, '23514 luffy_order_amounts'],
  ])('%s', async (_what, change, refusal) => {
    expect(await stateOf(`UPDATE luffy_order SET ${change} WHERE order_status = 1`)).toBe(refusal);
  });
});

describe('a line that cannot be', () => {
  const insert = (courseId: number, live: boolean, orderStatus: number) =>
    `INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
     SELECT id, ${courseId}, 1, 1, $1, '课程', ${live} FROM luffy_order WHERE order_status = ${orderStatus}`;

  test('a second live one of one student and course', async () => {
    expect(await stateOf(insert(1, true, 1), [userId])).toMatch(/^23505/);
    const other =
      'UPDATE luffy_order_detail SET user_id = $1 WHERE order_id = (SELECT id FROM luffy_order WHERE order_status = 0)';
    expect(await stateOf(other, [userId])).toBe('23505 luffy_order_detail_live');
  });

  test('may be when it is not live, or of another course', async () => {
    expect(await stateOf(insert(4, true, 1), [userId])).toBe('accepted');
    expect(await stateOf(insert(4, false, 0), [userId])).toBe('accepted');
  });

  test.each([
    ['dearer than its course', 'real_price = price + 1', '23514 luffy_order_detail_price'],
    ['below nothing', 'real_price = -1', '23514 luffy_order_detail_price'],
    ['refunded beyond its price', 'refunded_amount = real_price + 1', '23514 luffy_order_detail_refunded'],
    ['of two pieces', 'quantity = 2', '23514 luffy_order_detail_quantity_check'],
    ['of no course', 'course_id = 999999', '23503 luffy_order_detail_course_id_fkey'],
  ])('%s', async (_what, change, refusal) => {
    expect(
      await stateOf(`UPDATE luffy_order_detail SET ${change} WHERE course_id = 1 AND user_id = $1`, [userId]),
    ).toBe(refusal);
  });

  test('goes with its order', async () => {
    const [rule] = await world.rows<{ confdeltype: string }>(
      `SELECT confdeltype FROM pg_constraint WHERE conname = 'luffy_order_detail_order_id_fkey'`,
    );
    expect(rule?.confdeltype).toBe('c');
  });
});

describe('a payment that cannot be', () => {
  const insert = (columns: Record<string, string>) => {
    const all = {
      order_id: '(SELECT id FROM luffy_order WHERE order_status = 1)',
      channel: `'alipay'`,
      out_trade_no: `'n'`,
      amount: '1',
      state: `'waiting'`,
      linked_at: 'now()',
      created_time: 'now()',
      ...columns,
    };
    return `INSERT INTO luffy_payment (${Object.keys(all).join()}) SELECT ${Object.values(all).join()}`;
  };
  const done = { state: `'succeeded'`, trade_no: `'t'`, paid_at: 'now()' };

  test.each<[string, Record<string, string>, string]>([
    [
      'with the number of another',
      { out_trade_no: '(SELECT out_trade_no FROM luffy_payment ORDER BY id LIMIT 1)' },
      '23505 luffy_payment_out_trade_no',
    ],
    [
      'with the trade of another',
      { ...done, disposition: `'late'`, trade_no: `(SELECT trade_no FROM luffy_payment WHERE state = 'succeeded')` },
      '23505 luffy_payment_trade_no',
    ],
    ['a second one applied to an order', { ...done, disposition: `'applied'` }, '23505 luffy_payment_applied'],
    ['succeeded for nothing', done, '23514 luffy_payment_succeeded'],
    ['waiting, and already for something', { disposition: `'late'` }, '23514 luffy_payment_succeeded'],
    ['succeeded without a receipt', { state: `'succeeded'`, disposition: `'late'` }, '23514 luffy_payment_receipt'],
    [
      'succeeded and still asked for',
      { ...done, disposition: `'late'`, next_query_at: 'now()' },
      '23514 luffy_payment_done',
    ],
    ['of nothing', { amount: '0' }, '23514 luffy_payment_amount_check'],
    ['in an unknown state', { state: `'lost'` }, '23514 luffy_payment_state_check'],
    ['for an unknown purpose', { ...done, disposition: `'gift'` }, '23514 luffy_payment_disposition_check'],
    ['through an unknown channel', { channel: `'cash'` }, '23514 luffy_payment_channel_check'],
  ])('%s', async (_what, columns, refusal) => expect(await stateOf(insert(columns))).toBe(refusal));

  test('a late one beside an applied one can be', async () => {
    expect(await stateOf(insert({ ...done, disposition: `'late'` }))).toBe('accepted');
  });
});
