import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runSeed } from './run.js';
import { Ground } from './world.js';

let ground: Ground;
beforeAll(async () => {
  ground = await Ground.open();
});
afterAll(() => ground.close());

test('x', async () => {
  for (let seed = 1; seed <= Number(process.env['N'] ?? 5); seed++) {
    const a = performance.now();
    const r = await runSeed(ground, seed, { plant: process.env['PLANT'] as never });
    process.stdout.write(`${seed} ${r.steps} crashes ${r.crashes} ${Math.round(performance.now() - a)} ms ${JSON.stringify(r.failure)} ${JSON.stringify((globalThis as never as {T:unknown}).T)}\n`);
    if (r.failure) { process.stdout.write(r.log.join('\n') + '\n'); break; }
    process.stdout.write([...r.tally].map(([k, v]) => `${v} ${k}`).join('; ') + '\n');
  }
  expect(1).toBe(1);
}, 600_000);
