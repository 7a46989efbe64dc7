import { expect, test } from '@jest/globals';
import { effectScope } from 'vue';

import { readRefusal } from '../api/api-error.js';
import { type CursorList, useCursorList } from './useCursorList.js';

const list = <Item>(fetchPage: Parameters<typeof useCursorList<Item>>[0]): CursorList<Item> =>
  effectScope().run(() => useCursorList(fetchPage)) as CursorList<Item>;

test('a list grows page by page until its cursor ends', async () => {
  const pages = new Map([
    [null, { items: [1, 2], next_cursor: 'a' }],
    ['a', { items: [3], next_cursor: null }],
  ]);
  const numbers = list((cursor) =>
    Promise.resolve(pages.get(cursor as null) ?? { items: [] as number[], next_cursor: null }),
  );
  expect(numbers.isFirstLoading.value).toBe(true);
  await numbers.restart();
  expect([numbers.items.value, numbers.hasMore.value, numbers.isFirstLoading.value]).toEqual([[1, 2], true, false]);
  await numbers.more();
  await numbers.more();
  expect([numbers.items.value, numbers.hasMore.value]).toEqual([[1, 2, 3], false]);
});

test('the answer to an earlier search is not shown under a later one', async () => {
  const answers: ((items: string[]) => void)[] = [];
  const names = list<string>(
    () => new Promise((resolve) => answers.push((items) => resolve({ items, next_cursor: null }))),
  );
  const [first, second] = [names.restart(), names.restart()];
  answers[1]?.(['later']);
  answers[0]?.(['earlier']);
  await Promise.all([first, second]);
  expect([names.items.value, names.page.value?.items]).toEqual([['later'], ['later']]);
});

test('a failed page keeps what is there and can be asked for again', async () => {
  let isDown = false;
  const numbers = list((cursor) => {
    if (isDown) return Promise.reject(readRefusal(503, { code: 'DATABASE_UNAVAILABLE', msg: '稍后' }));
    return Promise.resolve({ items: [cursor === null ? 1 : 2], next_cursor: cursor === null ? 'a' : null });
  });
  await numbers.restart();
  isDown = true;
  await numbers.more();
  expect([numbers.items.value, numbers.error.value?.code, numbers.isLoading.value]).toEqual([
    [1],
    'DATABASE_UNAVAILABLE',
    false,
  ]);
  isDown = false;
  await numbers.more();
  expect([numbers.items.value, numbers.error.value]).toEqual([[1, 2], null]);
});
