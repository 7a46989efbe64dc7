import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { bizOf, buy, call, control, newWorld, openLink, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const refund = (biz: Record<string, unknown>) => call(world, 'alipay.trade.refund', biz);

describe('a refund', () => {
  const ask = { out_trade_no: 'A1', refund_amount: '30.00', out_request_no: 'R1', refund_reason: '不想学了' };

  test('moves money once however often it is asked for, and sums up', async () => {
    await buy(world, 'A1');
    const first = await refund(ask);
    expect(first.response).toMatchObject({
      code: '10000',
      fund_change: 'Y',
      refund_fee: '30.00',
      gmt_refund_pay: '2026-03-01 10:00:00',
    });
    expect(first.genuine).toBe(true);
    expect((await refund(ask)).response).toMatchObject({ code: '10000', fund_change: 'N', refund_fee: '30.00' });
    expect((await refund({ ...ask, refund_amount: 30 })).response).toMatchObject({ fund_change: 'N' });
    expect((await refund({ ...ask, refund_amount: '30.01' })).response).toMatchObject({
      sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST',
      refund_fee: '0.00',
    });
    expect((await call(world, 'alipay.trade.query', { out_trade_no: 'A1' })).response).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      total_amount: '99.00',
    });
    expect((await refund({ ...ask, out_request_no: 'R2', refund_amount: '69.01' })).response).toMatchObject({
      sub_code: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    });
    expect((await refund({ ...ask, out_request_no: 'R2', refund_amount: '69' })).response).toMatchObject({
      fund_change: 'Y',
      refund_fee: '99.00',
    });
    expect((await call(world, 'alipay.trade.query', { out_trade_no: 'A1' })).response).toMatchObject({
      trade_status: 'TRADE_CLOSED',
    });
    expect((await refund(ask)).response).toMatchObject({ code: '10000', fund_change: 'N', refund_fee: '99.00' });
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      trade: { refund_fee: '99.00' },
      refunds: [
        { out_request_no: 'R1', refund_amount: '30.00', gmt_refund: '2026-03-01 10:00:00.000' },
        { out_request_no: 'R2', refund_amount: '69.00' },
      ],
    });
  });

  test('fifty times at once is one refund', async () => {
    await buy(world, 'A1');
    const answers = await Promise.all(Array.from({ length: 50 }, () => refund(ask)));
    expect(answers.filter((one) => one.response['fund_change'] === 'Y')).toHaveLength(1);
    expect(new Set(answers.map((one) => one.response['refund_fee']))).toEqual(new Set(['30.00']));
  });

  test('tells the merchant the sum so far, and the last one closes the trade', async () => {
    await buy(world, 'A1');
    await world.gateway.deliverDue();
    await refund(ask);
    await world.gateway.deliverDue();
    await refund({ ...ask, out_request_no: 'R2', refund_amount: '69.00' });
    await world.gateway.deliverDue();
    expect(
      world.posted.map((one) => [
        one.fields['trade_status'],
        one.fields['refund_fee'],
        one.fields['out_biz_no'],
        one.fields['gmt_close'],
      ]),
    ).toEqual([
      ['TRADE_SUCCESS', undefined, undefined, undefined],
      ['TRADE_SUCCESS', '30.00', 'R1', undefined],
      ['TRADE_CLOSED', '99.00', 'R2', '2026-03-01 10:00:00'],
    ]);
    expect(world.posted[1]?.fields).toMatchObject({
      gmt_refund: '2026-03-01 10:00:00.000',
      gmt_payment: '2026-03-01 10:00:00',
      total_amount: '99.00',
    });
  });

  test('without a number must be the whole sum, and is then known by the order number', async () => {
    await buy(world, 'A1');
    expect((await refund({ out_trade_no: 'A1', refund_amount: '1' })).response).toMatchObject({
      sub_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    });
    expect((await refund({ out_trade_no: 'A1', refund_amount: '99' })).response).toMatchObject({ fund_change: 'Y' });
    const found = await call(world, 'alipay.trade.fastpay.refund.query', { out_trade_no: 'A1', out_request_no: 'A1' });
    expect(found.response).toMatchObject({ refund_status: 'REFUND_SUCCESS', refund_amount: '99.00' });
  });

  test.each([
    ['of nothing', { refund_amount: '0' }, 'ACQ.INVALID_PARAMETER'],
    ['of a negative amount', { refund_amount: '-1' }, 'ACQ.INVALID_PARAMETER'],
    ['of three decimals', { refund_amount: '0.001' }, 'ACQ.INVALID_PARAMETER'],
    ['with a number too long', { out_request_no: 'r'.repeat(65) }, 'ACQ.INVALID_PARAMETER'],
    ['without naming a trade', { out_trade_no: undefined }, 'ACQ.INVALID_PARAMETER'],
    ['of an unknown trade', { out_trade_no: 'NOBODY' }, 'ACQ.TRADE_NOT_EXIST'],
    ['of an unpaid trade', { out_trade_no: 'UNPAID' }, 'ACQ.TRADE_STATUS_ERROR'],
  ])('%s is refused and moves nothing', async (_name, change, code) => {
    await buy(world, 'A1');
    await openLink(world, bizOf('UNPAID'));
    await control(world, 'POST', '/trades/UNPAID/scan');
    expect((await refund({ ...ask, ...change })).response).toMatchObject({
      code: '40004',
      sub_code: code,
      refund_fee: '0.00',
    });
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({ refunds: [] });
  });

  test('that was never received is answered with success and no status', async () => {
    await buy(world, 'A1');
    const found = await call(world, 'alipay.trade.fastpay.refund.query', { out_trade_no: 'A1', out_request_no: 'R9' });
    expect(found.response).toEqual({ code: '10000', msg: 'Success' });
    const unknown = await call(world, 'alipay.trade.fastpay.refund.query', {
      out_trade_no: 'NOBODY',
      out_request_no: 'R9',
    });
    expect(unknown.response).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' });
  });

  test('can be looked up with its own amount', async () => {
    await buy(world, 'A1');
    await refund(ask);
    const options = { query_options: ['gmt_refund_pay', 'refund_detail_item_list'] };
    const found = await call(world, 'alipay.trade.fastpay.refund.query', {
      out_trade_no: 'A1',
      out_request_no: 'R1',
      ...options,
    });
    expect(found.response).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      refund_amount: '30.00',
      total_amount: '99.00',
      refund_reason: '不想学了',
      gmt_refund_pay: '2026-03-01 10:00:00',
    });
  });
});
