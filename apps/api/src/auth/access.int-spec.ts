import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { openApiOf } from '../platform/docs.js';

/** Who may use each route. A route that is not named here fails the test: nobody has thought about it. */
const MAY_USE: Readonly<Record<string, 'public' | 'student' | 'staff'>> = {
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
  'GET /api/coupon/mine': 'student',
  'POST /api/coupon/{id}/claim': 'student',
  'GET /api/enrolment': 'student',
  'GET /api/learning': 'student',
  'GET /api/learning/{course_id}': 'student',
  'POST /api/learning/{course_id}/lesson/{n}/done': 'student',
  'POST /api/learning/{course_id}/lesson/{n}/undone': 'student',
  'GET /api/message': 'student',
  'GET /api/message/unread': 'student',
  'POST /api/message/read': 'student',
  'POST /api/message/{id}/read': 'student',
  'GET /api/refund': 'student',
  'GET /api/order': 'student',
  'GET /api/order/{out_trade_no}': 'student',
  'GET /api/order/{out_trade_no}/story': 'student',
  'POST /api/order/quote': 'student',
  'POST /api/order/pay': 'student',
  'POST /api/order/{out_trade_no}/pay': 'student',
  'POST /api/order/{out_trade_no}/cancel': 'student',
  'POST /api/order/{out_trade_no}/refund': 'student',
  'POST /api/order/{out_trade_no}/refund/preview': 'student',
  'GET /api/order/{out_trade_no}/refundable': 'student',
  'GET /api/admin/alerts': 'staff',
  'GET /api/admin/invariants': 'staff',
  'GET /api/admin/orders': 'staff',
  'GET /api/admin/orders/{out_trade_no}': 'staff',
  'POST /api/admin/orders/{out_trade_no}/cancel': 'staff',
  'GET /api/admin/refunds': 'staff',
  'POST /api/admin/refunds/{out_request_no}/approve': 'staff',
  'POST /api/admin/refunds/{out_request_no}/reject': 'staff',
  'POST /api/admin/coupons': 'staff',
  'GET /api/admin/bills': 'staff',
  'GET /api/admin/bills/{day}': 'staff',
  'POST /api/admin/bills/{day}/fetch': 'staff',
  'GET /api/admin/bills/{day}/differences': 'staff',
  'POST /api/admin/differences/{id}/resolve': 'staff',
};

let world: World;
let routes: { name: string; method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string }[];
beforeAll(async () => {
  world = await World.open();
  routes = Object.entries(openApiOf(world.app).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase() as 'GET',
      path: path
        .replace('{id}', '1')
        .replace('{n}', '1')
        .replace('{course_id}', '999999') // of a course they do not own, students are refused like strangers
        .replace('{out_trade_no}', 'f'.repeat(32))
        .replace('{out_request_no}', 'r1'),
    })),
  );
});
afterAll(() => world.close());

const httpOf = async (route: (typeof routes)[number], token?: string, slash = '') =>
  (await world.ask(route.method, route.path + slash, { token, ...(route.method === 'POST' ? { body: {} } : {}) })).http;

describe('every route', () => {
  test('has somebody it is for, and nobody is named for a route that is gone', () => {
    expect(routes.map((route) => route.name).toSorted()).toEqual(Object.keys(MAY_USE).toSorted());
  });

  test('opens for whom it is for and for nobody else', async () => {
    for (const route of routes) {
      // A new token for each: one of the routes ends all that were given before.
      const [student, staff] = [await world.student(), await world.token('admin')];
      const stranger = await httpOf(route);
      const asStudent = await httpOf(route, student);
      const asStaff = await httpOf(route, staff);
      const isLogin = route.name.startsWith('POST /api/user');
      switch (MAY_USE[route.name]) {
        case 'public':
          for (const http of isLogin ? [] : [stranger, asStudent, asStaff])
            expect([route.name, [401, 403].includes(http)]).toEqual([route.name, false]);
          break;
        case 'student':
          expect([route.name, stranger, asStudent === 401, asStudent === 403]).toEqual([route.name, 401, false, false]);
          break;
        default:
          expect([route.name, stranger, asStudent, [401, 403].includes(asStaff)]).toEqual([
            route.name,
            401,
            403,
            false,
          ]);
      }
    }
  });

  test('answers the same with and without a slash at its end, and never with a fault of ours', async () => {
    for (const route of routes) {
      const without = await httpOf(route, await world.token('admin'));
      const withSlash = await httpOf(route, await world.token('admin'), '/');
      expect([route.name, withSlash, withSlash < 500]).toEqual([route.name, without, true]);
    }
  });

  test('refuses a method it does not have', async () => {
    expect(await world.ask('DELETE', '/api/order/', { token: await world.student() })).toMatchObject({
      body: { status: expect.any(Number), code: expect.any(String) },
    });
    expect((await world.ask('PUT', '/api/order/pay/', { token: await world.student(), body: {} })).http).toBe(404);
  });
});
