import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await World.open();
  admin = await world.token('admin');
});
afterAll(() => world.close());

const create = (body: object, token = admin) => world.post('/api/admin/staff/', token, body);
const setRoles = (id: number, roles: unknown, token = admin) =>
  world.post(`/api/admin/staff/${id}/roles/`, token, { roles });
const someone = { username: 'xiaolan', password: 'long enough', roles: ['support'] };

describe('an admin', () => {
  test('sees everybody with a role, and no student', async () => {
    const { items } = (await world.get('/api/admin/staff/', admin)).body;
    expect(items?.map((item) => [item['username'], item['roles']])).toEqual([
      ['catalogue', ['catalogue']],
      ['finance', ['finance']],
      ['support', ['support']],
      ['admin', ['admin']],
    ]);
    const first = (await world.get('/api/admin/staff/?limit=3', admin)).body;
    const rest = (await world.get(`/api/admin/staff/?limit=3&cursor=${first.next_cursor}`, admin)).body;
    expect([first.items?.length, rest.items?.map((item) => item['username']), rest.next_cursor]).toEqual([
      3,
      ['admin'],
      null,
    ]);
  });

  test('makes an account that can log in and do what its role allows at once', async () => {
    const made = await create(someone);
    expect(made).toMatchObject({
      http: 200,
      body: { user: { username: 'xiaolan', is_staff: true, roles: ['support'] } },
    });
    expect(made.text).not.toMatch(/password|argon2/);
    const { token } = (
      await world.post('/api/user/login/', undefined, { username: 'xiaolan', password: 'long enough' })
    ).body;
    expect((await world.get('/api/admin/orders/', token)).http).toBe(200);
    expect((await world.get('/api/admin/staff/', token)).body.code).toBe('FORBIDDEN');
  });

  test('gives and takes roles, which count from the next request on', async () => {
    const id = await world.userId('xiaolan');
    const token = await world.token('xiaolan');
    expect((await setRoles(id, ['catalogue', 'admin'])).body.user).toMatchObject({ roles: ['catalogue', 'admin'] });
    expect((await world.get('/api/admin/staff/', token)).http).toBe(200);
    expect((await setRoles(id, [])).body.user).toMatchObject({ is_staff: false, roles: [] });
    expect((await world.get('/api/admin/orders/', token)).body.code).toBe('FORBIDDEN');
  });

  test.each([
    [{ ...someone, username: 'support' }, 'USERNAME_TAKEN'],
    [{ ...someone, username: 'SUPPORT' }, 'USERNAME_TAKEN'],
    [{ ...someone, username: 'a b' }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', password: 'short' }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', roles: [] }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', roles: ['root'] }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', roles: ['support', 'support'] }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', roles: 'admin' }, 'VALIDATION'],
    [{ ...someone, username: 'xiaomei', is_staff: true }, 'VALIDATION'],
  ])('does not make %j', async (body, code) => {
    const before = await world.snapshot();
    expect((await create(body)).body.code).toBe(code);
    expect(await world.snapshot()).toBe(before);
  });

  test.each([[['root']], ['admin'], [null], [[null]], [[['admin']]]])('does not give the roles %j', async (roles) => {
    expect((await setRoles(await world.userId('support'), roles)).body.code).toBe('VALIDATION');
  });

  test('gives no roles to somebody who does not exist', async () => {
    expect((await setRoles(999_999, ['support'])).http).toBe(404);
  });
});

describe('the last admin', () => {
  test('keeps the role, whatever else is taken or given', async () => {
    const id = await world.userId('admin');
    for (const roles of [[], ['support', 'finance', 'catalogue']])
      expect(await setRoles(id, roles)).toMatchObject({ http: 409, body: { code: 'LAST_ADMIN' } });
    expect((await setRoles(id, ['support', 'admin'])).http).toBe(200);
    expect((await setRoles(id, ['admin'])).http).toBe(200);
  });

  test('is still there when two admins resign at the same moment', async () => {
    const other = await world.userId('finance');
    await setRoles(other, ['admin']);
    const resigned = await Promise.all([
      setRoles(await world.userId('admin'), []),
      setRoles(other, ['finance'], await world.token('finance')),
    ]);
    expect(resigned.map((answer) => answer.http).toSorted()).toEqual([200, 409]);
    const [admins] = await world.rows<{ count: string }>(`SELECT count(*) FROM luffy_user WHERE 'admin' = ANY(roles)`);
    expect(admins?.count).toBe('1');
  });
});

describe('the table', () => {
  test.each([
    [`is_staff = false`, 'luffy_user_staff'],
    [`roles = '{}'`, 'luffy_user_staff'],
    [`roles = '{root}'`, 'luffy_user_roles'],
  ])('keeps staff and roles together: %s', async (change, constraint) => {
    await expect(world.rows(`UPDATE luffy_user SET ${change} WHERE username = 'catalogue'`)).rejects.toMatchObject({
      driverError: { constraint },
    });
  });
});
