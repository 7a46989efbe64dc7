import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const read = (courseId: number | string, n: number | string, token?: string) =>
  world.get(`/api/course/${courseId}/lesson/${n}/`, token);

const mark = (token: string | undefined, courseId: number, n: number | string, what: 'done' | 'undone' = 'done') =>
  world.post(`/api/learning/${courseId}/lesson/${n}/${what}/`, token);

const grant = (courseId: number) =>
  world.rows(
    `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) SELECT max(id), $1, 'grant', $2 FROM luffy_user`,
    [courseId, world.clock.now()],
  );

/** The money of an order, or of one course of it, goes back. */
async function refund(token: string, outTradeNo: string, courses?: number[]): Promise<void> {
  const body = { reason: '不想学了', ...(courses ? { courses } : {}) };
  const asked = await world.post(`/api/order/${outTradeNo}/refund/`, token, body);
  const number = (asked.body as { refund?: { out_request_no: string } }).refund?.out_request_no ?? '';
  await world.post(`/api/admin/refunds/${number}/approve/`, await world.token('admin'), {});
  await world.sweep();
}

describe('a free lesson', () => {
  test('is read by anybody', async () => {
    const { http, body } = await read(1, 1);
    expect(http).toBe(200);
    expect(body.lesson).toEqual({
      course_id: 1,
      n: 1,
      title: '为什么是 Python',
      minutes: expect.any(Number),
      free: true,
      content: expect.stringMatching(/^.{40}/su),
    });
    expect((await read(1, 1, 'no token at all')).http).toBe(200);
  });

  test('leaves no mark of somebody who does not own the course', async () => {
    const token = await world.student();
    expect((await read(1, 1, token)).http).toBe(200);
    expect(await world.rows('SELECT 1 FROM luffy_lesson_progress')).toEqual([]);
    expect((await mark(token, 1, 1)).body).toMatchObject({ code: 'LESSON_LOCKED', course_id: 1 });
  });
});

