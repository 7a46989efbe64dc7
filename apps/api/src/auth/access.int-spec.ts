import { readFileSync } from 'node:fs';

import { STAFF_ROLES, type StaffRole } from '@luffy/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Answer, World } from '../../test/world.js';
import { openApiOf } from '../platform/docs.js';

/**
 * Whom each route is for: anyone, any login, the one whose thing it is, any staff, or staff of the roles named (an admin
 * always). A route that is not named here fails the test: nobody has thought about it.
 */
const MAY_USE: Readonly<Record<string, string>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /api/course': 'public',
  'GET /api/course/{id}': 'public',
  'GET /api/course/{id}/lesson/{n}': 'public',
  'GET /api/coupon': 'public',
  'GET /api/order/success': 'public',
  'POST /api/order/success': 'public',
  'POST /api/user/login': 'public',
  'POST /api/user/register': 'public',
  'GET /api/user/me': 'student',
  'POST /api/user/password': 'student',
  'POST /api/user/logout-everywhere': 'student',
  'GET /api/basket': 'student',
  'POST /api/basket': 'student',
  'POST /api/basket/seen': 'student',
  'DELETE /api/basket/{course_id}': 'student',
  'GET /api/learning': 'student',
  'GET /api/learning/{course_id}': 'student',
  'POST /api/learning/{course_id}/lesson/{n}/done': 'student',
  'POST /api/learning/{course_id}/lesson/{n}/undone': 'student',
  'GET /api/coupon/mine': 'student',
  'POST /api/coupon/{id}/claim': 'student',
  'GET /api/enrolment': 'student',
  'GET /api/message': 'student',
  'GET /api/message/unread': 'student',
  'POST /api/message/read': 'student',
  'POST /api/message/{id}/read': 'own',
  'GET /api/refund': 'student',
  'GET /api/order': 'student',
  'GET /api/order/{out_trade_no}': 'own',
  'GET /api/order/{out_trade_no}/story': 'own',
  'POST /api/order/pay': 'student',
  'POST /api/order/quote': 'student',
  'POST /api/order/{out_trade_no}/pay': 'own',
  'POST /api/order/{out_trade_no}/cancel': 'own',
  'POST /api/order/{out_trade_no}/refund': 'own',
  'POST /api/order/{out_trade_no}/refund/preview': 'own',
  'GET /api/order/{out_trade_no}/refundable': 'own',
  'GET /api/admin/alerts': 'staff',
  'POST /api/admin/alerts/{id}/clear': 'support finance',
  'POST /api/admin/alerts/{id}/clear/preview': 'support finance',
  'GET /api/admin/queues': 'staff',
  'GET /api/admin/queues/{name}': 'staff',
  'POST /api/admin/notify-bench': 'support finance',
  'GET /api/admin/invariants': 'staff',
  'GET /api/admin/orders': 'staff',
  'GET /api/admin/orders/{out_trade_no}': 'staff',
  'GET /api/admin/orders/{out_trade_no}/notifies/{id}': 'support finance',
  'POST /api/admin/orders/{out_trade_no}/notes': 'support',
  'POST /api/admin/orders/{out_trade_no}/cancel': 'support',
  'POST /api/admin/orders/{out_trade_no}/cancel/preview': 'support',
  'POST /api/admin/orders/{out_trade_no}/resend': 'support',
  'POST /api/admin/orders/{out_trade_no}/resend/preview': 'support',
  'POST /api/admin/orders/{out_trade_no}/requery': 'support',
  'POST /api/admin/orders/{out_trade_no}/requery/preview': 'support',
  'POST /api/admin/orders/{out_trade_no}/confirm-paid': 'finance',
  'POST /api/admin/orders/{out_trade_no}/confirm-paid/preview': 'finance',
  'POST /api/admin/orders/{out_trade_no}/refund': 'finance',
  'POST /api/admin/orders/{out_trade_no}/refund/preview': 'finance',
  'POST /api/admin/orders/{out_trade_no}/grant': 'admin',
  'POST /api/admin/orders/{out_trade_no}/grant/preview': 'admin',
  'POST /api/admin/orders/{out_trade_no}/end-access': 'admin',
  'POST /api/admin/orders/{out_trade_no}/end-access/preview': 'admin',
  'POST /api/admin/orders/{out_trade_no}/release-coupon': 'finance',
  'POST /api/admin/orders/{out_trade_no}/release-coupon/preview': 'finance',
  'GET /api/admin/refunds': 'staff',
  'GET /api/admin/bills': 'staff',
  'GET /api/admin/bills/{day}': 'staff',
  'POST /api/admin/bills/{day}/fetch': 'finance',
  'GET /api/admin/bills/{day}/differences': 'staff',
  'POST /api/admin/differences/{id}/resolve': 'finance',
  'POST /api/admin/refunds/{out_request_no}/approve': 'finance',
  'POST /api/admin/refunds/{out_request_no}/approve/preview': 'finance',
  'POST /api/admin/refunds/{out_request_no}/reject': 'finance',
  'POST /api/admin/refunds/{out_request_no}/reject/preview': 'finance',
  'GET /api/admin/courses': 'catalogue',
  'POST /api/admin/courses': 'catalogue',
  'GET /api/admin/courses/{id}': 'catalogue',
  'POST /api/admin/courses/{id}': 'catalogue',
  'GET /api/admin/courses/{id}/prices': 'catalogue',
  'GET /api/admin/coupons': 'catalogue',
  'POST /api/admin/coupons': 'catalogue',
  'POST /api/admin/coupons/{id}/stop': 'catalogue',
  'POST /api/admin/coupons/{id}/hand-out': 'catalogue',
  'POST /api/admin/coupons/{id}/hand-out/preview': 'catalogue',
  'GET /api/admin/audit': 'support finance',
  'GET /api/admin/reports/{name}': 'support finance',
  'GET /api/admin/exports/orders.csv': 'finance',
  'GET /api/admin/exports/month/{file}': 'finance',
  'GET /api/admin/statements/{month}': 'finance',
  'GET /api/admin/staff': 'admin',
  'POST /api/admin/staff': 'admin',
  'POST /api/admin/staff/{id}/roles': 'admin',
};

