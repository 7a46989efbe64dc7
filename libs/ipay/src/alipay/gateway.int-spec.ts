import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';
import { sign } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { PaymentChannel } from '../channel.js';
import { createPay } from '../pay.js';
import { testPair, testSettings } from '../testing/keys.js';
import { LEFT_OUT_OF_REQUESTS, signedText, verifiesRsa2 } from './alipay.sign.js';

interface Call {
  query: URLSearchParams;
  body: URLSearchParams;
  contentType: string | undefined;
}

/** What the server does with the next requests; the last one holds on. */
type Behaviour = (response: ServerResponse, call: Call) => void;

const server = createServer((request, response) => void serve(request, response));
let calls: Call[] = [];
let script: Behaviour[] = [];

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway.test');
  const call = {
    query: url.searchParams,
    body: new URLSearchParams(await text(request)),
    contentType: request.headers['content-type'],
  };
  calls.push(call);
  const behave = script.length > 1 ? script.shift() : script[0];
  behave?.(response, call);
}

const answering =
  (content: Record<string, unknown>, key = testPair('alipay').privateKey): Behaviour =>
  (response, { query }) => {
    const answer = JSON.stringify(content);
    const signature = sign('sha256', Buffer.from(answer), key).toString('base64');
    const name = `${query.get('method')?.replaceAll('.', '_')}_response`;
    response.end(`{"${name}":${answer},"sign":"${signature}"}`);
  };

const reset: Behaviour = (response) => response.destroy();
const silent: Behaviour = () => undefined;
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(code, headers).end('<html>secret text of the other side</html>');

const PAID = {
  code: '10000',
  out_trade_no: 'n1',
  trade_no: 't1',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '1.00',
  send_pay_date: '2026-03-02 14:05:07',
};
const NOT_THERE = { code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' };
const REFUND = { outTradeNo: 'n1', tradeNo: 't1', outRequestNo: 'r1', refundFen: fen(100), reason: '不想学了' };

let channel: PaymentChannel;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  calls = [];
  script = [];
  channel = channelTo((server.address() as AddressInfo).port);
});

function channelTo(port: number): PaymentChannel {
  const gateway = `http://127.0.0.1:${port}/gateway.do`;
  const now = (): Date => new Date('2026-03-02T06:05:07Z');
  return createPay({ alipay: testSettings({ gateway, timeoutMs: 300, now }) }).alipay;
}

describe('a call to the gateway', () => {
  test('has its common parameters in the address, its content in the body, and a signature over both', async () => {
    script = [answering(PAID)];
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid', totalFen: 100 });
    const [call] = calls;
    if (!call) throw new Error('nothing arrived');
    expect(Object.fromEntries(call.query)).toMatchObject({
      app_id: '2021000000000001',
      method: 'alipay.trade.query',
      charset: 'utf-8',
      sign_type: 'RSA2',
      version: '1.0',
      timestamp: '2026-03-02 14:05:07',
    });
    expect([...call.body]).toEqual([['biz_content', '{"out_trade_no":"n1"}']]);
    expect(call.contentType).toMatch(/^application\/x-www-form-urlencoded/);
    const signed = signedText([...call.query, ...call.body], LEFT_OUT_OF_REQUESTS);
    expect(verifiesRsa2(signed, call.query.get('sign'), testPair('app').publicKey)).toBe(true);
  });

  test('names the trade, the number and the amount of a refund', async () => {
    script = [answering({ code: '10000', out_trade_no: 'n1', trade_no: 't1', fund_change: 'Y' })];
    expect(await channel.refund(REFUND)).toEqual({ kind: 'refunded' });
    expect(JSON.parse(calls[0]?.body.get('biz_content') ?? '')).toEqual({
      out_trade_no: 'n1',
      trade_no: 't1',
      out_request_no: 'r1',
      refund_amount: '1.00',
      refund_reason: '不想学了',
    });
  });
});

describe('nothing that cannot be believed is believed', () => {
  const raw =
    (body: string | Buffer): Behaviour =>
    (response) =>
      response.end(body);

  test.each<[string, Behaviour, string]>([
    ['silence', silent, 'timeout'],
    ['a body that never ends', (response) => void response.write('{'), 'timeout'],
    ['a broken connection', reset, 'network'],
    ['a bad gateway', status(502), 'http-502'],
    ['a refusal', status(403), 'http-403'],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), 'http-302'],
    ['a page', raw('<html></html>'), 'not-json'],
    ['no body', raw(''), 'not-json'],
    ['bytes that are no text', raw(Buffer.from([0x7b, 0xff])), 'not-text'],
    ['a body without end in sight', raw(`{"a":"${'x'.repeat(300_000)}"}`), 'too-large'],
    ['"paid" without a signature', raw(`{"alipay_trade_query_response":${JSON.stringify(PAID)}}`), 'unsigned'],
    ['"paid" signed by another key', answering(PAID, testPair('app').privateKey), 'signature'],
    ['"no such trade" signed by another key', answering(NOT_THERE, testPair('app').privateKey), 'signature'],
    ['an answer about another trade', answering({ ...PAID, out_trade_no: 'n2' }), 'answer-of-another-trade'],
    ['no service', answering({ code: '20000', sub_code: 'aop.unknow-error' }), 'aop.unknow-error'],
  ])('%s', async (_what, behaviour, cause) => {
    script = [behaviour];
    expect(await channel.query('n1')).toEqual({ kind: 'unknown', cause });
  });

  test('a signed "no such trade" is', async () => {
    script = [answering(NOT_THERE)];
    expect(await channel.query('n1')).toEqual({ kind: 'absent' });
    expect(await channel.close('n1')).toEqual({ kind: 'absent' });
    expect(await channel.queryRefund(REFUND)).toEqual({ kind: 'absent' });
  });

  test('a gateway that does not listen is unknown, for every call', async () => {
    const nowhere = channelTo(1);
    const unknown = { kind: 'unknown', cause: 'network' };
    expect(await nowhere.query('n1')).toEqual(unknown);
    expect(await nowhere.refund(REFUND)).toEqual(unknown);
  });
});

