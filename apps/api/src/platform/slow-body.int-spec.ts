import { type AddressInfo, connect, type Socket } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let port: number;
beforeAll(async () => {
  world = await World.open();
  await world.app.listen(0, '127.0.0.1');
  ({ port } = world.app.getHttpServer().address() as AddressInfo);
});
afterAll(() => world.close());

/** Sends the beginning of a request and nothing more. @returns what the server says before it closes */
function stall(beginning: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket: Socket = connect(port, '127.0.0.1', () => socket.write(beginning));
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('close', () => resolve(answer)).on('error', reject);
  return promise;
}

const HEAD = 'Host: shop\r\nContent-Type: application/x-www-form-urlencoded\r\n';

test('a client that never finishes its body or its headers is told so and let go, and the shop answers others meanwhile', async () => {
  const body = stall(`POST /api/order/success/ HTTP/1.1\r\n${HEAD}Content-Length: 1000\r\n\r\nout_trade_no=1`);
  const headers = stall(`POST /api/order/success/ HTTP/1.1\r\n${HEAD}`);
  expect((await world.get('/api/course/')).http).toBe(200);
  for (const answer of await Promise.all([body, headers])) {
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).not.toContain('success');
  }
  expect(await world.rows('SELECT id FROM luffy_notify')).toEqual([]);
}, 30_000);
