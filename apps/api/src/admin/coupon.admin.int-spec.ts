import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type AskOptions, World } from '../../test/world.js';
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

const TERMS = {
  name: '测试券',
  type: 0,
  value: '10.00',
  total: 10,
  starts_at: '2026-01-01T00:00:00+08:00',
  ends_at: '2027-01-01T00:00:00+08:00',
};
const REASON = '补偿上周的故障';

type Things = Record<string, unknown>;
const thing = (answer: { body: object }, name: string) => (answer.body as Record<string, Things>)[name] ?? {};
const ask = (path: string, body: object, headers: AskOptions['headers'] = {}) =>
  world.ask('POST', `/api/admin/coupons/${path}`, { token: keeper, body, headers });
const create = (terms: object = {}, headers: AskOptions['headers'] = {}) => ask('', { ...TERMS, ...terms }, headers);
const made = async (terms: object = {}) => Number(thing(await create(terms), 'coupon')['id']);
const stop = (id: number | string, headers: AskOptions['headers'] = {}) =>
  ask(`${id}/stop/`, { reason: REASON }, headers);
const handOut = (id: number | string, usernames: unknown, headers: AskOptions['headers'] = {}) =>
  ask(`${id}/hand-out/`, { reason: REASON, usernames }, headers);
const outcomes = (answer: { body: object }) =>
  (answer.body as { outcomes?: { outcome: string }[] }).outcomes?.map(({ outcome }) => outcome);
const list = async (query: Record<string, string> = {}) =>
  (await world.get(`/api/admin/coupons/?${new URLSearchParams(query).toString()}`, keeper)).body;
const ids = async (query: Record<string, string>) => (await list(query)).items?.map((item) => item['id']);
const one = async (id: number) => (await list({ limit: '100' })).items?.find((item) => item['id'] === id) ?? {};
const claim = (token: string, id: number) => world.post(`/api/coupon/${id}/claim/`, token);
const mine = async (username: string) => (await world.get('/api/coupon/mine/', await world.token(username))).body.items;
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

describe('to hand out a coupon', () => {
  test('puts one into the hand of each person named, tells them, and says what became of each name', async () => {
    const [first, second] = [await person(), await person()];
    const id = await made({ total: 2 });
    await claim(await world.token(first), id);
    const names = [first, second.toUpperCase(), 'nobody_here', await person()];
    const answer = await handOut(id, names);
    expect(answer).toMatchObject({ http: 200, body: { coupon: { claimed: 2, left: 0, state: 'sold_out' } } });
    expect((answer.body as { outcomes?: unknown }).outcomes).toEqual([
      { username: names[0], outcome: 'limit_reached' },
      { username: names[1], outcome: 'given' },
      { username: names[2], outcome: 'unknown' },
      { username: names[3], outcome: 'sold_out' },
    ]);
    expect(await mine(second)).toMatchObject([{ state: 'free', coupon: { id } }]);
    const messages = (await world.get('/api/message/', await world.token(second))).body.items;
    expect(messages).toMatchObject([{ kind: 'coupon_given', data: { coupon_id: id, coupon_name: '测试券' } }]);
    expect(thing(answer, 'audit')).toMatchObject({
      act: 'coupon_hand_out',
      said: { usernames: names },
      before: { claimed: '1' },
      after: { claimed: '2', [`name:${names[1]}`]: 'given', 'name:nobody_here': 'unknown' },
    });
  });

  test('can be looked at before, which gives nothing to anybody', async () => {
    const id = await made({ total: 3 });
    const names = [await person(), 'nobody_here', await person()];
    const before = await world.snapshot();
    const preview = await ask(`${id}/hand-out/preview/`, { usernames: names });
    expect(thing(preview, 'preview')).toMatchObject({ given: 2, left: 1 });
    expect(await world.snapshot()).toBe(before);
    expect(outcomes(await handOut(id, names))).toEqual(
      (thing(preview, 'preview')['outcomes'] as { outcome: string }[]).map(({ outcome }) => outcome),
    );
  });

  test('is done once under its key, and every repeat hears the same', async () => {
    const id = await made({ per_user: 5 });
    const names = [await person(), 'nobody_here'];
    const key = { 'idempotency-key': 'gift' };
    const answers = await Promise.all([handOut(id, names, key), handOut(id, names, key)]);
    answers.push(await handOut(id, names, key));
    expect(answers.map(outcomes)).toEqual(Array.from({ length: 3 }, () => ['given', 'unknown']));
    expect(await mine(names[0] ?? '')).toHaveLength(1);
    expect((await handOut(id, ['nobody_here'], key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('goes before its time has come, but not after it is over', async () => {
    const soon = await made({ starts_at: '2026-12-01T00:00:00+08:00' });
    const name = await person();
    expect(outcomes(await handOut(soon, [name]))).toEqual(['given']);
    expect((await claim(await world.student(), soon)).body.code).toBe('COUPON_NOT_OPEN');
    const short = await made({ ends_at: new Date(world.clock.now().getTime() + 1000).toISOString() });
    world.pass(1);
    expect((await handOut(short, [name])).body.code).toBe('COUPON_OVER');
  });

  test('five times at once to twenty people gives each what one may have', async () => {
    const id = await made({ total: 12 });
    const names: string[] = [];
    while (names.length < 20) names.push(await person());
    const all = await Promise.all(Array.from({ length: 5 }, () => handOut(id, names)));
    expect(all.map((answer) => answer.http)).toEqual([200, 200, 200, 200, 200]);
    expect(all.flatMap((answer) => outcomes(answer)?.filter((outcome) => outcome === 'given') ?? [])).toHaveLength(12);
    expect(await one(id)).toMatchObject({ claimed: 12, free: 12 });
  });

  test.each([
    [undefined],
    [null],
    ['student'],
    [[]],
    [['']],
    [[null]],
    [[['student']]],
    [['student', 'STUDENT']],
    [['a\u0000b']],
    [Array.from({ length: 101 }, (_, at) => `n${at}`)],
  ])('is refused for %j', async (usernames) => {
    const before = await world.snapshot();
    const answer = await handOut(1, usernames);
    expect(answer).toMatchObject({ http: 400, body: { code: 'VALIDATION' } });
    expect(answer.body.fields?.[0]?.field).toMatch(/^usernames/);
    expect(await world.snapshot()).toBe(before);
  });

  test('and to stop it need a reason', async () => {
    const before = await world.snapshot();
    for (const path of ['1/stop/', '1/hand-out/'])
      for (const reason of [undefined, null, 'x', '', 7]) {
        const answer = await ask(path, { ...(path.includes('hand') ? { usernames: ['student'] } : {}), reason });
        expect(answer.body.fields?.map(({ field }) => field)).toEqual(expect.arrayContaining(['reason']));
      }
    expect(await world.snapshot()).toBe(before);
  });

  test.each(['999999', 'x', '0'])('and to stop it are refused where there is none: %s', async (id) => {
    const before = await world.snapshot();
    expect((await stop(id)).http).toBe(404);
    expect((await handOut(id, ['student'])).http).toBe(404);
    expect(await world.snapshot()).toBe(before);
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
