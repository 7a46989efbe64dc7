import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.rows(
    `INSERT INTO luffy_course (id, name, price, original_price, brief, teacher, created_time) VALUES
       (101, '100% 掌握 SQL_Mode', 99.00, 99.00, 'C:\\data 目录与 🐋🐋', 'Élodie 老师', $1),
       (102, '同价的另一门课', 99.00, 99.00, '与 Python 无关', '何沐', $1::timestamptz + interval '100 microseconds')`,
    [world.clock.now()],
  );
});
afterAll(() => world.close());

const ask = (query: Record<string, string | number>) => {
  const fields = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return world.get(`/api/course/?${new URLSearchParams(fields).toString()}`);
};

const found = async (query: Record<string, string | number>) => {
  const { http, body } = await ask(query);
  expect(http).toBe(200);
  return (body.items ?? []).map((course) => Number(course['id']));
};

/** Every id of a list, read page by page. */
async function walked(query: Record<string, string | number>, limit: number): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor: string | null = null; ;) {
    const { body } = await ask({ ...query, limit, ...(cursor === null ? {} : { cursor }) });
    ids.push(...(body.items ?? []).map((course) => Number(course['id'])));
    cursor = body.next_cursor ?? null;
    if (cursor === null) return ids;
  }
}

describe('a search', () => {
  test('looks into names, teachers and briefs, whatever the case of its letters', async () => {
    expect(await found({ q: 'pYtHoN' })).toEqual([1, 102]);
    expect(await found({ q: '苏婉' })).toEqual([5, 11, 14]);
    expect(await found({ q: '记账本' })).toEqual([1]);
  });

  test.each([
    ['100%', [101]],
    ['%', [101]],
    ['_', [101]],
    ['SQL_mode', [101]],
    ['SQL%Mode', []],
    ['\\', [101]],
    ['c:\\DATA', [101]],
    ['\\%', []],
    ["'; DROP TABLE luffy_course; --", []],
    ['🐋🐋', [101]],
    ['🐋'.repeat(50), []],
    ['课', [2, 3, 12, 102]],
    ['.*', []],
  ])('for %j takes every character for itself', async (q, ids) => expect(await found({ q })).toEqual(ids));

  test('does not show what is off sale', async () => expect(await found({ q: 'Python 2' })).toEqual([]));

  test.each([
    ['200 characters', `q=${encodeURIComponent('🐋'.repeat(200))}`],
    ['51 characters', `q=${'x'.repeat(51)}`],
    ['nothing', 'q='],
    ['blanks', 'q=%20%20'],
    ['U+0000', 'q=a%00b'],
    ['two texts', 'q=a&q=b'],
    ['a text of its own kind', 'q[a]=b'],
    ['an unknown price', 'price=cheap'],
    ['a sort of our tables', 'sort=id'],
    ['a sort with a statement in it', 'sort=newest;DROP'],
    ['two sorts', 'sort=newest&sort=price_asc'],
  ])('for %s is refused', async (_what, query) => {
    const { http, body } = await world.get(`/api/course/?${query}`);
    expect([http, body.code]).toEqual([400, 'VALIDATION']);
  });

  test('that is no proper address is refused', async () => {
    for (const q of ['%', '%E4%BD', '%ED%A0%80', '%u4f60']) {
      expect((await world.get(`/api/course/?q=${q}`)).http).toBeLessThan(500);
    }
  });
});

describe('the price', () => {
  test('may be nothing, or something', async () => {
    expect(await found({ price: 'free' })).toEqual([3]);
    const paid = await found({ price: 'paid' });
    expect(paid).toHaveLength(14);
    expect(paid).not.toContain(3);
  });

  test('narrows a search', async () => {
    expect(await found({ q: '林晓舟' })).toEqual([1, 3]);
    expect(await found({ q: '林晓舟', price: 'free' })).toEqual([3]);
  });
});

describe('a sorted list', () => {
  const BY_SORT = {
    newest: [102, 101, 9, 12, 7, 14, 10, 8, 11, 5, 2, 6, 1, 4, 3],
    price_asc: [3, 12, 11, 4, 9, 6, 5, 1, 101, 102, 8, 7, 14, 2, 10],
    price_desc: [10, 2, 14, 7, 8, 102, 101, 1, 5, 6, 9, 4, 11, 12, 3],
  };

  test.each(Object.entries(BY_SORT))('%s', async (sort, ids) => expect(await found({ sort })).toEqual(ids));

  test.each(Object.entries(BY_SORT))('%s is whole however it is paged', async (sort, ids) => {
    for (const limit of [1, 2, 4, 15]) expect(await walked({ sort }, limit)).toEqual(ids);
  });

  test('pages within a search and a price', async () => {
    expect(await walked({ sort: 'price_desc', price: 'paid', q: '苏婉' }, 1)).toEqual([14, 5, 11]);
  });

  test('says since when each course is there', async () => {
    const { body } = await ask({ sort: 'newest', q: '同价' });
    expect(body.items?.[0]).toHaveProperty('created_time', world.clock.now().toISOString());
  });

  test('does not shift when a course on an earlier page is priced anew', async () => {
    const { body } = await ask({ sort: 'price_asc', limit: 9 });
    await world.rows('UPDATE luffy_course SET price = 98.99 WHERE id = 101');
    const rest = await found({ sort: 'price_asc', cursor: String(body.next_cursor) });
    await world.rows('UPDATE luffy_course SET price = 99 WHERE id = 101');
    expect(rest).toEqual([102, 8, 7, 14, 2, 10]);
  });

  test('refuses the cursor of another sort, and what is none', async () => {
    const cursors = new Map<string, string>();
    for (const sort of ['', 'newest', 'price_asc', 'price_desc']) {
      const { body } = await ask({ ...(sort && { sort }), limit: 1 });
      cursors.set(sort, String(body.next_cursor));
    }
    const forged = ['price_asc:99999999999999:1', 'price_asc:1:0', 'price_asc:-1', 'price_asc:1e3:1', 'x', ''];
    for (const sort of cursors.keys()) {
      const others = [...cursors].filter(([of]) => of !== sort).map(([, cursor]) => cursor);
      for (const cursor of [...others, ...forged.map((text) => Buffer.from(text).toString('base64url'))]) {
        const { http, body } = await ask({ ...(sort && { sort }), cursor });
        expect([sort, cursor, http, body.code]).toEqual([sort, cursor, 400, 'CURSOR_INVALID']);
      }
    }
  });

  test('takes a cursor of any number our tables could hold, and refuses the rest without a fault', async () => {
    for (const value of ['9999999999', '-9999999999', '9999999999999', '-9999999999999']) {
      for (const sort of ['newest', 'price_asc', 'price_desc']) {
        const cursor = Buffer.from(`${sort}:${value}:9007199254740991`).toString('base64url');
        expect([200, 400]).toContain((await ask({ sort, cursor })).http);
      }
    }
  });
});