describe('a locked lesson', () => {
  test('is for those who log in and own the course', async () => {
    const { token } = await world.bought([1], '99.00');
    expect(await read(1, 2)).toMatchObject({ http: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(await read(1, 2, 'x.y.z')).toMatchObject({ http: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(await read(1, 2, await world.student())).toMatchObject({ http: 403, body: { code: 'LESSON_LOCKED' } });
    expect(await read(2, 2, token)).toMatchObject({ http: 403, body: { code: 'LESSON_LOCKED' } });
    const { http, body } = await read(1, 2, token);
    expect([http, body.lesson?.['title'], body.lesson?.['free']]).toEqual([200, '变量与数字', false]);
  });

  test('gives nothing away in its refusal, nor does the catalogue', async () => {
    const { token } = await world.bought([1], '99.00');
    const content = String((await read(1, 2, token)).body.lesson?.['content']);
    expect(content.length).toBeGreaterThan(40);
    const others = await Promise.all([
      read(1, 2),
      read(1, 2, await world.student()),
      world.get('/api/course/1/'),
      world.get('/api/course/1/', token),
      world.get('/api/course/'),
      world.get('/api/learning/', token),
    ]);
    for (const { text } of others) expect(text).not.toContain(content.slice(0, 12));
  });

  test('of an order that waits stays locked', async () => {
    const token = await world.student();
    await world.place(token, [1], '99.00');
    expect((await read(1, 2, token)).body.code).toBe('LESSON_LOCKED');
  });

  test('of a course no longer sold stays open to its owners', async () => {
    const token = await world.student();
    await grant(13);
    expect((await read(13, 2, token)).http).toBe(200);
  });
});

describe('what is no lesson', () => {
  test.each(['9', '999999999', '0', '-1', '1.5', 'x', '01', '9'.repeat(30), '%00', '1%20'])('number %s', async (n) => {
    const { token } = await world.bought([1], '99.00');
    for (const answer of [await read(1, n), await read(1, n, token), await mark(token, 1, n)]) {
      expect([answer.http, answer.body.code]).toEqual([404, 'LESSON_NOT_FOUND']);
    }
  });

  test('one of a course that is not there', async () => {
    const token = await world.student();
    expect((await read(999_999, 1)).body).toMatchObject({ code: 'COURSE_NOT_FOUND', course_id: 999_999 });
    expect((await mark(token, 999_999, 1)).body.code).toBe('COURSE_NOT_FOUND');
    expect((await world.get('/api/learning/999999/', token)).body.code).toBe('COURSE_NOT_FOUND');
    for (const id of ['0', 'x', '9'.repeat(30)]) expect((await read(id, 1)).http).toBe(404);
  });
});

describe('after a refund', () => {
  test('the lessons are closed, and the student reads since when', async () => {
    const { token, outTradeNo } = await world.bought([1, 4], '158.00');
    await mark(token, 1, 3);
    world.pass(60);
    await refund(token, outTradeNo, [1]);
    const ended = { code: 'ACCESS_ENDED', course_id: 1, ended_at: world.clock.now().toISOString() };
    for (const answer of [
      await read(1, 2, token),
      await world.get('/api/learning/1/', token),
      await mark(token, 1, 2),
      await mark(token, 1, 3, 'undone'),
    ]) {
      expect([answer.http, answer.body]).toEqual([403, expect.objectContaining(ended)]);
    }
    expect((await read(1, 1, token)).http).toBe(200);
    expect((await read(4, 2, token)).http).toBe(200);
    const { items } = (await world.get('/api/learning/', token)).body;
    expect(items?.map((item) => item['course_id'])).toEqual([4]);
  });

  test('access by another source remains, with everything done so far', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await mark(token, 1, 2);
    await grant(1);
    await refund(token, outTradeNo);
    expect((await read(1, 3, token)).http).toBe(200);
    expect((await world.get('/api/learning/1/', token)).body.course).toMatchObject({
      out_trade_no: null,
      done: [2],
      last_lesson: 3,
    });
  });

  test('buying again goes on where the student was', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await mark(token, 1, 2);
    await refund(token, outTradeNo);
    world.pass(60);
    const again = await world.place(token, [1], '99.00');
    await world.pay(again);
    expect((await world.get('/api/learning/1/', token)).body.course).toMatchObject({ out_trade_no: again, done: [2] });
  });
});

describe('what a student learns', () => {
  test('begins with nothing', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    const { body } = await world.get('/api/learning/1/', token);
    expect(body.course).toEqual({
      course_id: 1,
      course_name: 'Python 从零到上手',
      teacher: '林晓舟',
      out_trade_no: outTradeNo,
      granted_at: world.clock.now().toISOString(),
      lesson_count: 8,
      done: [],
      last_lesson: null,
      last_at: null,
    });
    expect((await world.get('/api/learning/', token)).body.items).toEqual([body.course]);
  });

  test('grows with what they read and finish', async () => {
    const { token } = await world.bought([1], '99.00');
    await read(1, 5, token);
    const finished = world.clock.now().toISOString();
    world.pass(60);
    await read(1, 2, token);
    const seen = world.clock.now().toISOString();
    world.pass(60);
    expect((await mark(token, 1, 5)).body.course).toMatchObject({ done: [5], last_lesson: 2, last_at: seen });
    expect((await mark(token, 1, 2)).body.course).toMatchObject({ done: [2, 5], last_lesson: 2, last_at: seen });
    expect((await mark(token, 1, 2, 'undone')).body.course).toMatchObject({ done: [5], last_lesson: 2 });
    expect((await mark(token, 1, 8, 'undone')).body.course).toMatchObject({ done: [5] });
    expect(finished < seen).toBe(true);
  });

  test('keeps the moment a lesson was first done', async () => {
    const { token } = await world.bought([1], '99.00');
    await mark(token, 1, 4);
    const first = world.clock.now();
    world.pass(60);
    await mark(token, 1, 4);
    const rows = await world.rows(
      'SELECT done_at FROM luffy_lesson_progress WHERE lesson = 4 AND user_id = (SELECT max(id) FROM luffy_user)',
    );
    expect(rows).toEqual([{ done_at: first }]);
  });

  test('is their own', async () => {
    const [one, another] = [await world.bought([1], '99.00'), await world.bought([1], '99.00')];
    await mark(one.token, 1, 2);
    expect((await world.get('/api/learning/1/', another.token)).body.course).toMatchObject({ done: [] });
  });

  test('comes with the newest access first, and in pages', async () => {
    const { token } = await world.bought([1], '99.00');
    world.pass(1);
    await world.pay(await world.place(token, [4], '59.00'));
    world.pass(1);
    await world.pay(await world.place(token, [2], '199.00'));
    const all = (await world.get('/api/learning/', token)).body.items?.map((item) => item['course_id']);
    expect(all).toEqual([2, 4, 1]);
    const first = (await world.get('/api/learning/?limit=2', token)).body;
    const rest = (await world.get(`/api/learning/?limit=2&cursor=${first.next_cursor}`, token)).body;
    expect([...(first.items ?? []), ...(rest.items ?? [])].map((item) => item['course_id'])).toEqual([2, 4, 1]);
    expect(rest.next_cursor).toBeNull();
    expect((await world.get('/api/learning/?limit=0', token)).http).toBe(400);
  });

  test('forgets lessons that a course no longer has', async () => {
    const token = await world.student();
    await grant(11);
    await mark(token, 11, 5);
    await mark(token, 11, 2);
    await world.rows('UPDATE luffy_course SET lessons = lessons - 4 WHERE id = 11');
    expect((await world.get('/api/learning/11/', token)).body.course).toMatchObject({ lesson_count: 4, done: [2] });
    expect((await mark(token, 11, 5)).body.code).toBe('LESSON_NOT_FOUND');
  });

  test('is nobody else’s business', async () => {
    const answers = [
      await world.get('/api/learning/'),
      await world.get('/api/learning/1/'),
      await mark(undefined, 1, 1),
      await mark(undefined, 1, 1, 'undone'),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('UNAUTHENTICATED'));
    const { http, body } = await world.get('/api/learning/1/', await world.student());
    expect([http, body.code]).toEqual([403, 'LESSON_LOCKED']);
  });

  test('survives many presses at once', async () => {
    const { token } = await world.bought([1], '99.00');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        at % 3 === 0 ? read(1, 2, token) : mark(token, 1, 2, at % 3 === 1 ? 'done' : 'undone'),
      ),
    );
    expect(answers.filter(({ http }) => http !== 200)).toEqual([]);
    expect((await mark(token, 1, 2)).body.course).toMatchObject({ done: [2], last_lesson: 2 });
  });
});
