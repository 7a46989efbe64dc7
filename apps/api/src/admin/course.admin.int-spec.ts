import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type AskOptions, World } from '../../test/world.js';

let world: World;
let keeper: string;
beforeAll(async () => {
  world = await World.open();
  keeper = await world.token('catalogue');
});
afterAll(async () => {
  expect(await world.broken()).toEqual([]);
  await world.close();
});

const REASON = '双十一活动';
const list = async (query: Record<string, string> = {}) =>
  (await world.get(`/api/admin/courses/?${new URLSearchParams(query).toString()}`, keeper)).body;
const ids = async (query: Record<string, string>) => (await list(query)).items?.map((item) => item['id']);
const one = async (id: number) => (await world.get(`/api/admin/courses/${id}/`, keeper)).body.course ?? {};
const change = (id: number, body: object, headers: AskOptions['headers'] = {}) =>
  world.ask('POST', `/api/admin/courses/${id}/`, { token: keeper, body: { reason: REASON, ...body }, headers });
const create = (body: object, headers: AskOptions['headers'] = {}) =>
  world.ask('POST', '/api/admin/courses/', { token: keeper, body, headers });
const prices = async (id: number, query = '') =>
  (await world.get(`/api/admin/courses/${id}/prices/${query}`, keeper)).body;
const auditOf = (answer: { body: object }) => (answer.body as { audit: Record<string, unknown> }).audit;
const acts = (act: string) => world.rows('SELECT * FROM luffy_audit WHERE act = $1', [act]);

const NEW = { name: '数据可视化', price: '129.00', original_price: '199.00' };

describe('a change of the price', () => {
  test('is remembered behind what was there, and says who, why and since when', async () => {
    const [begun] = (await prices(2)).items ?? [];
    expect(begun).toMatchObject({ price: '199.00', until_at: null, staff: null, reason: null });
    world.pass(60);
    const at = world.clock.now().toISOString();
    const answer = await change(2, { price: '149.5' });
    expect(answer).toMatchObject({ http: 200, body: { course: { id: 2, price: '149.50', price_from: at } } });
    expect((await prices(2)).items).toEqual([
      {
        id: expect.any(Number),
        price: '149.50',
        original_price: begun?.['original_price'],
        from_at: at,
        until_at: null,
        staff: 'catalogue',
        reason: REASON,
      },
      { ...begun, until_at: at },
    ]);
    expect((await world.get('/api/course/2/')).body.course).toMatchObject({ price: '149.50' });
    await change(2, { price: '199.00' });
    const first = await prices(2, '?limit=2');
    const rest = await prices(2, `?limit=2&cursor=${first.next_cursor}`);
    expect([...(first.items ?? []), ...(rest.items ?? [])].map((item) => item['price'])).toEqual([
      '199.00',
      '149.50',
      '199.00',
    ]);
    expect(rest.next_cursor).toBeNull();
  });

  test('touches no order that was placed, whether it waits, is paid, or is only paid later', async () => {
    const student = await world.student();
    const waiting = await world.place(student, [1], '99.00');
    const { outTradeNo: paid } = await world.bought([1, 4], '158.00');
    const ordered = ['luffy_order', 'luffy_order_detail', 'luffy_payment', 'luffy_order_event', 'luffy_enrolment'];
    const stand = async () =>
      (await world.snapshot()).split('\n').filter((line) => ordered.includes(line.split(':')[0] ?? ''));
    const before = await stand();
    expect(before).toHaveLength(ordered.length);
    expect((await change(1, { price: '59.00' })).http).toBe(200);
    expect(await stand()).toEqual(before);
    const order = async (token: string, no: string) => (await world.get(`/api/order/${no}/`, token)).body.order;
    expect(await order(student, waiting)).toMatchObject({ total_amount: '99.00', courses: [{ price: '99.00' }] });
    expect(await world.pay(waiting)).toBe('success');
    expect(await order(student, waiting)).toMatchObject({ order_status: 1, total_amount: '99.00' });
    expect(await world.orderRow(paid)).toMatchObject({ total_amount: '158.00' });
    const late = await world.post('/api/order/pay/', await world.student(), {
      total_amount: '99.00',
      pay_type: 1,
      courses: [1],
    });
    expect(late.body).toMatchObject({ code: 'TOTAL_AMOUNT_MISMATCH', total_amount: '59.00' });
    await change(1, { price: '99.00' });
  });

  test('to nothing makes a course free, and from nothing makes it cost', async () => {
    expect((await change(4, { price: 0 })).http).toBe(200);
    const token = await world.student();
    expect((await world.post('/api/order/pay/', token, { total_amount: '0.00', pay_type: 1, courses: [4] })).http).toBe(
      200,
    );
    expect(await ids({ price: 'free' })).toContain(4);
    expect((await change(4, { price: '59.00' })).http).toBe(200);
    expect(await ids({ price: 'free' })).not.toContain(4);
  });

  test('that is none adds nothing to the history', async () => {
    const before = (await prices(5)).items?.length;
    const { price } = await one(5);
    expect((await change(5, { price })).http).toBe(200);
    expect((await change(5, { teacher: '陈老师' })).http).toBe(200);
    expect((await prices(5)).items).toHaveLength(before ?? -1);
  });

  test('of a course that came into the table some other way keeps what it cost before', async () => {
    await world.rows(
      `INSERT INTO luffy_course (id, name, price, original_price, created_time) VALUES (900, '旧课', 10, 20, '2025-01-01T00:00:00Z')`,
    );
    await change(900, { price: '12.00' });
    await world.rows('UPDATE luffy_course SET price = 13 WHERE id = 900');
    await change(900, { price: '14.00' });
    expect((await prices(900)).items?.map((item) => [item['price'], item['staff']])).toEqual([
      ['14.00', 'catalogue'],
      ['13.00', null],
      ['12.00', 'catalogue'],
      ['10.00', null],
    ]);
    expect((await prices(900)).items?.at(-1)).toMatchObject({ from_at: '2025-01-01T00:00:00.000Z' });
    await world.rows('UPDATE luffy_course SET status = 0 WHERE id = 900');
  });

  test('by two at the same moment leaves one after the other, and the last is what it costs', async () => {
    const before = (await prices(6)).items?.length ?? 0;
    await Promise.all(['61.00', '62.00', '63.00', '64.00'].map((price) => change(6, { price })));
    const { items = [] } = await prices(6);
    expect(items).toHaveLength(before + 4);
    expect(items[0]?.['price']).toBe((await one(6))['price']);
    expect(items.filter((item) => item['until_at'] === null)).toHaveLength(1);
  });
});

