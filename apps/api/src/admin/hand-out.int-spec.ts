import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { couponDesk, thing } from '../../test/coupon-desk.js';
import { World } from '../../test/world.js';

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

const { ask, handOut, made, one, stop } = couponDesk(() => ({ world, keeper }));
const outcomes = (answer: { body: object }) =>
  (answer.body as { outcomes?: { outcome: string }[] }).outcomes?.map(({ outcome }) => outcome);
const claim = (token: string, id: number) => world.post(`/api/coupon/${id}/claim/`, token);
const mine = async (username: string) => (await world.get('/api/coupon/mine/', await world.token(username))).body.items;

const person = async (): Promise<string> => {
  await world.student();
  const rows = await world.rows<{ username: string }>('SELECT username FROM luffy_user ORDER BY id DESC LIMIT 1');
  return rows[0]?.username ?? '';
};

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