interface Route {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
}

/** The committed description, not the running program: a route that was left out of it would be walked by nobody. */
const DESCRIPTION = JSON.parse(
  readFileSync(new URL('../../../../libs/contracts/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, unknown>> };

const namesOf = (paths: Record<string, unknown>): string[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  );

/** What must be said to be heard at all: a body that cannot be read is refused before anybody's thing is looked for. */
const SAID: Readonly<Record<string, object>> = { 'POST /api/order/{out_trade_no}/refund': { reason: '不想学了' } };

/** What stands in a path where nothing of anybody is meant. */
const NOTHING: Readonly<Record<string, string>> = {
  out_trade_no: 'f'.repeat(32),
  out_request_no: 'r1',
  course_id: '999999',
};

const routes: Route[] = namesOf(DESCRIPTION.paths).map((name) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method: method as Route['method'], path };
});

let world: World;
let owner: string;
let things: Record<string, string>;
beforeAll(async () => {
  world = await World.open();
  owner = await world.student();
  const outTradeNo = await world.place(owner, [1], '99.00');
  const [message] = await world.rows<{ id: string }>(
    `INSERT INTO luffy_message (user_id, kind, data, at) SELECT user_id, 'refund_succeeded', '{}', created_time
     FROM luffy_order WHERE out_trade_no = $1 RETURNING id`,
    [outTradeNo],
  );
  things = { out_trade_no: outTradeNo, id: message?.id ?? '' };
});
afterAll(() => world.close());

const pathOf = (route: Route, values: Readonly<Record<string, string>>): string =>
  route.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? NOTHING[name] ?? '1');

const ask = (route: Route, token?: string, values: Readonly<Record<string, string>> = {}, slash = '/') =>
  world.ask(route.method, pathOf(route, values) + slash, {
    token,
    ...(route.method === 'GET' ? {} : { body: SAID[route.name] ?? {} }),
  });

/** A wrong password is 401 too, and a locked lesson 403: only these two codes say that somebody may not come in. */
const doorOf = ({ body }: Answer): string =>
  body.code === 'UNAUTHENTICATED' || body.code === 'FORBIDDEN' ? body.code : 'open';

const whoMay = (route: Route): readonly StaffRole[] | 'public' | 'student' | 'own' => {
  const who = MAY_USE[route.name] ?? '';
  if (who === 'public' || who === 'student' || who === 'own') return who;
  return who === 'staff' ? STAFF_ROLES : [...(who.split(' ') as StaffRole[]), 'admin'];
};

describe('every route', () => {
  test('has somebody it is for, and nobody is named for a route that is gone', () => {
    expect(routes.map((route) => route.name).toSorted()).toEqual(Object.keys(MAY_USE).toSorted());
  });

  test('is described as it runs', () => {
    expect(routes.map((route) => route.name)).toEqual(namesOf(openApiOf(world.app).paths));
  });

  test.each(routes)('$name opens for whom it is for and for nobody else', async (route) => {
    const who = whoMay(route);
    const student = await world.student();
    const isOpenToStudents = typeof who === 'string';
    expect(['nobody', doorOf(await ask(route))]).toEqual(['nobody', who === 'public' ? 'open' : 'UNAUTHENTICATED']);
    expect(['student', doorOf(await ask(route, student))]).toEqual([
      'student',
      isOpenToStudents ? 'open' : 'FORBIDDEN',
    ]);
    for (const role of STAFF_ROLES) {
      const isFor = isOpenToStudents || who.includes(role);
      expect([role, doorOf(await ask(route, await world.token(role)))]).toEqual([role, isFor ? 'open' : 'FORBIDDEN']);
    }
  });

  test.each(routes.filter((route) => whoMay(route) === 'own'))(
    '$name knows the thing of its owner, and for everybody else there is none',
    async (route) => {
      for (const other of [await world.student(), ...(await Promise.all(STAFF_ROLES.map((role) => world.token(role))))])
        expect((await ask(route, other, things)).http).toBe(404);
      expect([401, 403, 404]).not.toContain((await ask(route, owner, things)).http);
    },
  );

  test.each(routes)(
    '$name answers the same with and without a slash at its end, and never with a fault of ours',
    async (route) => {
      // A new token for each: one of the routes ends all that were given before.
      const without = await ask(route, await world.token('admin'), {}, '');
      const withSlash = await ask(route, await world.token('admin'));
      expect([withSlash.http, withSlash.http < 500]).toEqual([without.http, true]);
    },
  );

  test('refuses a method it does not have', async () => {
    expect(await world.ask('DELETE', '/api/order/', { token: await world.student() })).toMatchObject({
      body: { status: expect.any(Number), code: expect.any(String) },
    });
    expect((await world.ask('PUT', '/api/order/pay/', { token: await world.student(), body: {} })).http).toBe(404);
  });
});
