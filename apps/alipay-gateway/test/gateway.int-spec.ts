import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { startGateway, type Gateway } from '../src/index.js';
import { APP_KEYS, bizOf, GATEWAY_KEYS, newWorld, payLink, readAnswer, requestParams, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const QUERY = 'alipay.trade.query';
const CLOSE = 'alipay.trade.close';

describe('a gateway that listens', () => {
  let gateway: Gateway;
  const received: string[] = [];
  beforeEach(async () => {
    received.length = 0;
    gateway = await startGateway({
      ...world.options,
      port: 0,
      delivery: 'automatic',
      post: async ({ body }) => {
        received.push(body);
        return { status: 200, body: 'success' };
      },
    });
  });
  afterEach(() => gateway.close());

  const put = (body: object) =>
    fetch(`${gateway.url}/control/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('is on loopback, under the address it names', async () => {
    expect(gateway.gatewayUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/gateway\.do$/);
    const answer = await fetch(
      `${gateway.gatewayUrl}?${new URLSearchParams(requestParams(QUERY, { out_trade_no: 'A1' })).toString()}`,
    );
    expect(readAnswer(await answer.text()).genuine).toBe(true);
  });

  test('delivers by itself', async () => {
    await fetch(gateway.url + payLink(bizOf('A1')));
    await fetch(`${gateway.url}/control/trades/A1/pay`, { method: 'POST' });
    for (let tries = 0; received.length === 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(received).toHaveLength(1);
  });

  test('cuts the connection in the mode reset, and stays silent in the mode timeout', async () => {
    const ask = (signal: AbortSignal) =>
      fetch(`${gateway.gatewayUrl}?${new URLSearchParams(requestParams(QUERY, { out_trade_no: 'A1' })).toString()}`, {
        signal,
      });
    await put({ api: { method: QUERY, mode: 'reset' } });
    await expect(ask(AbortSignal.timeout(5000))).rejects.toThrow('fetch failed');
    await put({ api: { method: QUERY, mode: 'timeout' } });
    await expect(ask(AbortSignal.timeout(150))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('lets go of silent requests when it closes, and does the work in the mode timeout_after_doing', async () => {
    await fetch(gateway.url + payLink(bizOf('A1')));
    await fetch(`${gateway.url}/control/trades/A1/scan`, { method: 'POST' });
    await put({ api: { method: CLOSE, mode: 'timeout_after_doing' } });
    const params = new URLSearchParams(requestParams(CLOSE, { out_trade_no: 'A1' }));
    const asked = fetch(`${gateway.gatewayUrl}?${params.toString()}`).catch((error: unknown) => error);
    for (let status = ''; status !== 'TRADE_CLOSED';) {
      const view = await fetch(`${gateway.url}/control/trades/A1`);
      status = ((await view.json()) as { trade: { trade_status: string } }).trade.trade_status;
    }
    await gateway.close();
    expect(await asked).toMatchObject({ name: 'TypeError' });
  });

  test('refuses a port that is taken', async () => {
    await expect(startGateway({ ...world.options, port: Number(new URL(gateway.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

describe('a gateway without a socket', () => {
  const query = `/gateway.do?${new URLSearchParams(requestParams(QUERY, { out_trade_no: 'A1' })).toString()}`;
  const put = (mode: string) =>
    world.gateway.inject({ method: 'PUT', url: '/control/faults', payload: { api: { method: QUERY, mode } } });

  test('fails a request in the mode reset, and one in the mode timeout when it closes', async () => {
    await put('reset');
    await expect(world.gateway.inject({ url: query })).rejects.toThrow();
    await put('timeout');
    const asked = world.gateway.inject({ url: query }).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    await world.gateway.close();
    expect(await asked).toMatchObject({ message: expect.any(String) });
  });

  test('is not confused by a body of another kind', async () => {
    for (const payload of [{ entries: [1] }, { form: { entries: [1] } }, [], 'x']) {
      const answer = await world.gateway.inject({
        method: 'POST',
        url: query,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      });
      expect(readAnswer(answer.body).response).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
    }
    const big = await world.gateway.inject({
      method: 'POST',
      url: query,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'x'.repeat(70_000),
    });
    expect(big.statusCode).toBe(413);
  });
});

describe('a gateway that cannot be', () => {
  test.each([
    ['signing with the key of the app', { gatewayPrivateKeyPem: APP_KEYS.privateKey }, /its own|another pair/],
    ['without a readable key', { gatewayPrivateKeyPem: 'x' }, /neither PEM/],
    ['checking with a private key', { appPublicKeyPem: GATEWAY_KEYS.privateKey }, /private key/],
    ['with a storage that is no file', { storage: '/nowhere/at/all.sqlite' }, /unable to open/],
  ])('%s says so', async (_name, change, words) => {
    await expect(newWorld(change)).rejects.toThrow(words);
  });
});
