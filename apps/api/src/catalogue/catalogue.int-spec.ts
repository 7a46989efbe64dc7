import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const list = async (query = '', token?: string) => (await world.get(`/api/course/${query}`, token)).body;
const one = async (id: number | string, token?: string) => (await world.get(`/api/course/${id}/`, token)).body;

describe('the catalogue', () => {
  test('shows everybody the courses on sale, at least twelve of them', async () => {
    const { status, items = [], next_cursor } = await list();
    expect([status, next_cursor]).toEqual([100, null]);
    expect(items.length).toBeGreaterThanOrEqual(12);
    expect(items[0]).toMatchObject({
      id: 1,
      name: 'Python 从零到上手',
      price: '99.00',
      original_price: '199.00',
      on_sale: true,
      lesson_count: 8,
      refund_days: 7,
    });
    expect(items[1]).toMatchObject({ id: 2, price: '199.00' });
    expect(items.filter((course) => course['price'] === '0.00')).toHaveLength(1);
    expect(items.map((course) => course['id'])).not.toContain(13);
    expect(items[0]).not.toHaveProperty('owned');
    expect(items[0]).not.toHaveProperty('waiting_order');
  });

  test('is paged', async () => {
    const first = await list('?limit=5');
    const second = await list(`?limit=100&cursor=${first.next_cursor}`);
    const ids = [...(first.items ?? []), ...(second.items ?? [])].map((course) => course['id']);
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14]);
  });

  test.each(['limit=0', 'limit=101', 'cursor=x', 'status=0'])('with ?%s is refused', async (query) =>
    expect((await list(`?${query}`)).status).toBe(400),
  );

  test('tells a student what they own and what waits to be paid', async () => {
    const { token } = await world.bought([1], '99.00');
    const waiting = await world.place(token, [2, 4], '258.00');
    const { items = [] } = await list('', token);
    const of = (id: number) => items.find((course) => course['id'] === id);
    expect(of(1)).toMatchObject({ owned: true, waiting_order: null });
    expect(of(2)).toMatchObject({ owned: false, waiting_order: waiting });
    expect(of(4)).toMatchObject({ owned: false, waiting_order: waiting });
    expect(of(5)).toMatchObject({ owned: false, waiting_order: null });
    await world.post(`/api/order/${waiting}/cancel/`, token);
    expect((await one(2, token)).course).toMatchObject({ owned: false, waiting_order: null });
  });

  test('counts learners by person', async () => {
    const before = Number((await one(9)).course?.['learners']);
    const { token } = await world.bought([9], '69.00');
    await world.rows(
      `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) SELECT max(id), 9, 'grant', $1 FROM luffy_user`,
      [world.clock.now()],
    );
    expect((await one(9)).course?.['learners']).toBe(before + 1);
    expect(await world.courses(token)).toEqual([9]);
  });
});

describe('one course', () => {
  test('shows its outline', async () => {
    const { course } = await one(1);
    expect(course?.['lessons']).toHaveLength(8);
    expect(course?.['lessons']).toHaveProperty('0', {
      title: '为什么是 Python',
      minutes: expect.any(Number),
      free: true,
    });
  });

  test('off sale is still shown, and says so', async () =>
    expect((await one(13)).course).toMatchObject({ id: 13, on_sale: false }));

  test.each(['999999', '0', '-1', '1.5', 'x', '01', '9'.repeat(30), '%00', '1%20'])('%s is not there', async (id) => {
    expect((await one(id)).status).toBe(404);
  });
});
