import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { bizOf, buy, call, control, newWorld, openLink, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const query = (number: string) => call(world, 'alipay.trade.query', { out_trade_no: number });
const close = (number: string) => call(world, 'alipay.trade.close', { out_trade_no: number });
const refund = (biz: Record<string, unknown>) => call(world, 'alipay.trade.refund', biz);

describe('a trade', () => {
  test('does not exist until somebody scans, and neither does a page until the link is opened', async () => {
    expect((await control(world, 'POST', '/trades/A1/scan')).status).toBe(404);
    expect((await control(world, 'POST', '/trades/A1/pay')).status).toBe(404);
    await openLink(world, bizOf('A1'));
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      trade: { trade_no: null, trade_status: null, total_amount: '99.00' },
    });
    expect((await query('A1')).response).toMatchObject({
      code: '40004',
      sub_code: 'ACQ.TRADE_NOT_EXIST',
      receipt_amount: '0.00',
    });
    await control(world, 'POST', '/trades/A1/scan');
    expect((await query('A1')).response).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
      total_amount: '99.00',
      receipt_amount: '0.00',
    });
    const paid = await control(world, 'POST', '/trades/A1/pay');
    expect(paid.json).toMatchObject({
      trade: {
        out_trade_no: 'A1',
        trade_no: expect.stringMatching(/^2026030122001\d{15}$/),
        trade_status: 'TRADE_SUCCESS',
        refund_fee: '0.00',
      },
    });
    const answer = (await query('A1')).response;
    expect(answer).toMatchObject({
      code: '10000',
      send_pay_date: '2026-03-01 10:00:00',
      receipt_amount: '99.00',
      buyer_user_id: expect.stringMatching(/^2088\d{12}$/),
    });
    expect(answer).not.toHaveProperty('fund_bill_list');
  });

  test('is found by either number, and its own wins', async () => {
    await buy(world, 'A1');
    await buy(world, 'A2');
    const { trade_no: tradeNo } = (await query('A1')).response;
    const found = await call(world, 'alipay.trade.query', {
      trade_no: tradeNo,
      out_trade_no: 'A2',
      query_options: ['fund_bill_list'],
    });
    expect(found.response).toMatchObject({
      out_trade_no: 'A1',
      fund_bill_list: [{ amount: '99.00', fund_channel: 'ALIPAYACCOUNT' }],
    });
    expect((await call(world, 'alipay.trade.query', {})).response).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' });
  });

  test('may be entered again by a second link with the same data', async () => {
    const first = await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/scan');
    const second = await openLink(world, bizOf('A1'));
    expect(second.status).toBe(302);
    expect(second.location).not.toBe(first.location);
  });

  test.each([
    ['another amount', { total_amount: '98.00' }, 'scan', 'ACQ.CONTEXT_INCONSISTENT'],
    ['another subject', { subject: '别的课' }, 'scan', 'ACQ.CONTEXT_INCONSISTENT'],
    ['the same data, paid', {}, 'pay', 'ACQ.TRADE_HAS_SUCCESS'],
  ])('is not entered again with %s', async (_name, biz, deed, code) => {
    await openLink(world, bizOf('A1'));
    await control(world, 'POST', `/trades/A1/${deed}`);
    expect((await openLink(world, bizOf('A1', biz))).body).toContain(code);
  });

  test('belongs to its first buyer', async () => {
    await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/scan', { buyer: 'first@example.com' });
    expect(await control(world, 'POST', '/trades/A1/pay', { buyer: 'second@example.com' })).toMatchObject({
      status: 409,
      json: { reason: 'ACQ.BUYER_NOT_MATCH' },
    });
    expect((await control(world, 'POST', '/trades/A1/pay')).status).toBe(200);
  });

  test('is paid once: the second time is a 409', async () => {
    await buy(world, 'A1');
    expect(await control(world, 'POST', '/trades/A1/pay')).toMatchObject({
      status: 409,
      json: { reason: 'ACQ.TRADE_HAS_SUCCESS' },
    });
  });

  test('closes by itself at its deadline, and says when', async () => {
    await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/scan');
    world.clock.ms += 1799_000;
    expect((await query('A1')).response).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' });
    world.clock.ms += 1_000;
    expect((await query('A1')).response).toMatchObject({ trade_status: 'TRADE_CLOSED' });
    expect(await control(world, 'POST', '/trades/A1/pay')).toMatchObject({
      status: 409,
      json: { reason: 'ACQ.TRADE_HAS_CLOSE' },
    });
    await world.gateway.deliverDue();
    expect(world.posted[0]?.fields).toMatchObject({ trade_status: 'TRADE_CLOSED', gmt_close: '2026-03-01 10:30:00' });
  });

  test('a page nobody scanned expires without ever being a trade', async () => {
    await openLink(world, bizOf('A1'));
    world.clock.ms += 1800_000;
    for (const deed of ['scan', 'pay']) {
      expect(await control(world, 'POST', `/trades/A1/${deed}`)).toMatchObject({
        status: 409,
        json: { reason: 'PAGE_EXPIRED' },
      });
    }
    expect((await query('A1')).response).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
  });

  test('can no longer be refunded a year after payment', async () => {
    await buy(world, 'A1');
    world.clock.ms += 365 * 86_400_000;
    expect((await query('A1')).response).toMatchObject({ trade_status: 'TRADE_FINISHED' });
    expect((await refund({ out_trade_no: 'A1', refund_amount: '1', out_request_no: 'R' })).response).toMatchObject({
      sub_code: 'ACQ.TRADE_HAS_FINISHED',
    });
  });
});

describe('a close', () => {
  test('of what nobody scanned says NOT_EXIST, and the open page can still be paid', async () => {
    await openLink(world, bizOf('A1'));
    expect((await close('A1')).response).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' });
    expect((await control(world, 'POST', '/trades/A1/pay')).json).toMatchObject({
      trade: { trade_status: 'TRADE_SUCCESS' },
    });
  });

  test('of a waiting trade closes it, tells the merchant, and nobody can pay any more', async () => {
    await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/scan');
    expect((await close('A1')).response).toMatchObject({
      code: '10000',
      out_trade_no: 'A1',
      trade_no: expect.any(String),
    });
    expect((await close('A1')).response).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' });
    expect((await control(world, 'POST', '/trades/A1/pay')).status).toBe(409);
    expect((await openLink(world, bizOf('A1'))).body).toContain('ACQ.TRADE_HAS_CLOSE');
    await world.gateway.deliverDue();
    expect(world.posted.map((one) => one.fields['trade_status'])).toEqual(['TRADE_CLOSED']);
    expect(world.posted[0]?.fields).not.toHaveProperty('gmt_payment');
    expect(world.posted[0]?.fields).not.toHaveProperty('refund_fee');
  });

  test('may name its own notify_url', async () => {
    await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/scan');
    await call(world, 'alipay.trade.close', { out_trade_no: 'A1' }, { notify_url: 'http://127.0.0.1:8000/closed' });
    await world.gateway.deliverDue();
    expect(world.posted[0]?.url).toBe('http://127.0.0.1:8000/closed');
  });

  test('of a paid trade is refused', async () => {
    await buy(world, 'A1');
    expect((await close('A1')).response).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' });
  });
});
