import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { type Answer, World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.rows(
    `INSERT INTO luffy_course (id, name, price, original_price, created_time)
     SELECT n, '课程 ' || n, 1.00, 1.00, $1 FROM generate_series(101, 200) n`,
    [world.clock.now()],
  );
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const add = (token: string, courses: (number | { course_id: number; price_seen?: unknown })[]) =>
  world.post('/api/basket/', token, {
    courses: courses.map((one) => (typeof one === 'number' ? { course_id: one } : one)),
  });

const idsOf = ({ body }: Answer) => (body.items ?? []).map((item) => item['course_id']);
const mine = async (token: string) => idsOf(await world.get('/api/basket/', token));
const item = (answer: Answer, id: number) => answer.body.items?.find((one) => one['course_id'] === id);

describe('a basket', () => {
  test('is empty at first', async () => {
    const { http, body } = await world.get('/api/basket/', await world.student());
    expect([http, body]).toEqual([
      200,
      expect.objectContaining({ items: [], total_amount: '0.00', next_cursor: null }),
    ]);
  });

  test('is for students only', async () => {
    const answers = await Promise.all([
      world.get('/api/basket/'),
      world.post('/api/basket/', undefined, { courses: [{ course_id: 1 }] }),
      world.post('/api/basket/seen/'),
      world.ask('DELETE', '/api/basket/1/'),
    ]);
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('UNAUTHENTICATED'));
  });

  test('shows what is in it, the newest first, with its sum', async () => {
    const token = await world.student();
    await add(token, [1]);
    world.pass(1);
    const answer = await add(token, [2]);
    expect(answer.body).toMatchObject({ added: [2], skipped: [], total_amount: '298.00' });
    expect(idsOf(answer)).toEqual([2, 1]);
    expect(item(answer, 2)).toEqual({
      course_id: 2,
      name: 'Django 商城实战',
      teacher: '周以宁',
      cover: null,
      price: '199.00',
      original_price: '399.00',
      price_seen: '199.00',
      price_changed: false,
      on_sale: true,
      waiting_order: null,
      added_at: world.clock.now().toISOString(),
    });
    expect((await world.get('/api/basket', token)).body.items).toEqual(answer.body.items);
  });

  test('belongs to one student', async () => {
    const [one, another] = [await world.student(), await world.student()];
    await add(one, [1]);
    await add(another, [2]);
    await world.ask('DELETE', '/api/basket/1/', { token: another });
    expect([await mine(one), await mine(another)]).toEqual([[1], [2]]);
  });

  test('keeps the place of a course that is added again', async () => {
    const token = await world.student();
    const first = await add(token, [1]);
    world.pass(60);
    await add(token, [4]);
    world.pass(60);
    const again = await add(token, [1]);
    expect(again.body).toMatchObject({ added: [1], skipped: [] });
    expect(idsOf(again)).toEqual([4, 1]);
    expect(item(again, 1)?.['added_at']).toBe(item(first, 1)?.['added_at']);
  });

  test('lets a course go, and does not mind when it is not there', async () => {
    const token = await world.student();
    await add(token, [1, 2]);
    for (const _ of [1, 2]) {
      const { http, body } = await world.ask('DELETE', '/api/basket/2/', { token });
      expect([http, body.items?.length, body.total_amount]).toEqual([200, 1, '99.00']);
    }
    expect((await world.ask('DELETE', '/api/basket/999999/', { token })).http).toBe(200);
    for (const id of ['0', '-1', 'x', '1.5', '9'.repeat(30)])
      expect((await world.ask('DELETE', `/api/basket/${id}/`, { token })).http).toBe(404);
  });
});

