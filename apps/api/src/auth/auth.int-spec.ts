import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { secondOf } from '../user/session.rule.js';
import { TOKEN } from './token.js';

let world: World;
let userId: string;
beforeAll(async () => {
  world = await World.open();
  userId = String(await world.userId('student'));
});
afterAll(() => world.close());

const register = (body: unknown) => world.post('/api/user/register/', undefined, body);
const logIn = (body: unknown) => world.post('/api/user/login/', undefined, body);
const me = (authorization?: string) =>
  world.ask('GET', '/api/user/me/', authorization === undefined ? {} : { headers: { authorization } });

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => secondOf(world.clock.now());
const claims = (change: object = {}) => ({
  sub: userId,
  iss: TOKEN.issuer,
  aud: TOKEN.audience,
  iat: seconds(),
  exp: seconds() + 3600,
  ...change,
});

function tokenWith(payload: object, { alg = 'HS256', hash = 'sha256', secret = world.config.JWT_SECRET } = {}): string {
  const text = `${base64({ alg, typ: 'JWT' })}.${base64(payload)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

describe('registering', () => {
  test('makes a student, who can log in with another spelling of the name', async () => {
    const made = await register({ username: 'XiaoMing', password: 'correct horse' });
    expect(made).toMatchObject({
      http: 200,
      body: { status: 100, user: { username: 'XiaoMing', is_staff: false }, token: expect.any(String) },
    });
    const session = await logIn({ username: 'xiaoming', password: 'correct horse' });
    expect(session).toMatchObject({ http: 200, body: { status: 100, user: made.body.user } });
    expect((await me(`jwt ${session.body.token}`)).body.user).toEqual(made.body.user);
    expect(made.text + session.text).not.toMatch(/password|argon2/);
  });

  test.each(['student', 'STUDENT', 'Student', 'ADMIN'])('the taken name %s is refused', async (username) => {
    expect(await register({ username, password: 'correct horse' })).toMatchObject({
      http: 409,
      body: { code: 'USERNAME_TAKEN' },
    });
  });

  test('one name fifty times at once makes one user', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        register({ username: at % 2 ? 'racer' : 'RACER', password: 'correct horse' }),
      ),
    );
    expect(answers.map((answer) => answer.http).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test.each([
    [{ username: 'ab', password: 'correct horse' }, 'username'],
    [{ username: 'x'.repeat(33), password: 'correct horse' }, 'username'],
    [{ username: 'with space', password: 'correct horse' }, 'username'],
    [{ username: 'line\nbreak', password: 'correct horse' }, 'username'],
    [{ username: 'nul\u0000', password: 'correct horse' }, 'username'],
    [{ username: '\ud800abc', password: 'correct horse' }, 'username'],
    [{ username: '<script>', password: 'correct horse' }, 'username'],
    [{ username: "a'; DROP--", password: 'correct horse' }, 'username'],
    [{ username: '\u202Enimda', password: 'correct horse' }, 'username'],
    [{ username: null, password: 'correct horse' }, 'username'],
    [{ username: ['abc'], password: 'correct horse' }, 'username'],
    [{ username: { $ne: 1 }, password: 'correct horse' }, 'username'],
    [{ username: 'proper', password: 'short' }, 'password'],
    [{ username: 'proper', password: 'x'.repeat(129) }, 'password'],
    [{ username: 'proper', password: 12345678 }, 'password'],
    [{ username: 'proper' }, 'password'],
    [{ username: 'proper', password: 'correct horse', is_staff: true }, 'is_staff'],
    [{ username: 'proper', password: 'correct horse', roles: ['admin'] }, 'roles'],
  ])('%j is refused', async (body, field) => {
    const before = await world.snapshot();
    expect(await register(body)).toMatchObject({
      http: 400,
      body: { code: 'VALIDATION', fields: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
    expect(await world.snapshot()).toBe(before);
  });

  test.each(['小明同学', 'a.b_c@d-e', '🐋x'.replace('🐋', 'é') + '12'])('%s is a fine name', async (username) => {
    expect((await register({ username, password: '密码密码密码密码' })).http).toBe(200);
    expect((await logIn({ username, password: '密码密码密码密码' })).http).toBe(200);
  });
});

describe('logging in', () => {
  test.each([
    { username: 'student', password: 'wrong' },
    { username: 'student', password: 'STUDENT123' },
    { username: 'nobody', password: 'student123' },
    { username: 'student ', password: 'student123' },
    { username: '%', password: 'student123' },
    { username: "' OR 1=1 --", password: 'x' },
    { username: '', password: '' },
  ])('%j is refused without saying which of the two is wrong', async (body) => {
    expect(await logIn(body)).toMatchObject({ http: 401, body: { code: 'LOGIN_FAILED', msg: '用户名或密码不正确' } });
  });

  test.each([
    {},
    { username: 'student' },
    { username: null, password: 'x' },
    { username: 'student', password: null },
    { username: ['student'], password: 'student123' },
    { username: 'x'.repeat(151), password: 'x' },
    { username: 'a\u0000', password: 'x' },
    { username: 'student', password: 'student123', otp: 1 },
  ])('%j is no login', async (body) => {
    expect(await logIn(body)).toMatchObject({ http: 400, body: { code: 'VALIDATION' } });
  });

  test('gives a token that says who, and nothing of what they may do', async () => {
    const { token = '' } = (await logIn({ username: 'admin', password: 'admin123' })).body;
    const [header, payload] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
    expect(header).toMatchObject({ alg: 'HS256' });
    expect(Object.keys(payload ?? {}).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'sub']);
    expect(payload).toMatchObject({ sub: String(await world.userId('admin')), iss: 'luffy', aud: 'luffy-api' });
  });
});

describe('a token', () => {
  test.each(['jwt', 'JWT', 'Bearer', 'bearer'])('is read after the word %s', async (word) => {
    expect(await me(`${word} ${tokenWith(claims())}`)).toMatchObject({
      http: 200,
      body: { user: { username: 'student' } },
    });
  });

  const bad: [string, () => string][] = [
    ['absent', () => ''],
    ['of nonsense', () => 'jwt abc'],
    ['without its signature', () => `jwt ${tokenWith(claims()).replace(/\.[^.]+$/, '.')}`],
    [
      'with one letter changed',
      () =>
        `jwt ${tokenWith(claims())
          .replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))
          .replace(/.{5}(.)$/, 'AAAAA$1')}`,
    ],
    ['of another secret', () => `jwt ${tokenWith(claims(), { secret: 'x'.repeat(40) })}`],
    ['of an empty secret', () => `jwt ${tokenWith(claims(), { secret: '' })}`],
    ['that is not signed', () => `jwt ${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims())}.`],
    ['that is said not to be signed', () => `jwt ${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims())}.AAAA`],
    ['with HS512', () => `jwt ${tokenWith(claims(), { alg: 'HS512', hash: 'sha512' })}`],
    ['with HS384', () => `jwt ${tokenWith(claims(), { alg: 'HS384', hash: 'sha384' })}`],
    ['that says RS256', () => `jwt ${tokenWith(claims(), { alg: 'RS256' })}`],
    ['that is over', () => `jwt ${tokenWith(claims({ exp: seconds() - 1 }))}`],
    ['that never ends', () => `jwt ${tokenWith(claims({ exp: undefined }))}`],
    ['whose end is a text', () => `jwt ${tokenWith(claims({ exp: '9999999999' }))}`],
    ['of another issuer', () => `jwt ${tokenWith(claims({ iss: 'zoro' }))}`],
    ['without issuer', () => `jwt ${tokenWith(claims({ iss: undefined }))}`],
    ['for another audience', () => `jwt ${tokenWith(claims({ aud: 'luffy-web' }))}`],
    ['without audience', () => `jwt ${tokenWith(claims({ aud: undefined }))}`],
    ['of a user that does not exist', () => `jwt ${tokenWith(claims({ sub: '999999' }))}`],
    ['without user', () => `jwt ${tokenWith(claims({ sub: undefined }))}`],
    ['whose user is a number', () => `jwt ${tokenWith(claims({ sub: Number(userId) }))}`],
    ['whose user is an injection', () => `jwt ${tokenWith(claims({ sub: `${userId} OR 1=1` }))}`],
  ];
  test.each(bad)('%s is 401 where one is needed and counts as none on public routes', async (_what, header) => {
    expect(await me(header())).toMatchObject({ http: 401, body: { status: 401, code: 'UNAUTHENTICATED' } });
    const { http, body } = await world.ask('GET', '/api/course/1/', { headers: { authorization: header() } });
    expect(http).toBe(200);
    expect(body.course).not.toHaveProperty('owned');
  });

  test('that claims to be staff makes nobody staff', async () => {
    const token = tokenWith(claims({ is_staff: true, isStaff: true, roles: ['admin'] }));
    expect((await me(`jwt ${token}`)).body.user).toMatchObject({ is_staff: false });
    expect(await world.get('/api/admin/orders/', token)).toMatchObject({ http: 403, body: { code: 'FORBIDDEN' } });
  });

  test('of a user who became or ceased to be staff follows their row at once', async () => {
    const token = await world.student();
    expect((await world.get('/api/admin/orders/', token)).http).toBe(403);
    await world.rows(
      `UPDATE luffy_user SET is_staff = true, roles = '{support}' WHERE id = (SELECT max(id) FROM luffy_user)`,
    );
    expect((await world.get('/api/admin/orders/', token)).http).toBe(200);
    await world.rows(
      `UPDATE luffy_user SET is_staff = false, roles = '{}' WHERE id = (SELECT max(id) FROM luffy_user)`,
    );
    expect((await world.get('/api/admin/orders/', token)).http).toBe(403);
  });
});
