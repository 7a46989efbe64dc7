import { expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { startGateway } from '@luffy/alipay-gateway';
import { createPay, type RawNotify } from '@luffy/ipay';
import { type ChannelWorld, describeChannelContract } from '@luffy/ipay/testing/contract';
import { fen } from '@luffy/money';

const APP_ID = '2021000000000001';
const SELLER_ID = '2088000000000001';

const pair = (): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const app = pair();
const alipay = pair();

const METHODS = {
  query: 'alipay.trade.query',
  close: 'alipay.trade.close',
  refund: 'alipay.trade.refund',
  queryRefund: 'alipay.trade.fastpay.refund.query',
  bill: 'alipay.data.dataservice.bill.downloadurl.query',
} as const;

/** The shop's ear: keeps every notify exactly as it came. */
async function startEar(): Promise<{ url: string; heard: RawNotify[]; end(): Promise<void> }> {
  const heard: RawNotify[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push({ body, contentType: request.headers['content-type'] ?? '' });
      response.end('success');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, end };
}

/** The Alipay adapter in front of the local gateway; only HTTP goes between them. */
async function makeWorld(mode = 'system_error'): Promise<ChannelWorld> {
  const ear = await startEar();
  const gateway = await startGateway({
    port: 0,
    storage: ':memory:',
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKeyPem: app.publicKey,
    gatewayPrivateKeyPem: alipay.privateKey,
  });
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const { alipay: channel } = createPay({
    alipay: {
      appId: APP_ID,
      sellerId: SELLER_ID,
      gateway: gateway.gatewayUrl,
      appPrivateKey: app.privateKey,
      alipayPublicKey: alipay.publicKey,
      returnUrl: `${ear.url}/pay/success`,
      notifyUrl: `${ear.url}/api/order/success/`,
      quitUrl: `${ear.url}/orders`,
      timeoutMs: 1_000,
      now,
    },
  });
  const control = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await fetch(`${gateway.url}/control/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  return {
    channel,
    now,
    open: async (url) => {
      const page = await fetch(url);
      const html = await page.text();
      if (!page.ok || html.includes('错误代码')) throw new Error('the gateway shows an error page');
    },
    scan: (outTradeNo) => control('POST', `trades/${outTradeNo}/scan`),
    pay: (outTradeNo) => control('POST', `trades/${outTradeNo}/pay`),
    notifyAbout: async (outTradeNo, event) => {
      for (;;) {
        const notify = ear.heard.findLast(({ body }) => {
          const form = new URLSearchParams(body);
          return form.get('out_trade_no') === outTradeNo && form.has('refund_fee') === (event === 'refund');
        });
        if (notify) return notify;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    breakDown: (call) => control('PUT', 'faults', { api: { method: METHODS[call], mode } }),
    recover: () => control('DELETE', 'faults'),
    passSeconds: async (seconds) => {
      aheadMs += seconds * 1000;
      await control('POST', 'clock', { advance_seconds: seconds });
    },
    end: async () => {
      await gateway.close();
      await ear.end();
    },
  };
}

describeChannelContract('the Alipay channel in front of the local gateway', makeWorld);

test.each([
  ['timeout', 'timeout'],
  ['reset', 'network'],
  ['http_502', 'http-502'],
  ['garbage', 'not-json'],
  ['forged', 'signature'],
  ['unsigned', 'unsigned'],
  ['system_error', /./],
])('a gateway in the mode %s is unknown to all five calls', async (mode, cause) => {
  const world = await makeWorld(mode);
  try {
    const outTradeNo = `f${process.pid}${mode.replace('_', '')}`;
    const request = {
      outTradeNo,
      tradeNo: '2026030222001000000000000001',
      outRequestNo: 'r1',
      refundFen: fen(1),
      reason: '-',
    };
    const unknown = { kind: 'unknown', cause: typeof cause === 'string' ? cause : expect.stringMatching(cause) };
    await world.breakDown('query');
    expect(await world.channel.query(outTradeNo)).toEqual(unknown);
    await world.breakDown('close');
    expect(await world.channel.close(outTradeNo)).toEqual(unknown);
    await world.recover();
    // An answer that can be believed in between: five failures in a row would open the breaker.
    expect(await world.channel.query(outTradeNo)).toEqual({ kind: 'absent' });
    await world.breakDown('refund');
    expect(await world.channel.refund(request)).toEqual(unknown);
    await world.breakDown('queryRefund');
    expect(await world.channel.queryRefund(request)).toEqual(unknown);
    await world.recover();
    expect(await world.channel.query(outTradeNo)).toEqual({ kind: 'absent' });
    await world.breakDown('bill');
    expect(await world.channel.bill('2026-03-01')).toEqual(unknown);
  } finally {
    await world.end();
  }
});

test('a close that is done although its answer was lost is found by the next question', async () => {
  const world = await makeWorld('system_error_after_doing');
  try {
    const outTradeNo = `d${process.pid}`;
    const expiresAt = new Date(world.now().getTime() + 600_000);
    await world.open(
      await world.channel.payUrl({ outTradeNo, totalFen: fen(100), subject: '课', expiresAt, device: 'desktop' }),
    );
    await world.scan(outTradeNo);
    await world.breakDown('close');
    expect(await world.channel.close(outTradeNo)).toMatchObject({ kind: 'unknown' });
    await world.recover();
    expect(await world.channel.close(outTradeNo)).toEqual({ kind: 'not-waiting' });
    expect(await world.channel.query(outTradeNo)).toMatchObject({ kind: 'closed' });
  } finally {
    await world.end();
  }
});
