import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import {
  APP_ID,
  asPost,
  bizOf,
  buy,
  call,
  control,
  GATEWAY_KEYS,
  isTrueSignature,
  newWorld,
  openLink,
  requestParams,
  RETURN_URL,
  SELLER_ID,
  textToSign,
  type World,
} from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

async function see(path: string): Promise<string> {
  return (await world.gateway.inject({ url: path })).body;
}

const formToken = (page: string): string => /name="form_token" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? '';
const face = (page: string): string => /data-face="(\w+)"/.exec(page)?.[1] ?? '';

async function submit(path: string, fields: Record<string, string>) {
  const answer = await world.gateway.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: answer.statusCode, location: answer.headers.location, body: answer.body };
}

async function logIn(cashier: string, account = 'buyer@luffy.example', password = '111111') {
  return submit(`${cashier}/login`, { form_token: formToken(await see(cashier)), account, password });
}

describe('the cashier', () => {
  test('takes a buyer from the link to the return by its forms alone', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    const login = await see(cashier);
    expect(login).toContain('模拟收银台');
    expect(login).toContain('30:00');
    expect(await logIn(cashier)).toMatchObject({ status: 303, location: cashier });
    expect((await call(world, 'alipay.trade.query', { out_trade_no: 'A1' })).response).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
    });

    const confirm = await see(cashier);
    expect(face(confirm)).toBe('confirm');
    const form = { form_token: formToken(confirm), password: '111111' };
    expect(await submit(`${cashier}/pay`, form)).toMatchObject({ status: 303, location: cashier });
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      notifies: [{ trade_status: 'TRADE_SUCCESS' }],
    });
    const paid = await see(cashier);
    expect(face(paid)).toBe('paid');
    expect(paid).toContain(`content="3;url=${cashier}/return"`);
    expect(paid).toContain('data-testid="cashier-return"');

    expect(await submit(`${cashier}/pay`, form)).toMatchObject({ status: 303 });
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({ notifies: [{}] });
  });

  test('returns with exactly the members of production in their order, truly signed, at the time of the click', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    await control(world, 'POST', '/trades/A1/pay');
    world.clock.ms += 61_000;
    const back = await world.gateway.inject({ url: `${cashier}/return` });
    expect(back.statusCode).toBe(302);
    const [address, query] = String(back.headers.location).split('?');
    const params = Object.fromEntries(new URLSearchParams(query));
    expect(address).toBe(RETURN_URL);
    expect(Object.keys(params)).toEqual([
      'charset',
      'out_trade_no',
      'method',
      'total_amount',
      'sign',
      'trade_no',
      'auth_app_id',
      'version',
      'app_id',
      'sign_type',
      'seller_id',
      'timestamp',
    ]);
    expect(params).toMatchObject({
      charset: 'utf-8',
      out_trade_no: 'A1',
      method: 'alipay.trade.page.pay.return',
      total_amount: '99.00',
      app_id: APP_ID,
      seller_id: SELLER_ID,
      sign_type: 'RSA2',
      timestamp: '2026-03-01 10:01:01',
    });
    expect(query).toContain('timestamp=2026-03-01+10%3A01%3A01');
    const text = textToSign(params, ['sign', 'sign_type']);
    expect(isTrueSignature(text, params['sign'] ?? '', 'RSA-SHA256', GATEWAY_KEYS.publicKey)).toBe(true);
  });

  test('does not return before anybody paid, nor where the return is lost on purpose', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    expect((await world.gateway.inject({ url: `${cashier}/return` })).headers.location).toBe(cashier);
    await control(world, 'PUT', '/faults', { cashier: { lose_return: true } });
    await control(world, 'POST', '/trades/A1/pay');
    const paid = await see(cashier);
    expect(paid).not.toContain('cashier-return');
    expect(paid).not.toContain('http-equiv');
    expect((await world.gateway.inject({ url: `${cashier}/return` })).headers.location).toBe(cashier);
  });

  test('a buyer may leave without paying, to the front page of the merchant or to quit_url', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    expect((await world.gateway.inject({ url: `${cashier}/leave` })).headers.location).toBe('http://127.0.0.1:8000/');
    const biz = bizOf('A2', { product_code: 'QUICK_WAP_WAY', quit_url: 'http://127.0.0.1:8000/cart' });
    const wap = await world.gateway.inject(asPost(requestParams('alipay.trade.wap.pay', biz)));
    const page = await see(String(wap.headers.location));
    expect(page).toContain('<main class="wap"');
    expect((await world.gateway.inject({ url: `${String(wap.headers.location)}/leave` })).headers.location).toBe(
      'http://127.0.0.1:8000/cart',
    );
  });

  test('says what is wrong with a password, and takes no money', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    expect((await logIn(cashier, 'buyer@luffy.example', 'wrong')).body).toMatch(/role="alert"[^>]*>登录密码不对/);
    await logIn(cashier);
    const wrong = await submit(`${cashier}/pay`, { form_token: formToken(await see(cashier)), password: '000000' });
    expect(wrong.body).toMatch(/role="alert"[^>]*>支付密码不对/);
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      trade: { trade_status: 'WAIT_BUYER_PAY' },
    });
  });

  test('refuses a form that does not come from its page', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    const other = await openLink(world, bizOf('A2'));
    for (const token of ['', 'x', formToken(await see(other.location))]) {
      expect(await submit(`${cashier}/login`, { form_token: token, account: 'a', password: '111111' })).toMatchObject({
        status: 403,
      });
      expect(await submit(`${cashier}/pay`, { form_token: token, password: '111111' })).toMatchObject({ status: 403 });
    }
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({ trade: { trade_status: null } });
  });

  test('shows another account that the trade has its buyer already', async () => {
    const first = await openLink(world, bizOf('A1'));
    const second = await openLink(world, bizOf('A1'));
    await logIn(first.location, 'first@example.com');
    expect((await logIn(second.location, 'second@example.com')).body).toContain('交易买家不匹配');
    expect(await logIn(second.location, 'first@example.com')).toMatchObject({ status: 303 });
  });

  test('has a face for every end of a trade', async () => {
    const open = async (number: string, more = {}): Promise<string> =>
      (await openLink(world, bizOf(number, more))).location;
    const closed = await open('CLOSED');
    await control(world, 'POST', '/trades/CLOSED/scan');
    await call(world, 'alipay.trade.close', { out_trade_no: 'CLOSED' });
    const refunded = await open('REFUNDED');
    await control(world, 'POST', '/trades/REFUNDED/pay');
    await call(world, 'alipay.trade.refund', { out_trade_no: 'REFUNDED', refund_amount: '99' });
    const other = await open('TWICE');
    await open('TWICE', { total_amount: '1.00' });
    await control(world, 'POST', '/trades/TWICE/scan');
    const expired = await open('EXPIRED');
    const timedOut = await open('TIMEDOUT');
    await control(world, 'POST', '/trades/TIMEDOUT/scan');
    world.clock.ms += 1800_000;
    const faces = await Promise.all(
      [closed, refunded, other, expired, timedOut].map(async (path) => face(await see(path))),
    );
    expect(faces).toEqual(['closed', 'refunded', 'inconsistent', 'expired', 'expired']);
    expect((await world.gateway.inject({ url: `${expired}/state` })).json()).toEqual({ face: 'expired' });
    expect((await world.gateway.inject({ url: '/cashier/unknown' })).statusCode).toBe(404);
  });

  test('escapes what a hostile merchant or buyer writes, on every page', async () => {
    const subject = '"><script>alert(1)<b>\' onload';
    const { location: cashier } = await openLink(world, bizOf('EVIL', { subject: subject.replace('/', '') }));
    await logIn(cashier, '<img src=x>@evil.example');
    const phone = cashier.replace('/cashier/', '/phone/');
    for (const path of [cashier, phone, '/']) {
      const page = await see(path);
      expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;b&gt;&#39; onload');
      expect(page).not.toContain('<script>');
      expect(page).not.toContain('<img');
    }
  });

  test('runs nothing inline and lets nobody frame it', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    const answer = await world.gateway.inject({ url: cashier });
    expect(answer.headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(answer.body).not.toMatch(/ style="| on\w+="|<script>/);
    for (const path of ['/assets/style.css', '/assets/cashier.js', '/assets/console.js', '/assets/mark.svg']) {
      expect((await world.gateway.inject({ url: path })).statusCode).toBe(200);
    }
  });
});

