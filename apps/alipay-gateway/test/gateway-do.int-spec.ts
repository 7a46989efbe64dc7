import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  APP_KEYS,
  asPost,
  bizOf,
  buy,
  call,
  control,
  isTrueSignature,
  newWorld,
  openLink,
  payLink,
  readAnswer,
  requestParams,
  textToSign,
  type World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.gateway.close());

const QUERY = 'alipay.trade.query';
const BIZ = { out_trade_no: 'NOBODY' };

describe('a call that is wrong in itself', () => {
  const wrong: [string, Record<string, string | undefined>, string, string][] = [
    ['no method', { method: undefined }, '40001', 'isv.missing-method'],
    ['no app', { app_id: undefined }, '40001', 'isv.missing-app-id'],
    ['no sign type', { sign_type: undefined }, '40001', 'isv.missing-signature-type'],
    ['no timestamp', { timestamp: undefined }, '40001', 'isv.missing-timestamp'],
    ['no version', { version: '' }, '40001', 'isv.missing-version'],
    ['SHA-1', { sign_type: 'RSA' }, '40002', 'isv.invalid-signature-type'],
    ['a timestamp in ISO form', { timestamp: '2026-03-01T10:00:00' }, '40002', 'isv.invalid-timestamp'],
    ['XML', { format: 'XML' }, '40002', 'isv.invalid-format'],
    ['GBK', { charset: 'GBK' }, '40002', 'isv.invalid-charset'],
    ['an unknown method', { method: 'alipay.trade.dance' }, '40002', 'isv.invalid-method'],
    ['biz_content that is no JSON', { biz_content: '{' }, '40002', 'isv.invalid-parameter'],
    ['biz_content that is a list', { biz_content: '[]' }, '40002', 'isv.invalid-parameter'],
    [
      'two faults: the missing one is named first',
      { version: undefined, sign_type: 'RSA' },
      '40001',
      'isv.missing-version',
    ],
  ];
  test.each(wrong)('%s', async (_name, change, code, subCode) => {
    const answer = await call(world, QUERY, BIZ, change);
    expect(answer.response).toMatchObject({ code, sub_code: subCode });
    expect(answer.genuine).toBe(true);
  });

  test('no sign at all', async () => {
    const { sign: _sign, ...params } = requestParams(QUERY, BIZ);
    const answer = readAnswer((await world.gateway.inject(asPost(params))).body);
    expect(answer.response).toMatchObject({ code: '40001', sub_code: 'isv.missing-signature' });
  });

  test('a stranger is answered without a signature, under the name of the method', async () => {
    const answer = await call(world, QUERY, BIZ, { app_id: '2021000000009999' });
    expect(answer).toMatchObject({ name: 'alipay_trade_query_response', sign: undefined });
    expect(answer.response).toEqual({
      code: '40002',
      msg: 'Invalid Arguments',
      sub_code: 'isv.invalid-app-id',
      sub_msg: expect.any(String),
    });
  });

  test('a method that cannot be read is answered as error_response', async () => {
    expect((await call(world, '<script>', BIZ)).name).toBe('error_response');
    expect((await call(world, QUERY, BIZ, { method: undefined })).name).toBe('error_response');
  });

  test('what was changed after signing is refused, and the text that was built is shown', async () => {
    const params = requestParams(QUERY, BIZ);
    const answer = readAnswer(
      (await world.gateway.inject(asPost({ ...params, biz_content: '{"out_trade_no":"OTHER"}' }))).body,
    );
    expect(answer.response).toMatchObject({ code: '40002', sub_code: 'isv.invalid-signature' });
    expect(answer.response['sub_msg']).toContain('&amp;biz_content={"out_trade_no":"OTHER"}&amp;charset=utf-8');
    expect(answer.genuine).toBe(true);
  });

  test('one parameter more than was signed is refused', async () => {
    const params = requestParams(QUERY, BIZ);
    const answer = readAnswer((await world.gateway.inject(asPost({ ...params, extra: '1' }))).body);
    expect(answer.response).toMatchObject({ sub_code: 'isv.invalid-signature' });
  });

  test('charset in the body comes too late', async () => {
    const { charset, biz_content: biz, ...query } = requestParams(QUERY, BIZ);
    const answer = await world.gateway.inject({
      method: 'POST',
      url: `/gateway.do?${new URLSearchParams(query).toString()}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ charset: charset ?? '', biz_content: biz ?? '' }).toString(),
    });
    const read = readAnswer(answer.body);
    expect(read.response).toMatchObject({ sub_code: 'isv.invalid-signature' });
    expect(read.response['sub_msg']).toContain('charset');
  });

  test('a parameter in the address and in the body is refused', async () => {
    const { biz_content: biz, ...query } = requestParams(QUERY, BIZ);
    const answer = await world.gateway.inject({
      method: 'POST',
      url: `/gateway.do?${new URLSearchParams(query).toString()}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ biz_content: biz ?? '', method: QUERY }).toString(),
    });
    expect(readAnswer(answer.body).response).toMatchObject({ code: '40002', sub_code: 'isv.invalid-parameter' });
  });

  test('signing needs the key of the app: both ways of asking agree with an own verifier', async () => {
    const params = requestParams(QUERY, BIZ);
    expect(isTrueSignature(textToSign(params, ['sign']), params['sign'] ?? '', 'RSA-SHA256', APP_KEYS.publicKey)).toBe(
      true,
    );
    const byGet = await world.gateway.inject({ url: `/gateway.do?${new URLSearchParams(params).toString()}` });
    expect(readAnswer(byGet.body).response).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' });
  });
});

