import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createGateway } from '../src/index.js';
import { postOverHttp } from '../src/platform/post.js';
import { bizOf, buy, control, isGenuineNotify, newWorld, openLink, SELLER_ID, START_MS, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const MINUTE = 60_000;

describe('a notify', () => {
  test('carries the fields of the platform, its malformed content type, and a signature an own verifier believes', async () => {
    await buy(world, 'A1', { subject: '100% + 1 课程😀', body: '说明', passback_params: 'a%3D1' });
    expect(await world.gateway.deliverDue()).toBe(1);
    const [posted] = world.posted;
    expect(posted?.headers).toEqual({
      'content-type': 'application/x-www-form-urlencoded; text/html; charset=UTF-8',
      'user-agent': 'Mozilla/4.0',
    });
    expect(posted?.fields).toEqual({
      app_id: world.options.appId,
      auth_app_id: world.options.appId,
      body: '说明',
      buyer_id: expect.stringMatching(/^2088\d{12}$/),
      buyer_logon_id: 'buy***@luffy.example',
      buyer_pay_amount: '99.00',
      charset: 'utf-8',
      fund_bill_list: '[{"amount":"99.00","fundChannel":"ALIPAYACCOUNT"}]',
      gmt_create: '2026-03-01 10:00:00',
      gmt_payment: '2026-03-01 10:00:00',
      invoice_amount: '99.00',
      notify_id: expect.stringMatching(/^2026030100222100000\d{15}$/),
      notify_time: '2026-03-01 10:00:00',
      notify_type: 'trade_status_sync',
      out_trade_no: 'A1',
      passback_params: 'a%3D1',
      point_amount: '0.00',
      receipt_amount: '99.00',
      seller_email: 'seller@luffy.example',
      seller_id: SELLER_ID,
      sign: expect.any(String),
      sign_type: 'RSA2',
      subject: '100% + 1 课程😀',
      total_amount: '99.00',
      trade_no: expect.stringMatching(/^\d{28}$/),
      trade_status: 'TRADE_SUCCESS',
      version: '1.0',
    });
    expect(Object.values(posted?.fields ?? {})).not.toContain('');
    expect(isGenuineNotify(posted)).toBe(true);
  });

  test('is not sent where the link named no address', async () => {
    await openLink(world, bizOf('A1'), { notify_url: undefined });
    await control(world, 'POST', '/trades/A1/pay');
    expect(await world.gateway.deliverDue()).toBe(0);
  });

  test('tells only what it is set to tell', async () => {
    const other = await newWorld({ notifyOn: ['created', 'closed'] });
    await buy(other, 'A1');
    await other.gateway.deliverDue();
    expect(other.posted.map((one) => one.fields['trade_status'])).toEqual(['WAIT_BUYER_PAY']);
    await other.gateway.close();
  });
});

describe('the schedule', () => {
  test('is eight deliveries with growing gaps, one notify id, a fresh time and a true signature each', async () => {
    world.answer = { status: 200, body: 'fail' };
    await buy(world, 'A1');
    await world.gateway.tick();
    await world.gateway.advance(48 * 3600);
    const minutes = world.posted.map((one) => one.fields['notify_time'] ?? '');
    const at = [0, 4, 14, 24, 84, 204, 564, 1464].map((minute) =>
      new Date(START_MS + 8 * 3600_000 + minute * MINUTE).toISOString().slice(0, 19).replace('T', ' '),
    );
    expect(minutes).toEqual(at);
    expect(new Set(world.posted.map((one) => one.fields['notify_id'])).size).toBe(1);
    expect(world.posted.every((one) => isGenuineNotify(one))).toBe(true);
  });

  test.each([
    [200, 'success', true],
    [201, 'success', false],
    [302, 'success', false],
    [200, 'success\n', false],
    [200, '"success"', false],
    [200, 'SUCCESS', false],
    [200, '\ufeffsuccess', false],
    [200, '', false],
    [500, 'success', false],
  ])('answer %i %p ends it: %p', async (status, body, ends) => {
    world.answer = { status, body };
    await buy(world, 'A1');
    await world.gateway.tick();
    await world.gateway.advance(4 * 60);
    expect(world.posted).toHaveLength(ends ? 1 : 2);
    const { json } = await control(world, 'GET', '/trades/A1');
    expect(json).toMatchObject({
      notifies: [
        { attempts: expect.arrayContaining([expect.objectContaining({ http_status: status, answer: body })]) },
      ],
    });
  });

  test('survives a merchant that is away', async () => {
    world.answer = null;
    await buy(world, 'A1');
    await world.gateway.tick();
    world.answer = { status: 200, body: 'success' };
    await world.gateway.advance(3 * 60);
    expect(world.posted).toHaveLength(1);
    await world.gateway.advance(60);
    expect(world.posted).toHaveLength(2);
    await world.gateway.advance(26 * 3600);
    expect(world.posted).toHaveLength(2);
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      notifies: [
        {
          trade_status: 'TRADE_SUCCESS',
          attempts: [
            { http_status: null, answer: expect.stringContaining('ECONNREFUSED') },
            { http_status: 200, answer: 'success' },
          ],
        },
      ],
    });
  });

  test('goes on after a restart: what was owed is delivered, the clock stays moved, the faults stay on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const first = await newWorld({ storage: join(folder, 'gateway.sqlite') });
    first.answer = null;
    await buy(first, 'A1');
    await buy(first, 'A2');
    await first.gateway.deliverDue();
    await first.gateway.advance(60);
    await control(first, 'PUT', '/faults', { notify: { repeat: 2 } });
    await first.gateway.close();

    first.answer = { status: 200, body: 'success' };
    const gateway = await createGateway(first.options);
    const second: World = { ...first, gateway };
    expect((await control(second, 'GET', '/clock')).json).toMatchObject({ advanced_seconds: 60 });
    await gateway.advance(180);
    expect(first.posted.slice(2).map((one) => one.fields['out_trade_no'])).toEqual(['A1', 'A1', 'A2', 'A2']);
    expect(first.posted[2]?.fields['notify_id']).toBe(first.posted[0]?.fields['notify_id']);
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  test('a notify that could not be tried before the restart is tried after it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const first = await newWorld({ storage: join(folder, 'gateway.sqlite') });
    await buy(first, 'A1');
    await first.gateway.close();
    const gateway = await createGateway(first.options);
    expect(await gateway.deliverDue()).toBe(1);
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  test('can be repeated by hand, with the same id, without coming back on the schedule', async () => {
    await buy(world, 'A1');
    expect((await control(world, 'POST', '/notifies/NOBODY/resend')).status).toBe(404);
    await world.gateway.deliverDue();
    expect((await control(world, 'POST', '/notifies/A1/resend')).status).toBe(200);
    expect(world.posted.map((one) => one.fields['notify_id'])).toEqual([
      world.posted[0]?.fields['notify_id'],
      world.posted[0]?.fields['notify_id'],
    ]);
    world.answer = { status: 500, body: '' };
    await control(world, 'POST', '/notifies/A1/resend');
    await world.gateway.advance(26 * 3600);
    expect(world.posted).toHaveLength(3);
  });
});

describe('the way out', () => {
  let server: Server;
  const seen: string[] = [];
  beforeEach(async () => {
    seen.length = 0;
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/silent') return;
      if (request.url === '/endless') {
        response.write('x'.repeat(10_000));
        return;
      }
      response.writeHead(302, { location: '/elsewhere' }).end('success');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const post = (path: string) =>
    postOverHttp({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
      headers: {},
      body: 'a=1',
      limitMs: 200,
      signal: new AbortController().signal,
    });

  test('does not follow a redirect', async () => {
    expect(await post('/moved')).toMatchObject({ status: 302 });
    expect(seen).toEqual(['/moved']);
  });

  test('gives up on a merchant that says nothing, or too much', async () => {
    await expect(post('/silent')).rejects.toThrow('no answer in time');
    await expect(post('/endless')).rejects.toThrow('too long');
  });
});
