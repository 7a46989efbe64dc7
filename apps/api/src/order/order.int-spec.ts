import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const COURSES: [number, string][] = [
  [1, '99.00'],
  [2, '199.00'],
  [4, '59.00'],
  [5, '88.80'],
  [6, '79.00'],
];

/** A student with five waiting orders, placed one after the other. */
async function withFive(): Promise<{ token: string; numbers: string[] }> {
  const token = await world.student();
  const numbers: string[] = [];
  for (const [course, price] of COURSES) numbers.push(await world.place(token, [course], price));
  return { token, numbers };
}
const list = async (token: string, query = '') => (await world.get(`/api/order/${query}`, token)).body;
const numbersOf = (items: Record<string, unknown>[] = []) => items.map((item) => item['out_trade_no']);

describe('the list of own orders', () => {
  test('shows them newest first, with their lines', async () => {
    const { token, numbers } = await withFive();
    const { items, next_cursor, status } = await list(token);
    expect([status, next_cursor, numbersOf(items)]).toEqual([100, null, numbers.toReversed()]);
    expect(items?.[0]).toMatchObject({
      order_status: 0,
      total_amount: '79.00',
      courses: [{ course_id: 6, price: '79.00' }],
    });
  });

  test('is paged: every order once, also when new ones come meanwhile', async () => {
    const { token, numbers } = await withFive();
    const seen: unknown[] = [];
    let cursor: string | null | undefined = null;
    do {
      const page = await list(token, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.items?.length).toBeLessThanOrEqual(2);
      seen.push(...numbersOf(page.items));
      cursor = page.next_cursor;
      if (seen.length === 2) await world.place(token, [7], '149.00');
    } while (cursor);
    expect(seen).toEqual(numbers.toReversed());
  });

  test('of somebody who bought nothing is empty', async () => {
    expect(await list(await world.student())).toMatchObject({ status: 100, items: [], next_cursor: null });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=',
    'limit=1e1x',
    'cursor=x',
    'cursor=',
    'cursor=aWQ6MA',
    'cursor=aWQ6LTE',
    'cursor=aWQ6OTk5OTk5OTk5OTk5OTk5OTk5',
    `cursor=${'x'.repeat(300)}`,
    'cursor=a&cursor=b',
    'cursor[]=a',
    'cursor=%00',
    'order_by=x',
    'state=',
    'state=refunded',
    'state=UNPAID',
    'state=0',
    'state=paid&state=closed',
    'state[]=paid',
    'state=paid,closed',
  ])('with ?%s is refused', async (query) => {
    const { status, code } = await list(await world.student(), `?${query}`);
    expect(status).toBe(400);
    expect(['VALIDATION', 'CURSOR_INVALID']).toContain(code);
  });

  test('can be narrowed to those that wait, those that are paid, and those that are closed either way, page by page', async () => {
    const { token, numbers } = await withFive();
    const [late, cancelled, paid, waiting, other] = numbers as [string, string, string, string, string];
    await world.post(`/api/order/${cancelled}/cancel/`, token);
    await world.rows(
      "UPDATE luffy_order SET expires_at = $1::timestamptz - interval '1 hour' WHERE out_trade_no = $2",
      [world.clock.now(), late],
    );
    await world.sweep();
    for (const number of [paid, other]) expect(await world.pay(number)).toBe('success');
    const found = async (query: string) => numbersOf((await list(token, `?${query}`)).items);
    expect(await found('state=unpaid')).toEqual([waiting]);
    expect(await found('state=paid')).toEqual([other, paid]);
    expect(await found('state=closed')).toEqual([cancelled, late]);
    const first = await list(token, '?state=closed&limit=1');
    expect([numbersOf(first.items), first.next_cursor]).toEqual([[cancelled], expect.any(String)]);
    expect(await list(token, `?state=closed&limit=1&cursor=${first.next_cursor}`)).toMatchObject({
      items: [{ out_trade_no: late, order_status: 3 }],
      next_cursor: null,
    });
  });

  test('takes up to a hundred', async () => expect((await list(await world.student(), '?limit=100')).status).toBe(100));
});

describe('one order', () => {
  test('shows its owner every column that is theirs, amounts as text, times with their offset', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    const { order } = (await world.get(`/api/order/${outTradeNo}/`, token)).body;
    expect(Object.keys(order ?? {}).toSorted()).toEqual(
      [
        'id',
        'out_trade_no',
        'trade_no',
        'subject',
        'total_amount',
        'original_amount',
        'discount_amount',
        'order_status',
        'pay_type',
        'pay_time',
        'user_id',
        'created_time',
        'coupon_record_id',
        'refund_status',
        'refunded_amount',
        'expires_at',
        'closed_at',
        'courses',
      ].toSorted(),
    );
    expect(order).toMatchObject({
      order_status: 1,
      pay_type: 1,
      total_amount: '298.00',
      refund_status: 0,
      refunded_amount: '0.00',
      coupon_record_id: null,
    });
    expect(order?.id).toEqual(expect.any(Number));
    expect([order?.pay_time, order?.created_time, order?.expires_at]).toEqual([
      '2026-03-02T06:05:00.000Z',
      '2026-03-02T06:05:00.000Z',
      '2026-03-02T06:35:00.000Z',
    ]);
    expect(order?.trade_no).toMatch(/^\d{28}$/);
  });

  test('of somebody else is not there, nor is one that never was', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    const stranger = await world.student();
    for (const number of [outTradeNo, 'f'.repeat(32), 'student', '%00', '%E9%B2%B8', 'x'.repeat(190), '..%2f..']) {
      expect(await world.get(`/api/order/${number}/`, stranger)).toMatchObject({
        http: 404,
        body: { status: 404, code: 'ORDER_NOT_FOUND' },
      });
    }
    expect((await world.get(`/api/order/${outTradeNo}/`)).http).toBe(401);
    expect((await world.get(`/api/order/${outTradeNo}/`, await world.token('admin'))).http).toBe(404);
  });
});
