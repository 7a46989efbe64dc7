import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { effectScope, type EffectScope, nextTick, shallowRef } from 'vue';

import { useGentlePolling } from './useUnread.js';

let scope: EffectScope;
let looks = 0;
const isWanted = shallowRef(true);
const start = (look: () => Promise<void> = () => Promise.resolve()): void =>
  scope.run(() =>
    useGentlePolling(
      () => {
        looks += 1;
        return look();
      },
      () => isWanted.value,
    ),
  );

beforeEach(() => {
  jest.useFakeTimers();
  looks = 0;
  isWanted.value = true;
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  jest.useRealTimers();
});

test('it looks at once and then once a minute', async () => {
  start();
  expect(looks).toBe(1);
  await jest.advanceTimersByTimeAsync(59_000);
  expect(looks).toBe(1);
  await jest.advanceTimersByTimeAsync(2_000);
  expect(looks).toBe(2);
});

test('nobody looks while nobody wants to know, and it looks again when somebody does', async () => {
  start();
  isWanted.value = false;
  await jest.advanceTimersByTimeAsync(300_000);
  expect(looks).toBe(1);
  isWanted.value = true;
  await nextTick();
  expect(looks).toBe(2);
});

test('going back and forth between pages does not become a storm', async () => {
  start();
  for (let times = 0; times < 20; times += 1) {
    isWanted.value = !isWanted.value;
    await nextTick();
  }
  expect(looks).toBe(1);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(2);
});

test('a look that fails is followed by the next one', async () => {
  start(() => Promise.reject(new Error('no network')));
  await jest.advanceTimersByTimeAsync(61_000);
  expect(looks).toBe(2);
});

test('it ends with its page', async () => {
  start();
  scope.stop();
  await jest.advanceTimersByTimeAsync(300_000);
  expect(looks).toBe(1);
});