describe('what does not go in', () => {
  test('is told apart, and the rest goes in', async () => {
    const { token } = await world.bought([1], '99.00');
    const { body } = await add(token, [1, 13, 999_999, 4]);
    expect(body.added).toEqual([4]);
    expect(body.skipped).toEqual([
      { course_id: 1, reason: 'owned' },
      { course_id: 13, reason: 'off_sale' },
      { course_id: 999_999, reason: 'not_found' },
    ]);
    expect(await mine(token)).toEqual([4]);
  });

  test('is the fifty-first', async () => {
    const token = await world.student();
    await add(token, range(101, 149));
    const { body } = await add(token, [102, 1, 2]);
    expect([body.added, body.skipped]).toEqual([[102, 1], [{ course_id: 2, reason: 'full' }]]);
    expect(body.items).toHaveLength(50);
  });

  test('finds room again when a course in it was bought', async () => {
    const token = await world.student();
    await add(token, [1, ...range(101, 149)]);
    world.pass(1);
    await world.pay(await world.place(token, [1], '99.00'));
    const { body } = await add(token, [2]);
    expect(body.added).toEqual([2]);
    expect(body.items).toHaveLength(50);
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no courses', { courses: [] }],
    ['no list', { courses: { course_id: 1 } }],
    ['text', { courses: '1' }],
    ['bare numbers', { courses: [1] }],
    ['null', { courses: [null] }],
    ['a list in a list', { courses: [[{ course_id: 1 }]] }],
    ['a course twice', { courses: [{ course_id: 1 }, { course_id: 1, price_seen: '1.00' }] }],
    ['fifty-one', { courses: range(101, 151).map((course_id) => ({ course_id })) }],
    ['no course', { courses: [{ price_seen: '1.00' }] }],
    ['a course as text', { courses: [{ course_id: '1' }] }],
    ['course 0', { courses: [{ course_id: 0 }] }],
    ['course 1.5', { courses: [{ course_id: 1.5 }] }],
    ['a course beyond all numbers', { courses: [{ course_id: 2 ** 53 }] }],
    ['a price of null', { courses: [{ course_id: 1, price_seen: null }] }],
    ['a negative price', { courses: [{ course_id: 1, price_seen: -1 }] }],
    ['a price of three decimals', { courses: [{ course_id: 1, price_seen: '1.001' }] }],
    ['a price beyond our columns', { courses: [{ course_id: 1, price_seen: '123456789.00' }] }],
    ['an unknown field', { courses: [{ course_id: 1, quantity: 2 }] }],
    ['a field that every object has', { courses: [{ course_id: 1, toString: 1 }] }],
    ['an unknown field beside', { courses: [{ course_id: 1 }], coupon: 1 }],
  ])('is %s, and nothing is written', async (_what, body) => {
    const token = await world.student();
    const before = await world.snapshot();
    const answer = await world.post('/api/basket/', token, body);
    expect([answer.http, answer.body.code]).toEqual([400, 'VALIDATION']);
    expect(await world.snapshot()).toBe(before);
  });
});

describe('the price', () => {
  const priced = async (price: string) =>
    void (await world.rows('UPDATE luffy_course SET price = $1 WHERE id = 200', [price]));

  test('that changed is told until the student has seen it', async () => {
    const token = await world.student();
    await add(token, [200]);
    await priced('0.99');
    const changed = await world.get('/api/basket/', token);
    expect(item(changed, 200)).toMatchObject({ price: '0.99', price_seen: '1.00', price_changed: true });
    expect(changed.body.total_amount).toBe('0.99');
    const seen = await world.post('/api/basket/seen/', token);
    expect(item(seen, 200)).toMatchObject({ price: '0.99', price_seen: '0.99', price_changed: false });
    await priced('1.00');
  });

  test('seen before the log-in is kept as it was', async () => {
    const token = await world.student();
    const answer = await add(token, [
      { course_id: 200, price_seen: '0.50' },
      { course_id: 1, price_seen: 88.8 },
    ]);
    expect(item(answer, 200)).toMatchObject({ price: '1.00', price_seen: '0.50', price_changed: true });
    expect(item(answer, 1)).toMatchObject({ price: '99.00', price_seen: '88.80', price_changed: true });
    expect(item(await add(token, [200]), 200)).toMatchObject({ price_seen: '1.00', price_changed: false });
  });

  test('of what is no longer sold does not count', async () => {
    const token = await world.student();
    await add(token, [200, 1]);
    await world.rows('UPDATE luffy_course SET status = 0 WHERE id = 200');
    const { body } = await world.get('/api/basket/', token);
    await world.rows('UPDATE luffy_course SET status = 1 WHERE id = 200');
    expect(body.items?.map((one) => one['on_sale'])).toEqual([true, false]);
    expect(body.total_amount).toBe('99.00');
  });
});