describe('a bill', () => {
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const linkTo = (url: string): Behaviour => answering({ code: '10000', bill_download_url: url });
  const file: Behaviour = (response) => response.end(Buffer.from([0x50, 0x4b, 0xff]));
  const askBill = () => channel.bill('2026-03-01');

  test('is fetched from the address that the signed answer names, without any of our parameters', async () => {
    script = [linkTo(`${origin()}/downloadBillFile.resource?token=x`), file];
    expect(await askBill()).toEqual({ kind: 'bill', zip: Buffer.from([0x50, 0x4b, 0xff]) });
    expect(JSON.parse(calls[0]?.body.get('biz_content') ?? '')).toEqual({
      bill_type: 'trade',
      bill_date: '2026-03-01',
    });
    expect([...(calls[1]?.query ?? [])]).toEqual([['token', 'x']]);
    expect([...(calls[1]?.body ?? [])]).toEqual([]);
  });

  test.each([
    'http://127.0.0.1:1/bill',
    'http://169.254.169.254/latest/meta-data/',
    'https://evil.test/bill',
    'https://dwbillcenter.alipay.com.evil.test/bill',
    'https://notalipay.com/bill',
    'https://user:secret@dwbillcenter.alipay.com/bill',
    'https://dwbillcenter.alipay.com:8443/bill',
    'http://dwbillcenter.alipay.com/bill',
  ])('is not fetched from %s', async (url) => {
    script = [linkTo(url)];
    expect(await askBill()).toEqual({ kind: 'unknown', cause: 'foreign-address' });
    expect(calls).toHaveLength(1);
  });

  test.each(['file:///etc/passwd', 'ftp://dwbillcenter.alipay.com/', '', 'bill'])('has no address %j', async (url) => {
    script = [linkTo(url)];
    expect(await askBill()).toEqual({ kind: 'unknown', cause: 'answer-bill_download_url' });
  });

  test.each<[string, Behaviour, string]>([
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), 'http-302'],
    ['a dead address', status(403), 'http-403'],
    ['more than a bill can be', (response) => response.end(Buffer.alloc(16_777_217)), 'too-large'],
  ])('%s is no file', async (_what, behaviour, cause) => {
    script = [linkTo(`${origin()}/bill`), behaviour];
    expect(await askBill()).toEqual({ kind: 'unknown', cause });
  });

  test('is fetched once more when nobody was reached, and a host that is down does not stop payments', async () => {
    script = [linkTo(`${origin()}/bill`), reset, file];
    expect(await askBill()).toMatchObject({ kind: 'bill' });
    for (let turn = 0; turn < 4; turn += 1) {
      script = [linkTo(`${origin()}/bill`), reset, reset];
      expect(await askBill()).toEqual({ kind: 'unknown', cause: 'network' });
    }
    script = [answering(PAID)];
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid' });
  });

  test.each([
    ['BILL_NOT_EXIST', { kind: 'empty' }],
    ['INVAILID_ARGUMENTS', { kind: 'not-ready' }],
    ['UNKNOW_ERROR', { kind: 'unknown', cause: 'UNKNOW_ERROR' }],
  ])('is what %s says', async (reason, outcome) => {
    script = [answering({ code: '40004', sub_code: reason })];
    expect(await askBill()).toEqual(outcome);
  });
});

describe('a second try', () => {
  test.each([reset, status(502)])('is made for a query and a close, once', async (failure) => {
    script = [failure, answering(PAID)];
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid' });
    script = [failure, answering({ code: '10000', out_trade_no: 'n1' })];
    expect(await channel.close('n1')).toEqual({ kind: 'closed' });
    expect(calls).toHaveLength(4);
  });

  test('is never made for a refund', async () => {
    script = [reset];
    expect(await channel.refund(REFUND)).toEqual({ kind: 'unknown', cause: 'network' });
    expect(calls).toHaveLength(1);
  });

  test.each([silent, status(404), answering({ code: '20000' })])(
    'is not made where an answer may be on its way, or came',
    async (behaviour) => {
      script = [behaviour];
      expect(await channel.query('n1')).toMatchObject({ kind: 'unknown' });
      expect(calls).toHaveLength(1);
    },
  );
});

describe('the breaker', () => {
  test('spares a gateway that does not answer, for all calls, and lets one through after a while', async () => {
    script = [silent];
    await Promise.all(Array.from({ length: 5 }, () => channel.query('n1')));
    expect(await channel.query('n1')).toEqual({ kind: 'unknown', cause: 'breaker-open' });
    expect(await channel.refund(REFUND)).toEqual({ kind: 'unknown', cause: 'breaker-open' });
    expect(calls).toHaveLength(5);
    script = [answering(PAID)];
    await until(async () => (await channel.query('n1')).kind === 'paid');
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid' });
  });

  test('stays closed for a gateway that answers, whatever it says', async () => {
    script = [answering(PAID, testPair('app').privateKey)];
    for (let turn = 0; turn < 8; turn += 1) expect(await channel.query('n1')).toMatchObject({ cause: 'signature' });
    script = [answering(PAID)];
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid' });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