describe('the phone', () => {
  test('scanning makes the trade, paying there pays, and the other page learns of it', async () => {
    const { location: cashier } = await openLink(world, bizOf('A1'));
    expect(await see(cashier)).toContain(`href="http://127.0.0.1:8100${cashier.replace('/cashier/', '/phone/')}"`);
    const phone = cashier.replace('/cashier/', '/phone/');
    const page = await see(phone);
    expect(face(page)).toBe('confirm');
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      trade: { trade_status: 'WAIT_BUYER_PAY' },
    });
    expect(await submit(`${phone}/pay`, { form_token: formToken(page), password: '111111' })).toMatchObject({
      status: 303,
      location: phone,
    });
    expect(face(await see(phone))).toBe('paid');
    expect((await world.gateway.inject({ url: `${cashier}/state` })).json()).toEqual({ face: 'paid' });
  });
});

describe('the console', () => {
  test('shows trades with their state, notifies and attempts, and its switches', async () => {
    expect(await see('/')).toContain('还没有人打开过支付链接');
    await buy(world, 'A1');
    await world.gateway.tick();
    await openLink(world, bizOf('A2'));
    const page = await see('/');
    expect(page).toContain('已付款 TRADE_SUCCESS');
    expect(page).toContain('链接已打开,还没有交易');
    expect(page).toContain('200 · success');
    expect(page).toContain('data-url="/control/notifies/A1/resend"');
    expect(page).toContain('data-url="/control/clock"');
  });
});