describe('a course in the basket', () => {
  test('stays while an order with it waits, and is gone once it is owned', async () => {
    const token = await world.student();
    await add(token, [1, 2]);
    const outTradeNo = await world.place(token, [1], '99.00');
    const waiting = await world.get('/api/basket/', token);
    expect(item(waiting, 1)).toMatchObject({ waiting_order: outTradeNo });
    expect(item(waiting, 2)).toMatchObject({ waiting_order: null });
    await world.pay(outTradeNo);
    expect(await mine(token)).toEqual([2]);
  });

  test('that was bought from it does not come back with the money, and can be put in again', async () => {
    const token = await world.student();
    await add(token, [1, 2]);
    world.pass(1);
    const outTradeNo = await world.place(token, [1], '99.00');
    await world.pay(outTradeNo);
    world.pass(1);
    const { body } = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了' });
    const refund = (body as { refund?: { out_request_no: string } }).refund?.out_request_no ?? '';
    await world.post(`/api/admin/refunds/${refund}/approve/`, await world.token('admin'), {});
    await world.sweep();
    expect(await world.courses(token)).toEqual([]);
    expect(await mine(token)).toEqual([2]);
    world.pass(1);
    expect((await add(token, [1])).body).toMatchObject({ added: [1], skipped: [] });
    expect(await mine(token)).toEqual([1, 2]);
  });

  test('that staff gave away is gone too, and is not counted', async () => {
    const token = await world.student();
    await add(token, [1, 2]);
    await world.rows(
      `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) SELECT max(id), 2, 'grant', $1 FROM luffy_user`,
      [world.clock.now()],
    );
    const { body } = await world.get('/api/basket/', token);
    expect([body.items?.length, body.total_amount]).toEqual([1, '99.00']);
  });
});

describe('at once', () => {
  test('many additions never fill it beyond fifty, and none of them fails', async () => {
    const token = await world.student();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        add(
          token,
          range(101, 105).map((id) => id + ((at * 7) % 95)),
        ),
      ),
    );
    expect(new Set(answers.map(({ http }) => http))).toEqual(new Set([200]));
    const skipped = answers.flatMap(({ body }) => body.skipped ?? []);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['full']));
    const kept = await mine(token);
    expect(kept).toHaveLength(50);
    expect(kept.toSorted()).toEqual([...new Set(answers.flatMap(({ body }) => body.added ?? []))].toSorted());
  });

  test('additions in opposite orders, looks and removals all come through', async () => {
    const token = await world.student();
    const ids = range(101, 140);
    const answers = await Promise.all(
      ids.flatMap((id, at) => [
        add(token, at % 2 ? ids : ids.toReversed()),
        world.post('/api/basket/seen/', token),
        world.ask('DELETE', `/api/basket/${id}/`, { token }),
      ]),
    );
    expect(answers.filter(({ http }) => http !== 200)).toEqual([]);
  });

  test('adding and buying leave nothing in it that is owned', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    world.channel.pay(outTradeNo);
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => add(token, [1, 2])),
      world.notify(world.channel.notifyBody(outTradeNo)),
      ...Array.from({ length: 10 }, () => add(token, [1, 2])),
    ]);
    expect(answers.filter(({ http }) => http !== 200)).toEqual([]);
    expect(await mine(token)).toEqual([2]);
  });
});
