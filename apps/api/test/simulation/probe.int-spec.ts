import { test } from '@jest/globals';
import { Ground, World } from './world.js';
test('probe', async () => {
  const ground = await Ground.open();
  for (let i = 0; i < 4; i++) {
    const a = performance.now();
    const world = await World.open(ground, 1, undefined);
    const b = performance.now();
    console.log(await world.ask(1, 'POST', '/api/order/pay/', { total_amount: '99.00', pay_type: 1, courses: [1] }));
    const c = performance.now();
    await world.sweep(); await world.broken();
    const d = performance.now();
    world.host.dieAtPoint(1);
    console.log(await world.ask(1, 'POST', '/api/order/pay/', { total_amount: '59.00', pay_type: 1, courses: [4] }));
    await world.turnstile.idle();
    await world.revive();
    const e = performance.now();
    console.log(await ground.rows('select count(*) from luffy_order'), world.outrages);
    await world.close();
    console.log('open', b - a, 'place', c - b, 'sweep+broken', d - c, 'crash', e - d, 'close', performance.now() - e);
  }
  await ground.close();
}, 60000);
