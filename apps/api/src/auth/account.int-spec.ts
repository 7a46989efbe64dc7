import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import { World } from '../../test/world.js';
import { hashPassword } from '../user/password.js';
import { endOfSessions, secondOf } from '../user/session.rule.js';
import { UserService } from '../user/user.service.js';

const PASSWORD = 'correct horse';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const me = (token?: string) => world.get('/api/user/me/', token);
const logIn = (username: string, password = PASSWORD) =>
  world.post('/api/user/login/', undefined, { username, password });
const logOutEverywhere = (token?: string) => world.post('/api/user/logout-everywhere/', token);
const change = (token: string | undefined, body: unknown) => world.post('/api/user/password/', token, body);
const to = (new_password: string, old_password = PASSWORD) => ({ old_password, new_password });

/** A new student with a password, logged in. */
async function someone(): Promise<{ username: string; id: number; token: string }> {
  const username = `someone_${(someone.count += 1)}`;
  const { token = '', user } = (await world.post('/api/user/register/', undefined, { username, password: PASSWORD }))
    .body;
  return { username, id: user?.id ?? 0, token };
}
someone.count = 0;

/** A token as somebody else makes it who has the secret: these claims and no other. */
function crafted(userId: number, claims: { iat?: number } = { iat: secondOf(world.clock.now()) }): string {
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = secondOf(world.clock.now()) + 3600;
  const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ sub: String(userId), iss: 'luffy', aud: 'luffy-api', exp, ...claims })}`;
  return `${text}.${createHmac('sha256', world.config.JWT_SECRET).update(text).digest('base64url')}`;
}
const validFrom = async (id: number) =>
  (await world.rows<{ at: Date | null }>('SELECT tokens_valid_from AS at FROM luffy_user WHERE id = $1', [id]))[0]?.at;

/** Begins something that needs the user's row while somebody else has it, who lets it go once that waits for it. */
async function whileHeld<T>(id: number, begin: () => Promise<T>, meanwhile: (tx: EntityManager) => Promise<unknown>) {
  let begun: Promise<T> | undefined;
  await world.db.source.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM luffy_user WHERE id = $1 FOR NO KEY UPDATE', [id]);
    begun = begin();
    const waits = () =>
      tx.query<unknown[]>(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
    for (let tries = 0; (await waits()).length === 0; tries++) {
      if (tries > 1000) throw new Error('nobody waits for the row');
      await new Promise((resume) => setTimeout(resume, 5));
    }
    await meanwhile(tx);
  });
  return begun as Promise<T>;
}

describe('one’s own account', () => {
  test('shows who one is and since when', async () => {
    const { username, id, token } = await someone();
    const user = { id, username, is_staff: false, roles: [], created_time: world.clock.now().toISOString() };
    expect((await me(token)).body.user).toEqual(user);
    expect((await logIn(username)).body.user).toEqual(user);
    expect((await me(await world.token('admin'))).body.user).toMatchObject({ is_staff: true, roles: ['admin'] });
  });
});

describe('logging out everywhere', () => {
  test('ends every token issued so far, the one that asked included, and no one else’s', async () => {
    const [{ username, id, token }, other] = [await someone(), await someone()];
    const second = (await logIn(username)).body.token;
    const theirs = crafted(id);
    expect(await logOutEverywhere(token)).toMatchObject({ http: 200, body: { status: 100 } });
    for (const ended of [token, second, theirs]) {
      expect(await me(ended)).toMatchObject({ http: 401, body: { code: 'UNAUTHENTICATED' } });
      const course = await world.get('/api/course/1/', ended);
      expect([course.http, 'owned' in (course.body.course ?? {})]).toEqual([200, false]);
    }
    expect((await me(other.token)).http).toBe(200);
    world.pass(3600);
    expect((await me(token)).http).toBe(401);
  });

  test('lets log in again in the same second, and log out of that again, as often as one likes', async () => {
    const { username, id, token } = await someone();
    const tokens = [token];
    for (let round = 0; round < 3; round++) {
      expect((await logOutEverywhere(tokens.at(-1))).http).toBe(200);
      const again = await logIn(username);
      expect(again.http).toBe(200);
      tokens.push(again.body.token ?? '');
      const alive = await Promise.all(tokens.map(async (each) => (await me(each)).http === 200));
      expect(alive).toEqual(tokens.map((_, at) => at === tokens.length - 1));
    }
    world.pass(3);
    expect((await me(crafted(id))).http).toBe(200);
  });

  test('keeps a token made by somebody else for whoever never did so, whatever its time is, or without one', async () => {
    const { id } = await someone();
    const now = secondOf(world.clock.now());
    for (const claims of [{ iat: now }, { iat: now - 86_400 * 300 }, { iat: now + 5 }, { iat: 0 }, {}]) {
      expect((await me(crafted(id, claims))).http).toBe(200);
    }
  });

  test('takes, from whoever did so, only tokens of that second on', async () => {
    const { id, token } = await someone();
    await logOutEverywhere(token);
    const from = secondOf((await validFrom(id)) ?? new Date(0));
    expect(from).toBe(secondOf(world.clock.now()) + 1);
    const http = async (claims: { iat?: number }) => (await me(crafted(id, claims))).http;
    expect(await http({ iat: from - 1 })).toBe(401);
    expect(await http({})).toBe(401);
    expect(await http({ iat: from })).toBe(200);
  });

  test('twenty times at once is once', async () => {
    const { id, token } = await someone();
    const answers = await Promise.all(Array.from({ length: 20 }, () => logOutEverywhere(token)));
    for (const answer of answers) expect([200, 401]).toContain(answer.http);
    expect(answers.some((answer) => answer.http === 200)).toBe(true);
    expect(secondOf((await validFrom(id)) ?? new Date(0))).toBe(secondOf(world.clock.now()) + 1);
  });

  test('asked late does not end what was begun since', async () => {
    const { username, id, token } = await someone();
    const users = world.app.get(UserService);
    const asking = await users.identity(id);
    await logOutEverywhere(token);
    const fresh = (await logIn(username)).body.token;
    if (asking) await users.logOutEverywhere(asking);
    expect((await me(fresh)).http).toBe(200);
  });

  test('needs a token that counts', async () => {
    const { token } = await someone();
    expect((await logOutEverywhere()).http).toBe(401);
    await logOutEverywhere(token);
    expect((await logOutEverywhere(token)).http).toBe(401);
  });

  test('costs a request no look into the database that it did not have', async () => {
    const { username, token } = await someone();
    await logOutEverywhere(token);
    const fresh = (await logIn(username)).body.token;
    const looks = [
      jest.spyOn(world.db, 'look'),
      jest.spyOn(world.db, 'ask'),
      jest.spyOn(world.db.source.driver, 'obtainMasterConnection'),
    ];
    try {
      expect((await me(fresh)).http).toBe(200);
      expect(looks.map((look) => look.mock.calls.length)).toEqual([1, 0, 0]);
    } finally {
      for (const look of looks) look.mockRestore();
    }
  });
});

describe('changing the password', () => {
  test('gives a token in place of all others, and the old password is worth nothing', async () => {
    const { username, id, token } = await someone();
    const second = (await logIn(username)).body.token;
    const changed = await change(token, to('battery staple'));
    expect(changed).toMatchObject({
      http: 200,
      body: { status: 100, token: expect.any(String), user: { id, username } },
    });
    expect(changed.text).not.toMatch(/argon2|password_hash/);
    expect((await me(changed.body.token)).http).toBe(200);
    for (const ended of [token, second, crafted(id)]) expect((await me(ended)).http).toBe(401);
    expect((await logIn(username)).body.code).toBe('LOGIN_FAILED');
    expect((await logIn(username, 'battery staple')).http).toBe(200);
    expect((await change(changed.body.token, to(PASSWORD, 'battery staple'))).http).toBe(200);
  });

  test.each(['wrong', PASSWORD.toUpperCase(), ` ${PASSWORD}`, ''])(
    'with %j for the old one is refused and ends nothing',
    async (old) => {
      const { token } = await someone();
      const before = await world.snapshot();
      expect(await change(token, to('battery staple', old))).toMatchObject({
        http: 400,
        body: { code: 'PASSWORD_WRONG' },
      });
      expect(await world.snapshot()).toBe(before);
      expect((await me(token)).http).toBe(200);
    },
  );

  test.each([
    [{}, 'old_password'],
    [{ new_password: 'battery staple' }, 'old_password'],
    [{ old_password: PASSWORD }, 'new_password'],
    [to('short'), 'new_password'],
    [to('x'.repeat(129)), 'new_password'],
    [{ old_password: PASSWORD, new_password: 12_345_678 }, 'new_password'],
    [{ old_password: PASSWORD, new_password: null }, 'new_password'],
    [{ old_password: ['x'], new_password: 'battery staple' }, 'old_password'],
    [to('battery staple', 'x'.repeat(129)), 'old_password'],
    [{ ...to('battery staple'), username: 'admin' }, 'username'],
  ])('as %j is refused', async (body, field) => {
    const { token } = await someone();
    expect(await change(token, body)).toMatchObject({
      http: 400,
      body: { code: 'VALIDATION', fields: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
    expect((await me(token)).http).toBe(200);
  });

  test('takes what registering takes: 8 to 128 characters of any kind', async () => {
    const { username, token } = await someone();
    const longest = '密'.repeat(128);
    const changed = await change(token, to(longest));
    expect((await change(changed.body.token, to('12345678', longest))).http).toBe(200);
    expect((await logIn(username, '12345678')).http).toBe(200);
  });

  test('several times at once is done once, and the one token that was given counts', async () => {
    const { username, token } = await someone();
    const wanted = ['first password', 'second password', 'third password', 'fourth password'];
    const answers = await Promise.all(wanted.map((password) => change(token, to(password))));
    const done = answers.map((answer) => answer.http).flatMap((http, at) => (http === 200 ? [at] : []));
    expect(done).toHaveLength(1);
    for (const answer of answers.filter(({ http }) => http !== 200))
      expect(['PASSWORD_WRONG', 'UNAUTHENTICATED']).toContain(answer.body.code);
    const logIns = await Promise.all(wanted.map(async (password) => (await logIn(username, password)).http));
    expect(logIns.flatMap((http, at) => (http === 200 ? [at] : []))).toEqual(done);
    expect((await me(answers[done[0] ?? 0]?.body.token)).http).toBe(200);
    expect((await me(token)).http).toBe(401);
  });

  test('leaves no token to a log-in with the old password that was under way', async () => {
    const { username, id } = await someone();
    const answer = await whileHeld(
      id,
      () => logIn(username),
      async (tx) => {
        await tx.query('UPDATE luffy_user SET password_hash = $2, tokens_valid_from = $3 WHERE id = $1', [
          id,
          await hashPassword('battery staple'),
          endOfSessions(world.clock.now(), null),
        ]);
        world.pass(5);
      },
    );
    expect(answer).toMatchObject({ http: 401, body: { code: 'LOGIN_FAILED' } });
  });

  test('gives a log-in that waited for the end of all sessions a token that counts', async () => {
    const { username, id } = await someone();
    const answer = await whileHeld(
      id,
      () => logIn(username),
      (tx) =>
        tx.query('UPDATE luffy_user SET tokens_valid_from = $2 WHERE id = $1', [
          id,
          endOfSessions(world.clock.now(), null),
        ]),
    );
    expect((await me(answer.body.token)).http).toBe(200);
  });

  test('of a password that was changed meanwhile is refused', async () => {
    const { id, token, username } = await someone();
    const answer = await whileHeld(
      id,
      () => change(token, to('battery staple')),
      async (tx) =>
        tx.query('UPDATE luffy_user SET password_hash = $2 WHERE id = $1', [id, await hashPassword('another horse')]),
    );
    expect(answer).toMatchObject({ http: 400, body: { code: 'PASSWORD_WRONG' } });
    expect((await logIn(username, 'another horse')).http).toBe(200);
  });

  test('after all sessions were ended meanwhile is refused', async () => {
    const { username, id, token } = await someone();
    const users = world.app.get(UserService);
    const asking = await users.identity(id);
    await logOutEverywhere(token);
    if (asking)
      await expect(users.changePassword(asking, PASSWORD, 'battery staple')).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    expect((await logIn(username)).http).toBe(200);
  });

  test('needs a token that counts', async () => {
    expect((await change(undefined, to('battery staple'))).http).toBe(401);
  });
});
