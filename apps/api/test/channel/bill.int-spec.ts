import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { createGateway, type Gateway } from '@luffy/alipay-gateway';
import { createPay } from '@luffy/ipay';
import { fen } from '@luffy/money';

import { World } from '../world.js';

/** The whole product in front of the real local gateway: two programs that share a clock and no code. */
const APP_ID = '2021000000000001';
const SELLER_ID = '2088000000000001';
const SHOP = 'http://127.0.0.1:8000';
const DAY = '2026-03-02';

const pair = (): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const keys = { app: pair(), alipay: pair() };

let world: World;
let gateway: Gateway;
let staff: string;

/** What the adapter sends goes into the gateway without a socket. */
const wire: typeof fetch = async (input, init) => {
  const { pathname, search } = new URL(String(input instanceof Request ? input.url : input));
  const url = `${pathname}${search}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };
  const reply = await gateway.inject(
    init?.body instanceof URLSearchParams
      ? { method: 'POST', url, headers, payload: init.body.toString() }
      : { method: 'GET', url },
  );
  return new Response(new Uint8Array(reply.rawPayload), { status: reply.statusCode });
};

const channel = () =>
  createPay({
    alipay: {
      appId: APP_ID,
      sellerId: SELLER_ID,
      gateway: 'http://127.0.0.1:8100/gateway.do',
      appPrivateKey: keys.app.privateKey,
      alipayPublicKey: keys.alipay.publicKey,
      returnUrl: `${SHOP}/pay/success`,
      notifyUrl: `${SHOP}/api/order/success/`,
      quitUrl: `${SHOP}/orders`,
      now: () => world.clock.now(),
      fetch: wire,
    },
  }).alipay;

beforeEach(async () => {
  world = await World.open({ channels: () => [channel()] });
  staff = await world.token('admin');
  gateway = await createGateway({
    port: 8100,
    storage: ':memory:',
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKeyPem: keys.app.publicKey,
    gatewayPrivateKeyPem: keys.alipay.privateKey,
    clock: world.clock,
    delivery: 'manual',
    post: () => Promise.reject(new Error('no notify arrives here')),
  });
});
afterEach(async () => {
  await gateway.close();
  await world.close();
});

/** A student buys; the buyer pays at the cashier, and the student looks at the success page, or nobody does. */
async function buy(course: number, amount: string, seen: 'seen' | 'unseen'): Promise<string> {
  const token = await world.student();
  const answer = await world.post('/api/order/pay/', token, { total_amount: amount, pay_type: 1, courses: [course] });
  const { out_trade_no: number = '', pay_url: link } = answer.body;
  const { pathname, search } = new URL(String(link));
  expect((await gateway.inject({ method: 'GET', url: `${pathname}${search}` })).statusCode).toBe(302);
  expect((await gateway.inject({ method: 'POST', url: `/control/trades/${number}/pay` })).statusCode).toBe(200);
  if (seen === 'seen') {
    world.pass(3);
    expect((await world.get(`/api/order/success/?out_trade_no=${number}`, token)).body.status).toBe(100);
  }
  return number;
}

const fetchDay = async () =>
  (await world.post(`/api/admin/bills/${DAY}/fetch/`, staff)).body as unknown as Record<string, unknown>;
const open = async () => (await world.get(`/api/admin/bills/${DAY}/differences/?state=open`, staff)).body.items ?? [];

test('the gateway’s bill of a day agrees with our books, to the fen and with its fees', async () => {
  await buy(1, '99.00', 'seen');
  await buy(2, '199.00', 'seen');
  expect((await world.post(`/api/admin/bills/${DAY}/fetch/`, staff)).http).toBe(409);
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({
    bill: { state: 'green', lines: 2, differences: 0 },
    totals: { paid: '298.00', refunded: '0.00', fees: '-1.78', net: '296.22', count: 2 },
  });
});

test('a day without trade is an empty one', async () => {
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'green', lines: 0 }, totals: { count: 0 } });
});

test('what only the gateway knows is found in its bill, and comes into our books through their own doors', async () => {
  const unseen = await buy(1, '99.00', 'unseen');
  const refunded = await buy(2, '199.00', 'seen');
  const [payment] = await world.payments(refunded);
  const request = { outTradeNo: refunded, tradeNo: String(payment?.['trade_no']), outRequestNo: 'console-1' };
  expect(await channel().refund({ ...request, refundFen: fen(5000), reason: '客服退款' })).toEqual({
    kind: 'refunded',
  });
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'red', lines: 3, open_differences: 2 } });
  expect(await open()).toMatchObject([
    { kind: 'refund_unknown', out_trade_no: refunded, out_request_no: 'console-1', theirs: { amount: '50.00' } },
    { kind: 'payment_unpaid', out_trade_no: unseen, theirs: { amount: '99.00', fee: '-0.59' } },
  ]);
  for (const { id } of await open()) {
    expect(
      await world.post(`/api/admin/differences/${String(id)}/resolve/`, staff, { reason: '核对过' }),
    ).toMatchObject({
      http: 200,
    });
  }
  expect(await world.orderRow(unseen)).toMatchObject({ order_status: 1 });
  expect(await world.orderRow(refunded)).toMatchObject({ refunded_amount: '50.00' });
  expect(await fetchDay()).toMatchObject({ bill: { state: 'green', differences: 2, open_differences: 0 } });
  expect(await world.broken()).toEqual([]);
});

test('what only we know is found as well', async () => {
  await buy(1, '99.00', 'seen');
  const other = await world.place(await world.student(), [2], '199.00');
  await world.rows(
    `UPDATE luffy_payment SET state = 'succeeded', disposition = 'late', trade_no = 't', paid_at = $2, next_query_at = NULL
     WHERE out_trade_no = $1`,
    [other, world.clock.now()],
  );
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'red', lines: 1, open_differences: 1 } });
  expect(await open()).toMatchObject([{ kind: 'payment_missing', action: 'requery', out_trade_no: other }]);
  const id = String((await open())[0]?.['id']);
  expect(await world.post(`/api/admin/differences/${id}/resolve/`, staff, { reason: '核对过' })).toMatchObject({
    http: 409,
    body: { code: 'DIFFERENCE_STANDS', says: 'absent' },
  });
});

const control = async (method: 'PUT' | 'DELETE' | 'POST', path: string, payload?: object) =>
  (await gateway.inject({ method, url: `/control/${path}`, ...(payload && { payload }) })).statusCode;

test.each([
  ['html', 'zip', null],
  ['columns', 'columns', '5'],
  ['bom', 'encoding', null],
  ['thousands', 'amount', '6'],
  ['cut_short', 'cut-short', null],
  ['entry_name', 'entry-name', null],
  ['bomb', 'ratio', null],
])(
  'a file that is spoiled (%s) is refused (%s): the day is amber, and nothing of it is kept',
  async (spoil, code, place) => {
    await buy(1, '99.00', 'seen');
    world.pass(20 * 3600);
    expect(await control('PUT', 'faults', { bill: { spoil } })).toBe(200);
    expect(await fetchDay()).toMatchObject({
      bill: {
        state: 'amber',
        lines: 0,
        reason_code: code,
        reason_place: place,
        reason: expect.stringMatching(/\p{Script=Han}/u),
      },
      totals: { paid: '0.00', count: 0 },
    });
    expect(await world.rows('SELECT 1 FROM luffy_bill_line')).toEqual([]);
    await control('DELETE', 'faults');
    expect(await fetchDay()).toMatchObject({ bill: { state: 'green', lines: 1, reason: null } });
  },
);

test('what is planted on a day makes it red, and green again once it is taken back', async () => {
  const paid = await buy(1, '99.00', 'seen');
  const foreign = { out_trade_no: 'T-FOREIGN-1', trade_no: 'x1', amount: '88.00' };
  await control('PUT', `bills/${DAY}`, { add: [foreign], change: [{ out_trade_no: paid, amount: '98.00' }] });
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'red', lines: 2, open_differences: 2 } });
  expect(await open()).toMatchObject([
    { kind: 'line_foreign', ours: null, theirs: { amount: '88.00' } },
    { kind: 'payment_amount', ours: { amount: '99.00' }, theirs: { amount: '98.00' } },
  ]);
  await control('DELETE', `bills/${DAY}`);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'green', lines: 1, differences: 2, open_differences: 0 } });
});

test('a refund of the console that no notify told of is recorded by the bill', async () => {
  const paid = await buy(1, '99.00', 'seen');
  expect(await control('POST', `trades/${paid}/refund`, { amount: '9.00', out_request_no: 'c1' })).toBe(200);
  world.pass(20 * 3600);
  expect(await fetchDay()).toMatchObject({ bill: { state: 'red' } });
  const [difference] = await open();
  expect(difference).toMatchObject({ kind: 'refund_unknown', action: 'record_refund', out_request_no: 'c1' });
  const url = `/api/admin/differences/${String(difference?.['id'])}/resolve/`;
  expect((await world.post(url, staff, { reason: '核对过' })).http).toBe(200);
  expect(await world.orderRow(paid)).toMatchObject({ refunded_amount: '9.00' });
});
