import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let admin: string;
let finance: number;
beforeAll(async () => {
  world = await World.open();
  admin = await world.token('admin');
  finance = await world.userId('finance');
  const setRoles = (roles: string[], token = admin) =>
    world.post(`/api/admin/staff/${finance}/roles/`, token, { roles });
  await world.post('/api/admin/staff/', admin, { username: 'xiaolan', password: 'long enough', roles: ['support'] });
  world.pass(60);
  await setRoles(['admin', 'finance']);
  world.pass(60);
  await setRoles(['finance'], await world.token('finance'));
  await setRoles([], await world.token('xiaolan')); // may not
});
afterAll(() => world.close());

const list = async (query: Record<string, string> = {}, token = admin) =>
  (await world.get(`/api/admin/audit/?${new URLSearchParams(query).toString()}`, token)).body;
const acts = async (query: Record<string, string>) => {
  const body = await list(query);
  return body.items?.map((item) => `${String(item['staff'])} ${String(item['act'])}`) ?? body.code;
};

describe('what staff did', () => {
  test('is told with who, by which role, to what, and what it changed', async () => {
    const { items } = await list();
    expect(items).toMatchObject([
      {
        at: '2026-03-02T06:07:00.000Z',
        staff: 'finance',
        role: 'admin',
        act: 'staff_roles',
        subject: `user:${finance}`,
        reason: null,
        before: { roles: 'admin finance' },
        after: { roles: 'finance' },
      },
      { staff: 'admin', role: 'admin', before: { roles: 'finance' }, after: { roles: 'admin finance' } },
      { staff: 'admin', act: 'staff_create', before: { username: null, roles: null }, after: { username: 'xiaolan' } },
    ]);
  });

  const ALL = ['finance staff_roles', 'admin staff_roles', 'admin staff_create'];
  test.each<[Record<string, string>, number[]]>([
    [{ staff: 'FINANCE' }, [0]],
    [{ staff: 'admin' }, [1, 2]],
    [{ staff: 'nobody' }, []],
    [{ act: 'staff_roles' }, [0, 1]],
    [{ act: 'refund' }, []],
    [{ from: '2026-03-02T14:06:00+08:00' }, [0, 1]],
    [{ to: '2026-03-02T14:06:00+08:00' }, [2]],
    [{ from: '2026-03-02T14:06:00+08:00', to: '2026-03-02T14:07:00+08:00' }, [1]],
    [{ q: 'user:' }, []],
  ])('is found by %j', async (query, at) => expect(await acts(query)).toEqual(at.map((index) => ALL[index])));

  test('is found by what it was done to, and pages go on where the last one ended', async () => {
    expect(await acts({ q: `user:${finance}` })).toEqual(ALL.slice(0, 2));
    const { next_cursor } = await list({ limit: '2' });
    expect(await acts({ limit: '2', cursor: next_cursor ?? '' })).toEqual(ALL.slice(2));
  });

  test.each([
    { act: 'dance' },
    { staff: '' },
    { from: 'yesterday' },
    { from: '2026-03-02T14:07:00+08:00', to: '2026-03-02T14:06:00+08:00' },
    { cursor: 'x' },
    { role: 'admin' },
  ])('is not asked for by %j', async (query) => expect(['VALIDATION', 'CURSOR_INVALID']).toContain(await acts(query)));

  test.each(["UPDATE luffy_audit SET reason = 'another'", 'DELETE FROM luffy_audit'])(
    'is never changed afterwards: %s',
    async (sql) => await expect(world.rows(sql)).rejects.toMatchObject({ driverError: { code: '23001' } }),
  );
});
