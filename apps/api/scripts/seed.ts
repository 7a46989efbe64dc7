import type { EntityManager } from 'typeorm';

import { addSeconds, type Clock } from '../src/platform/clock.js';
import type { Database } from '../src/platform/database.js';
import { hashPassword } from '../src/user/password.js';
import { DEMO_COUPONS, DEMO_COURSES, DEMO_USERS, type DemoCourse } from './demo-data.js';

/**
 * Accounts and courses to try everything with. Runs with every start and adds only what is missing, so that whatever
 * somebody changed by hand stays changed. Never in production.
 */
export async function seedDemo(database: Database, clock: Clock): Promise<void> {
  const missing = await missingUsers(database.manager);
  const users = await Promise.all(missing.map(async (user) => ({ ...user, hash: await hashPassword(user.password) })));
  await database.tx(async (tx) => {
    for (const user of users) await addUser(tx, user, clock.now());
    for (const course of DEMO_COURSES) await addCourse(tx, course, clock.now());
    for (const coupon of DEMO_COUPONS) await addCoupon(tx, coupon, clock.now());
    for (const table of ['luffy_course', 'luffy_coupon']) await countOn(tx, table);
  });
}

async function missingUsers(tx: EntityManager): Promise<typeof DEMO_USERS> {
  const rows = await tx.query<{ username: string }[]>('SELECT username FROM luffy_user WHERE username = ANY($1)', [
    DEMO_USERS.map((user) => user.username),
  ]);
  const present = new Set(rows.map((row) => row.username));
  return DEMO_USERS.filter((user) => !present.has(user.username));
}

async function addUser(
  tx: EntityManager,
  user: (typeof DEMO_USERS)[number] & { hash: string },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO luffy_user (username, password_hash, is_staff, roles, created_time) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [user.username, user.hash, user.roles.length > 0, user.roles, now],
  );
}

async function addCourse(tx: EntityManager, course: DemoCourse, now: Date): Promise<void> {
  const outline = course.lessons.map(({ title }, at) => ({
    title,
    minutes: 12 + ((course.id * 7 + at * 5) % 23),
    free: at === 0,
  }));
  const lessons = outline.map((lesson, at) => ({ ...lesson, content: course.lessons[at]?.content }));
  await tx.query(
    `INSERT INTO luffy_course (id, name, price, original_price, status, brief, teacher, refund_days, lessons, created_time)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 7, $8::jsonb, $9) ON CONFLICT DO NOTHING`,
    [
      course.id,
      course.name,
      course.price,
      course.originalPrice,
      course.isOnSale ? 1 : 0,
      course.brief,
      course.teacher,
      JSON.stringify(lessons),
      addSeconds(now, -course.ageDays * 86_400),
    ],
  );
  await tx.query(
    `INSERT INTO luffy_course_price (course_id, price, original_price, from_at)
     SELECT id, price, original_price, created_time FROM luffy_course c
     WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM luffy_course_price WHERE course_id = c.id)`,
    [course.id],
  );
  // A demo begun before lessons had texts gets them, where its outline is still the one it was given.
  await tx.query('UPDATE luffy_course SET lessons = $2::jsonb WHERE id = $1 AND lessons = $3::jsonb', [
    course.id,
    JSON.stringify(lessons),
    JSON.stringify(outline),
  ]);
}

async function addCoupon(tx: EntityManager, coupon: (typeof DEMO_COUPONS)[number], now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO luffy_coupon (id, name, type, value, off_percent, minimum, total, per_user, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, 100, 1, $7, $7::timestamptz + interval '1 year') ON CONFLICT DO NOTHING`,
    [coupon.id, coupon.name, coupon.type, coupon.value, coupon.offPercent, coupon.minimum, now],
  );
}

/** Rows with given ids do not move the counter that gives the next one. */
async function countOn(tx: EntityManager, table: string): Promise<void> {
  await tx.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`);
}
