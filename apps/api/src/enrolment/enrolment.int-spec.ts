import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { EnrolmentService } from './enrolment.service.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const list = async (token: string, query = '') => (await world.get(`/api/enrolment/${query}`, token)).body;
const grant = (course: number) =>
  world.rows(
    `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) SELECT max(id), $1, 'grant', $2 FROM luffy_user`,
    [course, world.clock.now()],
  );

describe('the courses that a student may study', () => {
  test('come with the order that bought them, newest first', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    world.pass(60);
    await grant(2);
    const granted = [world.clock.now(), new Date(world.clock.now().getTime() - 60_000)].map((instant) =>
      instant.toISOString(),
    );
    expect((await list(token)).items).toEqual([
      { course_id: 2, course_name: 'Django 商城实战', out_trade_no: null, granted_at: granted[0] },
      { course_id: 1, course_name: 'Python 从零到上手', out_trade_no: outTradeNo, granted_at: granted[1] },
    ]);
  });

  test('are one item a course, whatever gave access, for as long as one source has not ended', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await grant(1);
    expect((await list(token)).items).toHaveLength(1);
    const [line] = await world.rows<{ id: string }>(
      'SELECT d.id FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id WHERE out_trade_no = $1',
      [outTradeNo],
    );
    await world.db.tx((tx) => world.app.get(EnrolmentService).revoke(tx, [Number(line?.id)]));
    expect((await list(token)).items).toMatchObject([{ course_id: 1, out_trade_no: null }]);
    await world.rows('UPDATE luffy_enrolment SET ended_at = $1 WHERE user_id = (SELECT max(id) FROM luffy_user)', [
      world.clock.now(),
    ]);
    expect((await list(token)).items).toEqual([]);
  });

  test('are paged', async () => {
    const { token } = await world.bought([1, 2, 4], '357.00');
    const first = await list(token, '?limit=2');
    const second = await list(token, `?limit=2&cursor=${first.next_cursor}`);
    expect([...(first.items ?? []), ...(second.items ?? [])].map((item) => item['course_id'])).toEqual([4, 2, 1]);
    expect(second.next_cursor).toBeNull();
    expect((await list(token, '?limit=0')).status).toBe(400);
  });

  test('are nobody else’s', async () => {
    await world.bought([1], '99.00');
    expect((await list(await world.student())).items).toEqual([]);
    expect((await world.get('/api/enrolment/')).http).toBe(401);
  });
});
