import { expect, jest, test } from '@jest/globals';
import { ref } from 'vue';

import { readRefusal } from '../api/api-error.js';
import type { BasketEntry, BasketItem, SkipReason } from '../api/basket.api.js';
import type { CourseDetail } from '../api/courses.api.js';
import { type Basket, type BasketParts, createBasket } from './basket.js';

const item = (id: number, facts: Partial<BasketItem> = {}): BasketItem => ({
  course_id: id,
  name: `课程 ${id}`,
  teacher: '老师',
  cover: null,
  price: '99.00',
  original_price: '199.00',
  price_seen: '99.00',
  price_changed: false,
  on_sale: true,
  waiting_order: null,
  ...facts,
});

const course = (id: number, price = '99.00'): CourseDetail => ({
  ...item(id),
  id,
  price,
  brief: '',
  lesson_count: 0,
  learners: 0,
  refund_days: 7,
  lessons: [],
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const answer = { status: 100, msg: '', next_cursor: null };

interface Shop extends BasketParts {
  readonly basket: Basket;
  readonly addToBasket: jest.Mock<BasketParts['addToBasket']>;
}

interface Facts {
  readonly isIn: boolean;
  readonly kept: string;
  readonly parts: Partial<BasketParts>;
}

function shop({ isIn = false, kept = '[]', parts = {} }: Partial<Facts> = {}): Shop {
  const all = {
    isLoggedIn: ref(isIn),
    keptText: ref(kept),
    fetchBasket: () => Promise.resolve([item(1)]),
    addToBasket: jest.fn((entries: readonly BasketEntry[]) =>
      Promise.resolve({
        ...answer,
        added: entries.map((entry) => entry.course_id),
        skipped: [] as { course_id: number; reason: SkipReason }[],
        items: entries.map((entry) => item(entry.course_id)),
      }),
    ),
    removeFromBasket: () => Promise.resolve([]),
    markBasketSeen: () => Promise.resolve([item(1)]),
    fetchCourse: (id: number) => Promise.resolve(course(id)),
    ...parts,
  };
  return { ...all, basket: createBasket(all) } as unknown as Shop;
}

const kept = (...entries: [number, string][]): string =>
  JSON.stringify(entries.map(([id, seen]) => ({ course_id: id, price_seen: seen })));

test('before log-in the basket is kept in the browser, the last course first, each once', async () => {
  const { basket, keptText } = shop();
  for (const id of [1, 2, 1]) expect(await basket.add({ id, price: '99.00' })).toBe('added');
  expect(keptText.value).toBe(kept([1, '99.00'], [2, '99.00']));
  expect([basket.count.value, [...basket.ids.value]]).toEqual([2, [1, 2]]);
  await basket.remove(1);
  expect(basket.count.value).toBe(1);
});

test('log-in carries the browser’s basket over with the prices that were seen, and empties it', async () => {
  const { basket, isLoggedIn, keptText, addToBasket } = shop({ kept: kept([2, '199.00'], [3, '0.00']) });
  (isLoggedIn as { value: boolean }).value = true;
  await settled();
  expect(addToBasket.mock.calls).toEqual([[JSON.parse(kept([2, '199.00'], [3, '0.00']))]]);
  expect([keptText.value, basket.count.value]).toEqual(['[]', 2]);
});

test('a basket that could not be carried over is kept for the next try', async () => {
  const { basket, keptText } = shop({
    isIn: true,
    kept: kept([2, '199.00']),
    parts: { addToBasket: () => Promise.reject(readRefusal(503, { code: 'DATABASE_UNAVAILABLE', msg: '稍后' })) },
  });
  await settled();
  expect(keptText.value).toBe(kept([2, '199.00']));
  expect(basket.error.value?.code).toBe('DATABASE_UNAVAILABLE');
});

test('why something did not come along is known', async () => {
  const { basket } = shop({
    isIn: true,
    kept: kept([2, '199.00']),
    parts: {
      addToBasket: () =>
        Promise.resolve({ ...answer, added: [], skipped: [{ course_id: 2, reason: 'owned' }], items: [] }),
    },
  });
  await settled();
  expect(basket.leftOut.value).toEqual(['owned']);
});

test('log-out leaves nothing of it on the screen', async () => {
  const { basket, isLoggedIn } = shop({ isIn: true });
  await settled();
  expect(basket.count.value).toBe(1);
  (isLoggedIn as { value: boolean }).value = false;
  expect([basket.items.value, basket.count.value]).toEqual([null, 0]);
});

test('the browser’s basket says which price has changed and forgets a course that is gone', async () => {
  const { basket } = shop({
    kept: kept([1, '99.00'], [2, '199.00'], [9, '9.00']),
    parts: {
      fetchCourse: (id) =>
        id === 9
          ? Promise.reject(readRefusal(404, { code: 'COURSE_NOT_FOUND', msg: '' }))
          : Promise.resolve(course(id)),
    },
  });
  await basket.load();
  expect(basket.items.value?.map((one) => [one.course_id, one.price_changed])).toEqual([
    [1, false],
    [2, true],
  ]);
  await basket.markSeen();
  expect(basket.items.value?.some((one) => one.price_changed)).toBe(false);
});

test('an act’s answer wins over a list that was asked for before it', async () => {
  let finish = (_: readonly BasketItem[]): void => undefined;
  const { basket } = shop({
    isIn: true,
    parts: { fetchBasket: () => new Promise((resolve) => (finish = resolve)) },
  });
  await basket.add({ id: 5, price: '99.00' });
  finish([]);
  await settled();
  expect([...basket.ids.value]).toEqual([5]);
});

test('the fifty-first course is refused, in the browser too', async () => {
  const full = kept(...Array.from({ length: 50 }, (_, at): [number, string] => [at + 1, '1.00']));
  const { basket } = shop({ kept: full });
  expect(await basket.add({ id: 51, price: '1.00' })).toBe('full');
  expect(await basket.add({ id: 50, price: '1.00' })).toBe('added');
});

test.each([
  'nothing',
  '{}',
  'null',
  '[1,null,{"course_id":"1"}]',
  '[{"course_id":-1,"price_seen":"1.00"}]',
  '[{"course_id":1,"price_seen":"1e3"}]',
])('%s in the browser is no basket', (text) => expect(shop({ kept: text }).basket.count.value).toBe(0));
