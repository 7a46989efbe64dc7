import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { effectScope, type EffectScope } from 'vue';

import { type PayAnswer, type PaymentPolling, usePaymentPolling } from './usePaymentPolling.js';

let scope: EffectScope;

beforeEach(() => {
  jest.useFakeTimers();
  scope = effectScope();
});

afterEach(() => {
  scope.stop();
  jest.useRealTimers();
});

function start(ask: () => Promise<PayAnswer>): PaymentPolling {
  return scope.run(() => usePaymentPolling(ask)) as PaymentPolling;
}

test('the server is asked at once, then after 1, 2, 3, 5, 8 s, then every 8 s', async () => {
  const startedAt = Date.now();
  const askedAt: number[] = [];
  start(() => {
    askedAt.push((Date.now() - startedAt) / 1_000);
    return Promise.resolve('unpaid');
  });
  await jest.advanceTimersByTimeAsync(36_000);
  expect(askedAt).toEqual([0, 1, 3, 6, 11, 19, 27, 35]);
});

test('a paid answer ends the asking', async () => {
  const ask = jest.fn<() => Promise<PayAnswer>>().mockResolvedValueOnce('unpaid').mockResolvedValue('paid');
  const { phase } = start(ask);
  await jest.advanceTimersByTimeAsync(0);
  expect(phase.value).toBe('asking');
  await jest.advanceTimersByTimeAsync(1_000);
  expect(phase.value).toBe('paid');
  await jest.advanceTimersByTimeAsync(600_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('after two minutes it stops asking by itself, and a person may still ask', async () => {
  const ask = jest.fn<() => Promise<PayAnswer>>().mockResolvedValue('unpaid');
  const { phase, checkNow } = start(ask);
  await jest.advanceTimersByTimeAsync(120_000);
  expect(phase.value).toBe('given-up');
  const asked = ask.mock.calls.length;
  await jest.advanceTimersByTimeAsync(600_000);
  expect(ask).toHaveBeenCalledTimes(asked);
  expect(await checkNow()).toBe('given-up');
  ask.mockResolvedValue('paid');
  expect(await checkNow()).toBe('paid');
  expect(phase.value).toBe('paid');
});

test('a lost reply is no answer: it is said, and asked again', async () => {
  const ask = jest
    .fn<() => Promise<PayAnswer>>()
    .mockRejectedValueOnce(new Error('no network'))
    .mockResolvedValue('paid');
  const { phase, isCutOff, answers } = start(ask);
  await jest.advanceTimersByTimeAsync(0);
  expect([phase.value, isCutOff.value, answers.value]).toEqual(['asking', true, 0]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect([phase.value, isCutOff.value, answers.value]).toEqual(['paid', false, 1]);
});

test('asking by hand while a question is on its way does not ask twice', async () => {
  let answer = (_: PayAnswer): void => undefined;
  const ask = jest.fn(() => new Promise<PayAnswer>((resolve) => (answer = resolve)));
  const { checkNow, isChecking } = start(ask);
  const both = Promise.all([checkNow(), checkNow()]);
  expect(isChecking.value).toBe(true);
  answer('paid');
  expect(await both).toEqual(['paid', 'paid']);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('asking by hand takes the place of the next question', async () => {
  const ask = jest.fn<() => Promise<PayAnswer>>().mockResolvedValue('unpaid');
  const { checkNow } = start(ask);
  await jest.advanceTimersByTimeAsync(500);
  await checkNow();
  await jest.advanceTimersByTimeAsync(1_999);
  expect(ask).toHaveBeenCalledTimes(2);
  await jest.advanceTimersByTimeAsync(1);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('a page that was left asks no more', async () => {
  const ask = jest.fn<() => Promise<PayAnswer>>().mockResolvedValue('unpaid');
  start(ask);
  await jest.advanceTimersByTimeAsync(0);
  scope.stop();
  await jest.advanceTimersByTimeAsync(600_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
