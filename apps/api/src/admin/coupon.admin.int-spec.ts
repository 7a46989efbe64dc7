import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { couponDesk, REASON, thing, type Things } from '../../test/coupon-desk.js';
import { World } from '../../test/world.js';
import { Coupon } from '../coupon/coupon.entity.js';
import { COUPON_STATES, couponStateOf } from '../coupon/coupon.rule.js';

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

const { create, handOut, list, made, one, stop } = couponDesk(() => ({ world, keeper }));
const ids = async (query: Record<string, string>) => (await list(query)).items?.map((item) => item['id']);
const claim = (token: string, id: number) => world.post(`/api/coupon/${id}/claim/`, token);
const acts = (act: string) => world.rows('SELECT * FROM luffy_audit WHERE act = $1', [act]);

const person = async (): Promise<string> => {
  await world.student();
  const rows = await world.rows<{ username: string }>('SELECT username FROM luffy_user ORDER BY id DESC LIMIT 1');
  return rows[0]?.username ?? '';
};

describe('what became of a coupon', () => {
  test('is told by its numbers, and what it cost by the orders that were paid with it', async () => {
    const id = await made({ value: '20.00' });
    const place = async (token: string) => {
      const coupon = Number(thing(await claim(token, id), 'coupon')['id']);
      const body = { courses: [1], total_amount: '79.00', pay_type: 1, coupon };
      return (await world.post('/api/order/pay/', token, body)).body.out_trade_no ?? '';
    };
    await claim(await world.student(), id); // free
    await place(await world.student()); // held
    await world.pay(await place(await world.student())); // used
    const refunded = await world.student();
    const outTradeNo = await place(refunded);
    await world.pay(outTradeNo);
    expect(await one(id)).toMatchObject({ claimed: 4, free: 1, held: 1, used: 2, expired: 0, discount_given: '40.00' });
    const refund = await world.post(`/api/order/${outTradeNo}/refund/`, refunded, { reason: '不合适' });
    const number = String(thing(refund, 'refund')['out_request_no']);
    await world.post(`/api/admin/refunds/${number}/approve/`, await world.token('admin'), {});
    await world.sweep();
    expect(await one(id)).toMatchObject({ claimed: 4, left: 6, free: 2, held: 1, used: 1, discount_given: '20.00' });
  });

  test('says so when its time ran out before it was used', async () => {
    const id = await made({ ends_at: '2026-03-02T14:06:00+08:00' });
    await claim(await world.student(), id);
    expect(await one(id)).toMatchObject({ state: 'open', free: 1, expired: 0 });
    world.pass(60);
    expect(await one(id)).toMatchObject({ state: 'over', claimed: 1, free: 0, expired: 1 });
  });

  test('names the course it is for', async () => {
    const id = await made({ course_id: 2 });
    expect(await one(id)).toMatchObject({ course_id: 2, course_name: expect.stringMatching(/./) });
    expect(await ids({ course_id: '2' })).toEqual([id]);
  });
});

describe('to stop a coupon', () => {
  test('keeps it from everybody who has none, and leaves it to everybody who has one', async () => {
    const id = await made();
    const token = await world.student();
    const record = Number(thing(await claim(token, id), 'coupon')['id']);
    const at = world.clock.now().toISOString();
    const stopped = await stop(id);
    expect(stopped).toMatchObject({ http: 200, body: { coupon: { state: 'stopped', stopped_at: at, free: 1 } } });
    expect(thing(stopped, 'audit')).toMatchObject({
      staff: 'catalogue',
      act: 'coupon_stop',
      subject: `coupon:${id}`,
      reason: REASON,
      before: { stopped_at: null },
      after: { stopped_at: at },
    });
    expect((await claim(await world.student(), id)).body.code).toBe('COUPON_STOPPED');
    expect((await handOut(id, [await person()])).body.code).toBe('COUPON_STOPPED');
    expect(
      JSON.stringify((await world.get('/api/coupon/?limit=100')).body.items?.map((item) => item['id'])),
    ).not.toContain(String(id));
    const placed = await world.post('/api/order/pay/', token, {
      courses: [1],
      total_amount: '89.00',
      pay_type: 1,
      coupon: record,
    });
    expect(placed.http).toBe(200);
    expect(await one(id)).toMatchObject({ held: 1, free: 0 });
  });

  test('a second time changes nothing and hears of the first', async () => {
    const id = await made();
    const first = await stop(id);
    world.pass(60);
    const count = (await acts('coupon_stop')).length;
    const again = await stop(id, { 'idempotency-key': 'stop-again' });
    expect(thing(again, 'audit')).toEqual(thing(first, 'audit'));
    expect(thing(again, 'coupon')['stopped_at']).toBe(thing(first, 'coupon')['stopped_at']);
    expect(await acts('coupon_stop')).toHaveLength(count);
  });

  test('while 20 students want it lets each have it or not, and none after it', async () => {
    const id = await made({ total: 100 });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => world.student()));
    const [stopped, ...claims] = await Promise.all([stop(id), ...tokens.map((token) => claim(token, id))]);
    expect(stopped.http).toBe(200);
    const got = claims.filter((answer) => answer.http === 200).length;
    expect(await one(id)).toMatchObject({ claimed: got, free: got });
    expect(claims.filter((answer) => answer.http !== 200).every(({ body }) => body.code === 'COUPON_STOPPED')).toBe(
      true,
    );
  });
});

