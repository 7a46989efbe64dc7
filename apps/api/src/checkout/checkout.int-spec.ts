import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

test('a placed order is written with its lines, its payment and its first event before the link is signed', async () => {
  const token = await world.student();
  const answer = await world.post('/api/order/pay/', token, { total_amount: '298.00', pay_type: 1, courses: [1, 2] });
  expect(answer).toMatchObject({ http: 200, body: { status: 100, expires_at: '2026-03-02T06:35:00.000Z' } });
  expect(answer.body.out_trade_no).toMatch(/^[0-9a-f]{32}$/);
  expect(answer.body.pay_url).toContain(answer.body.out_trade_no);
});
