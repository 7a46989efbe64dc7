import type { Client } from 'pg';

import { COURSES, firstWaiter, type Size, staffId, studentsOf, WAITERS } from './shop.ts';

/** Rows are written in steps of this many, so that the server's memory stays flat and progress can be told. */
const STEP = 250_000;

/** What ends a past order, by its number modulo 20: seventeen paid, two timed out, one cancelled. */
const IS_PAID = 'n % 20 < 17';
/** One in forty was paid and given back. */
const IS_REFUNDED = 'n % 40 = 16';
const STATUS = `CASE WHEN n % 20 < 17 THEN 1 WHEN n % 20 < 19 THEN 3 ELSE 2 END`;
/** The past ends an hour ago and is a year long, whatever its size. */
const AGE = (orders: number): string => `interval '1 hour' + (${orders} - n) * interval '1 year' / ${orders}`;

/**
 * Fills an empty, migrated database: everything a real shop of that size would hold, made inside the server. The promises of
 * the product (`invariant_*`) hold for what it writes.
 */
export async function loadRows(client: Client, size: Size, tell: (line: string) => void): Promise<void> {
  await client.query(`SET statement_timeout = 0`);
  // Every row is right by construction; the checks and unique indexes still look at each, foreign keys and triggers not.
  await client.query(`SET session_replication_role = replica`);
  await people(client, size);
  for (let from = 0; from < size.orders; from += STEP) {
    const to = Math.min(size.orders, from + STEP);
    await past(client, size, from, to);
    if (to < size.orders) tell(`${to} of ${size.orders} orders`);
  }
  await waiting(client, size);
  await client.query(`SET session_replication_role = DEFAULT`);
  await behindTheRows(client);
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

async function people(client: Client, size: Size): Promise<void> {
  await client.query(
    `INSERT INTO luffy_user (id, username, password_hash, is_staff, roles, created_time)
     SELECT n, 'student' || n, 'x', false, '{}', now() - interval '2 years' FROM generate_series(1, $1::int) n`,
    [staffId(size) - 1],
  );
  await client.query(
    `INSERT INTO luffy_user (id, username, password_hash, is_staff, roles, created_time)
     VALUES ($1, 'measuring', 'x', true, '{admin}', now() - interval '2 years')`,
    [staffId(size)],
  );
  await client.query(
    `INSERT INTO luffy_course (id, name, price, original_price, brief, teacher, lessons, created_time)
     SELECT n, '课程 ' || n, n + 0.99, n + 99.99, '从零开始,一步一步', '老师', '[{"name":"第一课","minutes":10,"free":true}]',
       now() - interval '2 years' FROM generate_series(1, $1::int) n`,
    [COURSES],
  );
}

/** Orders `from` to `to` of the past with everything that hangs on them. */
async function past(client: Client, size: Size, from: number, to: number): Promise<void> {
  const range = [from, to - 1];
  const students = studentsOf(size);
  // A student's ten courses differ; the same pair comes once.
  const user = `1 + n % ${students}`;
  const course = `1 + (n / ${students} * 7 + n % ${students}) % ${COURSES}`;
  const price = `${course} + 0.99`;
  const number = `'0a' || lpad(to_hex(n), 30, '0')`;
  const trade = `'20260101220000' || lpad(n::text, 14, '0')`;
  const created = `now() - (${AGE(size.orders)})`;
  const [paidAt, refundedAt] = [`${created} + interval '1 minute'`, `${created} + interval '30 minutes'`];
  const series = `generate_series($1::bigint, $2::bigint) n`;
  const statements = [
    `INSERT INTO luffy_order (id, subject, total_amount, out_trade_no, trade_no, order_status, pay_type, pay_time, user_id,
       created_time, original_amount, expires_at, closed_at, refund_status, refunded_amount)
     SELECT n + 1, '课程 ' || (${course}), ${price}, ${number}, CASE WHEN ${IS_PAID} THEN ${trade} END, ${STATUS}, 1,
       CASE WHEN ${IS_PAID} THEN ${paidAt} END, ${user}, ${created}, ${price}, ${created} + interval '30 minutes',
       CASE WHEN NOT ${IS_PAID} THEN ${created} + interval '32 minutes' END,
       CASE WHEN ${IS_REFUNDED} THEN 2 ELSE 0 END, CASE WHEN ${IS_REFUNDED} THEN ${price} ELSE 0 END
     FROM ${series}`,
    `INSERT INTO luffy_order_detail (id, order_id, course_id, price, real_price, user_id, course_name, live, refunded_amount)
     SELECT n + 1, n + 1, ${course}, ${price}, ${price}, ${user}, '课程 ' || (${course}), ${IS_PAID} AND NOT ${IS_REFUNDED},
       CASE WHEN ${IS_REFUNDED} THEN ${price} ELSE 0 END FROM ${series}`,
    `INSERT INTO luffy_payment (id, order_id, channel, out_trade_no, amount, state, disposition, trade_no, buyer_id, paid_at,
       linked_at, created_time, channel_refunded, refund_concluded)
     SELECT n + 1, n + 1, 'alipay', ${number}, ${price}, CASE WHEN ${IS_PAID} THEN 'succeeded' ELSE 'closed' END,
       CASE WHEN ${IS_PAID} THEN 'applied' END, CASE WHEN ${IS_PAID} THEN ${trade} END,
       CASE WHEN ${IS_PAID} THEN '2088000000000002' END, CASE WHEN ${IS_PAID} THEN ${paidAt} END, ${created}, ${created},
       CASE WHEN ${IS_REFUNDED} THEN ${price} ELSE 0 END, CASE WHEN ${IS_REFUNDED} THEN ${price} ELSE 0 END FROM ${series}`,
    `INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
     SELECT n + 1, 1, ${created}, 'user:' || (${user}), 'placed', jsonb_build_object('total_amount_fen', (${course}) * 100 + 99)
     FROM ${series}
     UNION ALL
     SELECT n + 1, 2, ${paidAt}, 'alipay',
       CASE WHEN ${IS_PAID} THEN 'paid' WHEN n % 20 < 19 THEN 'timed_out' ELSE 'cancelled' END, '{}' FROM ${series}
     UNION ALL
     SELECT n + 1, 3, ${refundedAt}, 'sweep', 'refunded', '{}' FROM ${series} WHERE ${IS_REFUNDED}`,
    `INSERT INTO luffy_enrolment (user_id, course_id, kind, order_detail_id, granted_at, ended_at)
     SELECT ${user}, ${course}, 'order', n + 1, ${paidAt}, CASE WHEN ${IS_REFUNDED} THEN ${refundedAt} END
     FROM ${series} WHERE ${IS_PAID}`,
    `INSERT INTO luffy_refund (id, order_id, payment_id, out_request_no, amount, reason, kind, state, created_time, finished_at)
     SELECT n + 1, n + 1, n + 1, ${number} || 'r', ${price}, '不想学了', 'student', 'succeeded', ${created} + interval '20 minutes',
       ${refundedAt} FROM ${series} WHERE ${IS_REFUNDED}`,
    `INSERT INTO luffy_refund_line (refund_id, order_detail_id, amount)
     SELECT n + 1, n + 1, ${price} FROM ${series} WHERE ${IS_REFUNDED}`,
    `INSERT INTO luffy_notify (channel, received_at, verified, verdict, answer, checks, out_trade_no, notify_id, headers,
       body_sha256, body)
     SELECT 'alipay', ${paidAt}, true, 'settled', 'success', '[]', ${number}, md5(n::text), '{}',
       repeat('0', 64), convert_to(repeat('x', 900), 'UTF8') FROM ${series} WHERE ${IS_PAID}`,
    // Not older than such a record is kept.
    `INSERT INTO luffy_gateway_call (channel, method, out_trade_no, outcome, asked_at, took_ms)
     SELECT 'alipay', 'query', ${number}, CASE WHEN ${IS_PAID} THEN 'paid' ELSE 'absent' END,
       now() - n % 100 * interval '1 day', 80 FROM ${series}`,
  ];
  for (const statement of statements) await client.query(statement, range);
}

/** Orders placed a minute ago by students of their own; nobody will be asked about them while we measure. */
async function waiting(client: Client, size: Size): Promise<void> {
  const user = `${firstWaiter(size)} + n % ${WAITERS}`;
  const course = `1 + n / ${WAITERS}`;
  const number = `'0b' || lpad(to_hex(n), 30, '0')`;
  const id = `${size.orders} + n + 1`;
  const series = 'generate_series(0::bigint, $1::bigint - 1) n';
  const created = `now() - interval '1 minute'`;
  const statements = [
    `INSERT INTO luffy_order (id, subject, total_amount, out_trade_no, order_status, pay_type, user_id, created_time,
       original_amount, expires_at)
     SELECT ${id}, '课程 ' || (${course}), ${course} + 0.99, ${number}, 0, 1, ${user}, ${created}, ${course} + 0.99,
       date_trunc('second', ${created}) + interval '20 days' FROM ${series}`,
    `INSERT INTO luffy_order_detail (id, order_id, course_id, price, real_price, user_id, course_name, live)
     SELECT ${id}, ${id}, ${course}, ${course} + 0.99, ${course} + 0.99, ${user}, '课程 ' || (${course}), true FROM ${series}`,
    `INSERT INTO luffy_payment (id, order_id, channel, out_trade_no, amount, state, linked_at, asked_at, next_query_at, created_time)
     SELECT ${id}, ${id}, 'alipay', ${number}, ${course} + 0.99, 'waiting', ${created}, now() + interval '10 days',
       now() + interval '10 days', ${created} FROM ${series}`,
    `INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
     SELECT ${id}, 1, ${created}, 'user:' || (${user}), 'placed', '{}' FROM ${series}`,
  ];
  for (const statement of statements) await client.query(statement, [size.waiting]);
}

/** Ids were given by hand; the next row must not collide with them. */
async function behindTheRows(client: Client): Promise<void> {
  for (const table of [
    'user',
    'course',
    'order',
    'order_detail',
    'payment',
    'order_event',
    'enrolment',
    'refund',
    'notify',
  ]) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('luffy_${table}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM luffy_${table}))`,
    );
  }
}