describe('every change', () => {
  test('is written down with what it was and became, in the transaction that makes it', async () => {
    const answer = await change(7, { name: '新名字', status: 0, refund_days: 14 });
    expect(auditOf(answer)).toMatchObject({
      staff: 'catalogue',
      role: 'catalogue',
      act: 'course_change',
      subject: 'course:7',
      reason: REASON,
      said: { name: '新名字', status: 0, refund_days: 14 },
      before: { status: '1', refund_days: '7' },
      after: { name: '新名字', status: '0', refund_days: '14' },
    });
    await world.rows('ALTER TABLE luffy_audit ADD CONSTRAINT no_more CHECK (false) NOT VALID');
    try {
      const before = await world.snapshot();
      expect((await change(7, { price: '1.00' })).http).toBe(500);
      expect(await world.snapshot()).toBe(before);
    } finally {
      await world.rows('ALTER TABLE luffy_audit DROP CONSTRAINT no_more');
    }
  });

  test('is made once: a repeat hears the same, and another request under its key is refused', async () => {
    const key = { 'idempotency-key': 'price-8' };
    const [first, twin] = await Promise.all([change(8, { price: '9.00' }, key), change(8, { price: '9.00' }, key)]);
    expect(auditOf(twin)).toEqual(auditOf(first));
    expect((await change(8, { price: '8.00' }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const count = (await acts('course_change')).length;
    const again = await change(8, { price: '9.00' });
    expect(auditOf(again)).toEqual(auditOf(first));
    expect(await acts('course_change')).toHaveLength(count);
    expect((await prices(8)).items).toHaveLength(2);
  });

  test('of the outline replaces it as a whole, with its texts', async () => {
    const lessons = [
      { title: '开始', minutes: 5, free: true, content: '第一段\n\n第二段' },
      { title: '继续', minutes: 10, free: false },
    ];
    const answer = await change(9, { lessons });
    expect(answer.body.course).toMatchObject({ lesson_count: 2, lessons });
    const { before, after, said } = auditOf(answer) as Record<string, Record<string, string>>;
    expect([before?.['lessons_print'], after?.['lessons']]).toEqual([expect.any(String), '2']);
    expect(said?.['lessons']).toBe(`2 ${after?.['lessons_print']}`);
    expect((await world.get('/api/course/9/')).body.course).toMatchObject({ lesson_count: 2 });
    expect(JSON.stringify((await world.get('/api/course/9/')).body)).not.toContain('第二段');
  });
});

describe('a change is refused, with nothing written', () => {
  test.each<[object, string]>([
    [{ price: '-1' }, 'price'],
    [{ price: '1.001' }, 'price'],
    [{ price: null }, 'price'],
    [{ price: '100000.00' }, 'price'],
    [{ original_price: '1.00' }, 'original_price'],
    [{ price: '20.00', original_price: '10.00' }, 'original_price'],
    [{ name: '' }, 'name'],
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(151) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ status: 2 }, 'status'],
    [{ status: '1' }, 'status'],
    [{ refund_days: -1 }, 'refund_days'],
    [{ refund_days: 366 }, 'refund_days'],
    [{ teacher: 'x'.repeat(65) }, 'teacher'],
    [{ lessons: {} }, 'lessons'],
    [{ lessons: [null] }, 'lessons'],
    [{ lessons: [[]] }, 'lessons'],
    [{ lessons: [{ title: '', minutes: 1, free: true }] }, 'lessons.0.title'],
    [{ lessons: [{ title: 'a', minutes: 0, free: true }] }, 'lessons.0.minutes'],
    [{ lessons: [{ title: 'a', minutes: 1, free: 'no' }] }, 'lessons.0.free'],
    [{ lessons: [{ title: 'a', minutes: 1, free: true, video: 'x' }] }, 'lessons.0.video'],
    [{ reason: 'x' }, 'reason'],
    [{ reason: undefined }, 'reason'],
    [{ id: 5 }, 'id'],
    [{ cover: 'http://x' }, 'cover'],
  ])('%j: %s', async (body, field) => {
    const before = await world.snapshot();
    const answer = await change(10, body);
    expect(answer).toMatchObject({ http: 400, body: { code: 'VALIDATION' } });
    expect(answer.body.fields?.map((fault) => fault.field)).toContain(field);
    expect(await world.snapshot()).toBe(before);
  });

  test.each([999_999, 'x', '0', '1e3', '99999999999999999'])('for a course that is none: %s', async (id) => {
    expect((await change(id as number, { price: '1.00' })).http).toBe(404);
    expect((await world.get(`/api/admin/courses/${id}/`, keeper)).http).toBe(404);
    expect((await world.get(`/api/admin/courses/${id}/prices/`, keeper)).http).toBe(404);
  });
});

describe('a new course', () => {
  test('begins off sale, with its first price in the history', async () => {
    const made = await create(NEW);
    expect(made).toMatchObject({
      http: 200,
      body: { course: { ...NEW, status: 0, refund_days: 7, lessons: [], learners: 0, waiting: 0, sold: 0 } },
    });
    const id = Number(made.body.course?.['id']);
    expect(auditOf(made)).toMatchObject({ act: 'course_create', subject: `course:${id}`, before: { price: null } });
    expect((await prices(id)).items).toMatchObject([{ price: '129.00', staff: 'catalogue', until_at: null }]);
    expect(JSON.stringify((await world.get('/api/course/?limit=100')).body)).not.toContain(NEW.name);
    await change(id, { status: 1 });
    expect(JSON.stringify((await world.get('/api/course/?limit=100')).body)).toContain(NEW.name);
  });

  test('is made once under its key', async () => {
    const key = { 'idempotency-key': 'new-course' };
    const answers = await Promise.all([create({ ...NEW, name: '一次' }, key), create({ ...NEW, name: '一次' }, key)]);
    answers.push(await create({ ...NEW, name: '一次' }, key));
    expect(new Set(answers.map((answer) => answer.body.course?.['id']))).toHaveProperty('size', 1);
    expect(await ids({ q: '一次' })).toHaveLength(1);
  });

  test.each<[object, string]>([
    [{ name: undefined }, 'name'],
    [{ price: undefined }, 'price'],
    [{ original_price: undefined }, 'original_price'],
    [{ original_price: '100.00' }, 'original_price'],
  ])('is not made of %j: %s', async (body, field) => {
    const before = await world.snapshot();
    const answer = await create({ ...NEW, ...body });
    expect(answer.body.fields?.map((fault) => fault.field)).toEqual([field]);
    expect(await world.snapshot()).toBe(before);
  });
});

describe('the tables', () => {
  test.each([
    [`UPDATE luffy_course SET name = ' '`, 'luffy_course_name'],
    [`UPDATE luffy_course SET refund_days = 366`, 'luffy_course_refund_days'],
    [`UPDATE luffy_course SET lessons = '{}'`, 'luffy_course_lessons'],
    [
      `INSERT INTO luffy_course_price (course_id, price, original_price, from_at) VALUES (1, 2, 1, now())`,
      'luffy_course_price_amounts',
    ],
    [
      `INSERT INTO luffy_course_price (course_id, price, original_price, from_at) VALUES (1, -1, 1, now())`,
      'luffy_course_price_amounts',
    ],
  ])('refuse %s', async (sql, constraint) => {
    await expect(world.rows(sql)).rejects.toMatchObject({ driverError: { constraint } });
  });

  test.each(['UPDATE luffy_course_price SET price = 1', 'DELETE FROM luffy_course_price'])(
    'keep what a course cost: %s',
    async (sql) => await expect(world.rows(sql)).rejects.toMatchObject({ driverError: { code: '23001' } }),
  );
});
