import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { bizOf, buy, call, control, newWorld, openLink, requestParams, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const fault = (method: string, mode: string) => control(world, 'PUT', '/faults', { api: { method, mode } });
const QUERY = 'alipay.trade.query';
const CLOSE = 'alipay.trade.close';
const REFUND = 'alipay.trade.refund';

describe('the switches', () => {
  test.each([
    [{ notify: { drop: 'yes' } }],
    [{ notify: { tamper: 'everything' } }],
    [{ notify: { repeat: 0 } }],
    [{ api: { method: QUERY, mode: 'explode' } }],
    [{ api: { method: 'alipay.trade.dance', mode: 'timeout' } }],
    [{ api: { mode: 'timeout' } }],
    [{ api: { method: QUERY, mode: 'forget_close' } }],
    [{ weather: 'rain' }],
    [[]],
  ])('refuse what they do not know: %j', async (body) => {
    await fault(QUERY, 'system_error');
    expect(await control(world, 'PUT', '/faults', body)).toMatchObject({
      status: 400,
      json: { reason: 'UNKNOWN_FAULT' },
    });
    expect((await control(world, 'GET', '/faults')).json).toEqual({ api: { method: QUERY, mode: 'system_error' } });
  });

  test('are all replaced by the next PUT, and all off after DELETE', async () => {
    await control(world, 'PUT', '/faults', { notify: { drop: true } });
    await fault(QUERY, 'http_502');
    expect((await control(world, 'GET', '/faults')).json).toEqual({ api: { method: QUERY, mode: 'http_502' } });
    await control(world, 'DELETE', '/faults');
    expect((await control(world, 'GET', '/faults')).json).toEqual({});
    expect((await call(world, QUERY, { out_trade_no: 'A1' })).genuine).toBe(true);
  });

  test('are not pressed by a foreign page', async () => {
    const answer = await world.gateway.inject({
      method: 'DELETE',
      url: '/control/faults',
      headers: { 'sec-fetch-site': 'same-site' },
    });
    expect(answer.statusCode).toBe(403);
  });

  test.each([
    [{}],
    [{ advance_seconds: 0 }],
    [{ advance_seconds: -5 }],
    [{ advance_seconds: '60' }],
    [{ advance_seconds: 1e12 }],
  ])('move the clock ahead only: %j is refused', async (body) =>
    expect((await control(world, 'POST', '/clock', body)).status).toBe(400),
  );

  test('moving the clock closes overdue trades and repeats notifies in the order of time', async () => {
    await openLink(world, bizOf('LATE'));
    await control(world, 'POST', '/trades/LATE/scan');
    world.answer = { status: 500, body: '' };
    await buy(world, 'PAID');
    await world.gateway.tick();
    const moved = await control(world, 'POST', '/clock', { advance_seconds: 1810 });
    expect(moved.json).toEqual({ now: '2026-03-01T10:30:10.000+08:00', advanced_seconds: 1810 });
    const story = world.posted.map((one) => [one.fields['out_trade_no'], (one.fields['notify_time'] ?? '').slice(11)]);
    expect(story).toEqual([
      ['PAID', '10:00:00'],
      ['PAID', '10:04:00'],
      ['PAID', '10:14:00'],
      ['PAID', '10:24:00'],
      ['LATE', '10:30:00'],
    ]);
  });

  test('take a POST without a body, with an empty JSON one, and say so when it is broken', async () => {
    await openLink(world, bizOf('A1'));
    const post = (payload: string) =>
      world.gateway.inject({
        method: 'POST',
        url: '/control/trades/A1/scan',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    expect([
      (await post('')).statusCode,
      (await post('{}')).statusCode,
      (await post('{')).statusCode,
      (await post('{"who":1}')).statusCode,
    ]).toEqual([200, 200, 400, 400]);
  });

  test('know nothing of a number nobody opened', async () => {
    expect(await control(world, 'GET', '/trades/NOBODY')).toMatchObject({
      status: 404,
      json: { reason: 'NOT_OPENED' },
    });
    await buy(world, 'A1');
    expect((await control(world, 'GET', '/trades')).json).toMatchObject({ items: [{ trade: { out_trade_no: 'A1' } }] });
  });
});

describe('faults of a method', () => {
  const raw = async (method: string, biz: object) =>
    world.gateway.inject({ url: `/gateway.do?${new URLSearchParams(requestParams(method, biz)).toString()}` });

  test('http_502 and garbage are no JSON, and other methods are well', async () => {
    await fault(QUERY, 'http_502');
    const bad = await raw(QUERY, { out_trade_no: 'A1' });
    expect([bad.statusCode, bad.headers['content-type']]).toEqual([502, 'text/html']);
    expect((await call(world, CLOSE, { out_trade_no: 'A1' })).genuine).toBe(true);
    await fault(QUERY, 'garbage');
    const garbage = await raw(QUERY, { out_trade_no: 'A1' });
    expect(garbage.statusCode).toBe(200);
    expect(() => JSON.parse(garbage.body) as unknown).toThrow(SyntaxError);
  });

  test('forged says paid in full under a foreign signature, unsigned says it under none', async () => {
    await openLink(world, bizOf('A1'));
    for (const mode of ['forged', 'unsigned']) {
      await fault(QUERY, mode);
      const answer = await call(world, QUERY, { out_trade_no: 'A1' });
      expect(answer.response).toMatchObject({
        code: '10000',
        trade_status: 'TRADE_SUCCESS',
        out_trade_no: 'A1',
        total_amount: '99.00',
      });
      expect([answer.genuine, answer.sign === undefined]).toEqual([false, mode === 'unsigned']);
    }
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({ trade: { trade_status: null } });
  });

  test('system_error does nothing, system_error_after_doing does it, and both say 20000', async () => {
    await buy(world, 'A1');
    const ask = { out_trade_no: 'A1', refund_amount: '1', out_request_no: 'R1' };
    for (const [mode, refunds] of [
      ['system_error', 0],
      ['system_error_after_doing', 1],
    ] as const) {
      await fault(REFUND, mode);
      const answer = await call(world, REFUND, ask);
      expect(answer.response).toMatchObject({ code: '20000', sub_code: 'aop.unknow-error' });
      expect(answer.genuine).toBe(true);
      expect((await control(world, 'GET', '/trades/A1')).json['refunds']).toHaveLength(refunds);
    }
  });

  test('several methods may fail at once, and the balance of the seller may be low', async () => {
    await buy(world, 'A1');
    await control(world, 'PUT', '/faults', {
      api: [
        { method: REFUND, mode: 'seller_balance_not_enough' },
        { method: QUERY, mode: 'system_error' },
      ],
    });
    expect(
      (await call(world, REFUND, { out_trade_no: 'A1', refund_amount: '1', out_request_no: 'R1' })).response,
    ).toMatchObject({ sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    expect((await call(world, QUERY, { out_trade_no: 'A1' })).response).toMatchObject({ code: '20000' });
  });

  test('forget_close answers 10000, and the number stays payable past its deadline while it is set', async () => {
    await openLink(world, bizOf('PAGE'));
    await openLink(world, bizOf('TRADE'));
    await openLink(world, bizOf('OTHER'));
    await control(world, 'POST', '/trades/TRADE/scan');
    await fault(CLOSE, 'forget_close');
    for (const number of ['PAGE', 'TRADE']) {
      expect((await call(world, CLOSE, { out_trade_no: number })).response).toMatchObject({
        code: '10000',
        out_trade_no: number,
      });
    }
    world.clock.ms += 3600_000;
    expect((await openLink(world, bizOf('PAGE'))).status).toBe(302);
    expect((await call(world, QUERY, { out_trade_no: 'TRADE' })).response).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
    });
    expect((await control(world, 'POST', '/trades/PAGE/pay')).json).toMatchObject({
      trade: { trade_status: 'TRADE_SUCCESS' },
    });
    expect((await control(world, 'POST', '/trades/OTHER/pay')).status).toBe(409);
    await control(world, 'DELETE', '/faults');
    expect((await control(world, 'POST', '/trades/TRADE/pay')).status).toBe(409);
    expect((await call(world, QUERY, { out_trade_no: 'TRADE' })).response).toMatchObject({
      trade_status: 'TRADE_CLOSED',
    });
  });

  test('forget_close does not lie about a trade that is paid', async () => {
    await buy(world, 'A1');
    await fault(CLOSE, 'forget_close');
    expect((await call(world, CLOSE, { out_trade_no: 'A1' })).response).toMatchObject({
      sub_code: 'ACQ.TRADE_STATUS_ERROR',
    });
  });
});
