import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { effectScope, type EffectScope, nextTick, shallowRef } from 'vue';

import type { Order } from '../../api/orders.api.js';
import { useFreshOrders } from './useFreshOrders.js';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const order = (number: string, order_status: 0 | 1, inSeconds: number): Order =>
  ({
    out_trade_no: number,
    order_status,
    expires_at: new Date(NOW + inSeconds * 1_000).toISOString(),
  }) as Order;

let scope: EffectScope;
const isSeen = shallowRef(true);
const asked: string[] = [];
const replaced: Order[] = [];

function start(orders: readonly Order[], fetchOne = (number: string) => Promise.resolve(order(number, 1, 0))): void {
  scope.run(() =>
    useFreshOrders({
      orders: () => orders,
      fetchOne: (number) => {
        asked.push(number);
        return fetchOne(number);
      },
      replace: (fresh) => replaced.push(fresh),
      isSeen: () => isSeen.value,
    }),
  );
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  isSeen.value = true;
  asked.length = 0;
  replaced.length = 0;
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  jest.useRealTimers();
});

test('coming back to the page looks at what was waiting', async () => {
  start([order('waiting', 0, 600), order('paid', 1, 600)]);
  isSeen.value = false;
  await nextTick();
  expect(asked).toEqual([]);
  isSeen.value = true;
  await jest.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['waiting']);
  expect(replaced.map((fresh) => fresh.order_status)).toEqual([1]);
});

test('only an order whose time is over is asked for by itself', async () => {
  start([order('waiting', 0, 600), order('over', 0, -1)]);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(asked).toEqual(['over']);
});

test('nothing is asked for while nobody looks, or after the page', async () => {
  start([order('over', 0, -1)]);
  isSeen.value = false;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  isSeen.value = true;
  scope.stop();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
});

test('a look that fails changes nothing', async () => {
  start([order('over', 0, -1)], () => Promise.reject(new Error('no network')));
  await jest.advanceTimersByTimeAsync(15_000);
  expect(replaced).toEqual([]);
});