describe('an answer', () => {
  test('comes with status 200, the content type of the platform and a trace id', async () => {
    const answer = await world.gateway.inject(asPost(requestParams(QUERY, BIZ)));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('may escape slashes, and is signed so', async () => {
    const escaping = await newWorld({ slashEscaping: 'escaped' });
    await buy(escaping, 'SLASH', { passback_params: 'a/b' });
    const answer = await call(escaping, QUERY, { out_trade_no: 'SLASH' });
    expect(answer.raw).toContain('"passback_params":"a\\/b"');
    expect(answer.genuine).toBe(true);
    await escaping.gateway.close();
  });
});

describe('a pay link', () => {
  const wrong: [string, Record<string, unknown>, Record<string, string | undefined>][] = [
    ['a hyphen in the number', { out_trade_no: 'A-1' }, {}],
    ['no number', { out_trade_no: undefined }, {}],
    ['a number too long', { out_trade_no: 'a'.repeat(65) }, {}],
    ['amount 0', { total_amount: '0.00' }, {}],
    ['three decimals', { total_amount: '0.001' }, {}],
    ['too much', { total_amount: '100000000.01' }, {}],
    ['an amount that is no number', { total_amount: {} }, {}],
    ['an empty subject', { subject: '' }, {}],
    ['a slash in the subject', { subject: 'a/b' }, {}],
    ['an ampersand in the subject', { subject: 'a&b' }, {}],
    ['an equals sign in the subject', { subject: 'a=b' }, {}],
    ['a subject too long', { subject: '课'.repeat(257) }, {}],
    ['a control character', { subject: 'a\u0000' }, {}],
    ['half an emoji', { subject: 'a\ud83d' }, {}],
    ['another product', { product_code: 'QUICK_WAP_WAY' }, {}],
    ['a deadline in ISO form', { time_expire: '2026-03-01T10:30:00' }, {}],
    ['a deadline that is over', { time_expire: '2026-03-01 10:00:00' }, {}],
    ['a deadline in 16 days', { time_expire: '2026-03-17 10:00:00' }, {}],
    ['a fraction of an hour', { time_expire: undefined, timeout_express: '1.5h' }, {}],
    ['no whole minute', { time_expire: undefined, timeout_express: '0m' }, {}],
    ['a query in notify_url', {}, { notify_url: 'http://127.0.0.1/n?a=1' }],
    ['a return_url that is none', {}, { return_url: 'javascript:alert(1)' }],
    ['a notify_url too long', {}, { notify_url: `http://127.0.0.1/${'n'.repeat(250)}` }],
    ['an empty return_url', {}, { return_url: '' }],
    ['a notify_url on another host', {}, { notify_url: 'http://169.254.169.254/latest' }],
    ['a notify_url that only looks local', {}, { notify_url: 'http://127.0.0.1@example.com/' }],
  ];
  test.each(wrong)('with %s gets a page that says so, and opens nothing', async (_name, biz, change) => {
    const opened = await openLink(world, bizOf('WRONG', biz), change);
    expect(opened).toMatchObject({ status: 200, location: '' });
    expect(opened.body).toContain('错误代码 <code>ACQ.INVALID_PARAMETER</code>');
    expect((await control(world, 'POST', '/trades/WRONG/scan')).status).toBe(404);
  });

  test('with a signature that does not fit shows the text, escaped', async () => {
    const answer = await world.gateway.inject({
      url: payLink(bizOf('FORGED', { subject: '<script>alert(1)</script>' })).replace('99.00', '0.01'),
    });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('错误代码 <code>invalid-signature</code>');
    expect(answer.body).toContain('&lt;script&gt;alert(1)&lt;');
    expect(answer.body).not.toContain('<script>alert');
    expect(answer.body).not.toContain('&amp;amp;');
  });

  test('of a stranger gets a page, never JSON', async () => {
    const opened = await openLink(world, bizOf('STRANGER'), { app_id: '2021000000009999' });
    expect(opened.body).toContain('错误代码 <code>invalid-app-id</code>');
  });

  const fine: [string, Record<string, unknown>][] = [
    ['letters, digits and underscores', { out_trade_no: 'a_Z9' }],
    ['an amount given as a JSON number', { out_trade_no: 'NUM', total_amount: 0.01 }],
    ['one whole yuan', { out_trade_no: 'ONE', total_amount: '1' }],
    ['per cent, plus, Chinese and emoji', { out_trade_no: 'EMOJI', subject: '100% + 1 课程😀 "<b>' }],
    ['less than a minute left', { out_trade_no: 'SOON', time_expire: '2026-03-01 10:00:01' }],
    ['a relative deadline', { out_trade_no: 'EXPRESS', time_expire: undefined, timeout_express: '90m' }],
    ['no deadline at all', { out_trade_no: 'NONE', time_expire: undefined }],
    ['256 characters of subject', { out_trade_no: 'LONG', subject: '😀'.repeat(256) }],
  ];
  test.each(fine)('with %s leads to the cashier', async (_name, biz) => {
    expect(await openLink(world, bizOf('X', biz))).toMatchObject({
      status: 302,
      location: expect.stringMatching(/^\/cashier\/[0-9a-f]{32}$/),
    });
  });

  test('may come as a form by POST, and as wap.pay', async () => {
    const page = await world.gateway.inject(asPost(requestParams('alipay.trade.page.pay', bizOf('POSTED'))));
    const wap = await world.gateway.inject(
      asPost(requestParams('alipay.trade.wap.pay', bizOf('WAP', { product_code: 'QUICK_WAP_WAY' }))),
    );
    expect([page.statusCode, wap.statusCode]).toEqual([302, 302]);
  });

  test('is not opened by a HEAD request', async () => {
    const head = await world.gateway.inject({ method: 'HEAD', url: payLink(bizOf('HEAD')) });
    expect(head.statusCode).toBe(404);
    expect((await control(world, 'GET', '/trades/HEAD')).status).toBe(404);
  });
});