test('a coupon is made once under its key, and written down', async () => {
  const key = { 'idempotency-key': 'new-coupon' };
  const answers = await Promise.all([create({ name: '一次' }, key), create({ name: '一次' }, key)]);
  answers.push(await create({ name: '一次' }, key));
  expect(new Set(answers.map((answer) => thing(answer, 'coupon')['id']))).toHaveProperty('size', 1);
  expect(await ids({ q: '一次' })).toHaveLength(1);
  expect(thing(answers[0] as { body: object }, 'audit')).toMatchObject({
    act: 'coupon_create',
    after: { name: '一次' },
  });
  expect((await create({ name: '两次' }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
});

describe('the list of coupons', () => {
  test('finds by a state exactly those that are in it', async () => {
    await made({ total: 1 }).then(async (id) => handOut(id, [await person()]));
    await made({ starts_at: '2026-12-01T00:00:00+08:00' });
    const coupons = await world.db.manager.find(Coupon);
    const now = world.clock.now();
    for (const state of COUPON_STATES) {
      const expected = coupons.filter((coupon) => couponStateOf(coupon, now) === state).map(({ id }) => id);
      expect([state, expected.length > 0]).toEqual([state, true]);
      expect([state, (await ids({ state, limit: '100' }))?.toSorted()]).toEqual([state, expected.toSorted()]);
    }
  });

  test.each([
    ['created', 'id'],
    ['ends', 'ends_at'],
    ['claimed', 'claimed'],
  ])('is sorted by %s both ways, and pages go on where one ended', async (sort, field) => {
    for (const by of [sort, `-${sort}`]) {
      const all = (await list({ sort: by, limit: '100' })).items ?? [];
      const key = (item: Things) => (field === 'ends_at' ? Date.parse(String(item[field])) : Number(item[field]));
      const sign = by === sort ? 1 : -1;
      const inOrder = all.toSorted((a, b) => sign * (key(a) - key(b) || Number(a['id']) - Number(b['id'])));
      expect(all.map((item) => item['id'])).toEqual(inOrder.map((item) => item['id']));
      const paged: unknown[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ sort: by, limit: '4', ...(cursor ? { cursor } : {}) });
        paged.push(...(page.items ?? []).map((item) => item['id']));
        cursor = page.next_cursor;
      } while (cursor);
      expect(paged).toEqual(all.map((item) => item['id']));
    }
  });

  test.each<[Record<string, string>, string]>([
    [{ state: 'gone' }, 'state'],
    [{ type: '3' }, 'type'],
    [{ course_id: '0' }, 'course_id'],
    [{ sort: 'cost' }, 'sort'],
    [{ q: '' }, 'q'],
    [{ limit: '101' }, 'limit'],
    [{ left: '1' }, 'left'],
  ])('is not asked for by %j', async (query, field) => {
    const body = await list(query);
    expect([body.code, body.fields?.map((fault) => fault.field)]).toEqual([
      'VALIDATION',
      expect.arrayContaining([field]),
    ]);
  });

  test('does not begin at a place of another list', async () => {
    const { next_cursor } = await list({ limit: '1', sort: 'claimed' });
    for (const cursor of ['x', '', next_cursor ?? ''])
      expect((await list({ cursor, sort: 'ends' })).code).toBe('CURSOR_INVALID');
  });
});
