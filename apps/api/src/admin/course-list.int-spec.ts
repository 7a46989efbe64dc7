import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

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

const list = async (query: Record<string, string> = {}) =>
  (await world.get(`/api/admin/courses/?${new URLSearchParams(query).toString()}`, keeper)).body;
const ids = async (query: Record<string, string>) => (await list(query)).items?.map((item) => item['id']);
const one = async (id: number) => (await world.get(`/api/admin/courses/${id}/`, keeper)).body.course ?? {};

describe('the list of courses', () => {
  test('shows those off sale too, with what hangs on each', async () => {
    expect(await ids({ status: '0', q: '13' })).toEqual([13]);
    const { outTradeNo, token } = await world.bought([14], String((await one(14))['price']));
    await world.place(await world.student(), [14], String((await one(14))['price']));
    expect(await one(14)).toMatchObject({ learners: 1, waiting: 1, sold: 1 });
    const refund = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不合适' });
    const { out_request_no } = refund.body['refund' as never] as { out_request_no: string };
    await world.post(`/api/admin/refunds/${out_request_no}/approve/`, await world.token('admin'), {});
    await world.sweep();
    expect(await one(14)).toMatchObject({ learners: 0, waiting: 1, sold: 0 });
  });

  test.each(['created', '-created', 'price', '-price'])(
    'is sorted by %s, and pages go on where one ended',
    async (sort) => {
      const all = (await list({ sort, limit: '100' })).items ?? [];
      const key = (item: Record<string, unknown>) =>
        sort.endsWith('price') ? Number(item['price']) : Date.parse(String(item['created_time']));
      const sign = sort.startsWith('-') ? -1 : 1;
      expect(all.map((item) => item['id'])).toEqual(
        all.toSorted((a, b) => sign * (key(a) - key(b) || Number(a['id']) - Number(b['id']))).map((item) => item['id']),
      );
      const paged: unknown[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ sort, limit: '3', ...(cursor ? { cursor } : {}) });
        paged.push(...(page.items ?? []).map((item) => item['id']));
        cursor = page.next_cursor;
      } while (cursor);
      expect(paged).toEqual(all.map((item) => item['id']));
    },
  );

  test('is narrowed by a piece of a name or teacher, in any spelling, or a number', async () => {
    expect(await ids({ q: 'DJANGO' })).toEqual(await ids({ q: 'django' }));
    expect((await ids({ q: 'django' }))?.length).toBeGreaterThan(0);
    const { teacher } = await one(5);
    expect(await ids({ q: String(teacher) })).toContain(5);
    expect(await ids({ q: '%' })).toEqual([]);
    expect(await ids({ price: 'free' })).toEqual([3]);
  });

  test.each<[Record<string, string>, string]>([
    [{ status: '2' }, 'status'],
    [{ status: 'on' }, 'status'],
    [{ price: 'cheap' }, 'price'],
    [{ sort: 'name' }, 'sort'],
    [{ q: '' }, 'q'],
    [{ limit: '0' }, 'limit'],
    [{ teacher: 'x' }, 'teacher'],
  ])('is not asked for by %j', async (query, field) => {
    const body = await list(query);
    expect([body.code, body.fields?.map((fault) => fault.field)]).toEqual([
      'VALIDATION',
      expect.arrayContaining([field]),
    ]);
  });

  test.each(['x', '', 'aWQ6MQ'])('does not begin at %j', async (cursor) => {
    expect((await list({ cursor, sort: 'price' })).code).toBe('CURSOR_INVALID');
    const { next_cursor } = await list({ limit: '1', sort: 'price' });
    expect((await list({ cursor: next_cursor ?? '', sort: '-price' })).code).toBe('CURSOR_INVALID');
  });
});
