import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open({ env: { RATE_LIMIT: '1', TRUST_PROXY: '127.0.0.1' } })));
afterAll(() => world.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const logIn = (address: string) =>
  world.ask('POST', '/api/user/login/', { body: { username: 'student' }, headers: from(address) });
const place = (token: string, address: string) =>
  world.ask('POST', '/api/order/pay/', {
    token,
    body: { total_amount: '99.00', pay_type: 1, courses: [1] },
    headers: from(address),
  });
const notify = (body: string) =>
  world.ask('POST', '/api/order/success/', { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

async function timesAllowed(tries: number, work: () => Promise<{ http: number }>): Promise<number> {
  for (let done = 0; done < tries; done++) if ((await work()).http === 429) return done;
  return tries;
}

describe('with limits on', () => {
  test('an address may try to log in ten times a minute, and is told so in words', async () => {
    expect(await timesAllowed(20, () => logIn('10.0.0.1'))).toBe(10);
    const refused = await logIn('10.0.0.1');
    expect(refused).toMatchObject({
      http: 429,
      body: { status: 429, code: 'RATE_LIMITED', msg: '操作过于频繁,请稍后再试', request_id: expect.any(String) },
    });
    expect((await logIn('10.0.0.2')).http).toBe(400);
  });

  test('an address may try a password for a change as often as for a log-in', async () => {
    const token = await world.student();
    const body = { old_password: 'wrong', new_password: 'battery' };
    const headers = from('10.0.0.3');
    expect(await timesAllowed(20, () => world.ask('POST', '/api/user/password/', { token, body, headers }))).toBe(10);
  });

  test('a student may place thirty times a minute, from wherever, and another student from the same address still may', async () => {
    const [token, other] = [await world.student(), await world.student()];
    let at = 0;
    expect(await timesAllowed(40, () => place(token, `10.0.1.${++at}`))).toBe(30);
    expect((await place(other, '10.0.1.1')).http).toBe(200);
    expect((await place(token, '10.0.9.9')).body.code).toBe('RATE_LIMITED');
  });

  test('a notify of ours is never limited, one of strangers is', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    world.channel.pay(outTradeNo);
    const ours = world.channel.notifyBody(outTradeNo);
    const allowed = await timesAllowed(400, () => notify('app_id=1&out_trade_no=2'));
    expect(allowed).toBeLessThan(400);
    expect((await notify(ours.replace('app_id=2021000000000001', 'app_id=2021000000000002'))).http).toBe(429);
    expect((await notify(ours.replace(outTradeNo, 'f'.repeat(32)))).http).toBe(429);
    expect(await notify(ours)).toMatchObject({ http: 200, text: 'success' });
    for (let time = 0; time < 50; time++) expect((await notify(ours)).text).toBe('success');
  });

  test('looking at whether an order is paid is not limited', async () => {
    expect(await timesAllowed(200, () => world.get('/api/order/success/?out_trade_no=1'))).toBe(200);
  });
});

describe('without limits', () => {
  let free: World;
  beforeAll(async () => void (free = await World.open()));
  afterAll(() => free.close());

  test('anyone may try as often as they like', async () => {
    expect(await timesAllowed(60, () => free.post('/api/user/login/', undefined, {}))).toBe(60);
  });
});
