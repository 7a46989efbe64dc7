import { expect, jest, test } from '@jest/globals';
import { effectScope } from 'vue';

import { readRefusal } from '../../api/api-error.js';
import type { CouponChoice, Quote, QuoteLine } from '../../api/checkout.api.js';
import { type QuoteBook, useQuote } from './useQuote.js';

const line = (id: number, state: QuoteLine['state'] = 'ok'): QuoteLine => ({
  course_id: id,
  course_name: `课程 ${id}`,
  teacher: '',
  price: '99.00',
  original_price: '99.00',
  real_price: '99.00',
  state,
  waiting_order: null,
});

const quoted = (total: string, lines: readonly QuoteLine[] = [line(1)]): Quote => ({
  lines,
  original_amount: total,
  discount_amount: '0.00',
  total_amount: total,
  coupon: null,
  coupons: [],
});

type Fetcher = (courses: readonly number[], choice: CouponChoice) => Promise<Quote>;
const book = (fetcher: Fetcher): QuoteBook => effectScope().run(() => useQuote(() => [1, 2], fetcher)) as QuoteBook;

test('the best coupon is asked for first, and the person’s choice from then on', async () => {
  const fetcher = jest.fn<Fetcher>(() => Promise.resolve(quoted('99.00')));
  const { ask, choice } = book(fetcher);
  await ask();
  await ask('none');
  await ask();
  await ask(7);
  expect(fetcher.mock.calls.map(([, wanted]) => wanted)).toEqual(['best', 'none', 'none', 7]);
  expect(choice.value).toBe(7);
});

test('the answer for an earlier coupon is not shown under a later one', async () => {
  const answers: ((quote: Quote) => void)[] = [];
  const { ask, quote, isLoading } = book(() => new Promise((resolve) => answers.push(resolve)));
  const [first, second] = [ask(1), ask(2)];
  answers[1]?.(quoted('2.00'));
  answers[0]?.(quoted('1.00'));
  expect([await first, (await second)?.total_amount]).toEqual([null, '2.00']);
  expect([quote.value?.total_amount, isLoading.value]).toEqual(['2.00', false]);
});

test('only what can be bought is bought', async () => {
  const lines = [line(1), line(2, 'owned'), line(3, 'off_sale'), line(4, 'waiting'), line(5)];
  const { ask, buyable } = book(() => Promise.resolve(quoted('198.00', lines)));
  await ask();
  expect(buyable.value).toEqual([1, 5]);
});

test('a failed question keeps the quote that was there', async () => {
  let isDown = false;
  const { ask, quote, error } = book(() =>
    isDown
      ? Promise.reject(readRefusal(503, { code: 'DATABASE_UNAVAILABLE', msg: '' }))
      : Promise.resolve(quoted('5.00')),
  );
  await ask();
  isDown = true;
  expect(await ask('none')).toBeNull();
  expect([quote.value?.total_amount, error.value?.code]).toEqual(['5.00', 'DATABASE_UNAVAILABLE']);
});
