import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { effectScope, type EffectScope } from 'vue';

import type { Refund } from '../api/refunds.api.js';
import { type Refunds, useRefunds } from './useRefunds.js';

let scope: EffectScope;
beforeEach(() => {
  jest.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  jest.useRealTimers();
});

const refund = (state: Refund['state']): Refund => ({
  id: 1,
  out_request_no: 'r1',
  out_trade_no: 'n1',
  subject: 'Python 从零到上手',
  amount: '99.00',
  reason: '',
  kind: 'late',
  state,
  note: null,
  created_time: '2026-03-02T06:05:00Z',
  finished_at: null,
  lines: [],
});

/** Answers in turn; the last one for ever. */
function start(
  answers: readonly (readonly Refund[] | Error)[],
  awaits?: () => boolean,
): { it: Refunds; asked: () => number } {
  let asked = 0;
  const fetcher = (): Promise<readonly Refund[]> => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? []);
  };
  const it = scope.run(() => useRefunds(fetcher, awaits)) as Refunds;
  return { it, asked: () => asked };
}

test('money under way is looked at again until it is there', async () => {
  const { it, asked } = start([[refund('approved')], [refund('unknown')], [refund('succeeded')]]);
  await it.watchOrders(['n1']);
  expect(it.of('n1')).toMatchObject([{ state: 'approved' }]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect([it.of('n1')[0]?.state, asked()]).toEqual(['succeeded', 3]);
});

test('a closed order that may have been paid is looked at until its refund appears', async () => {
  const { it, asked } = start([[], [], [refund('succeeded')]], () => true);
  await it.watchOrders(['n1']);
  expect(it.of('n1')).toEqual([]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect([it.of('n1').length, asked()]).toEqual([1, 3]);
});

test('where nothing is awaited, one look is enough', async () => {
  const { it, asked } = start([[]]);
  await it.watchOrders(['n1']);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(1);
});

test('a look that failed is made again, a few times', async () => {
  const { it, asked } = start([new Error('offline')]);
  await it.watchOrders(['n1']);
  await jest.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(5);
});

test('no order, no question; and nothing is asked once the page is gone', async () => {
  const { it, asked } = start([[refund('approved')]]);
  await it.watchOrders([]);
  expect(asked()).toBe(0);
  await it.watchOrders(['n1']);
  scope.stop();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(1);
});
