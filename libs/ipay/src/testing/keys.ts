import { type KeyObject, generateKeyPairSync } from 'node:crypto';

import type { AlipaySettings } from '../settings.js';

/** A key pair as a test needs it. Made once a process: 2048 bits take a moment. */
const pairs = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

/** The pair of this name, the same one whenever it is asked for. */
export function testPair(name: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const pair = pairs.get(name) ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  pairs.set(name, pair);
  return pair;
}

export const pemOf = (key: KeyObject): string =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();

/** Settings that are valid, with the pairs `app` and `alipay`. */
export function testSettings(change: Partial<AlipaySettings> = {}): AlipaySettings {
  return {
    appId: '2021000000000001',
    sellerId: '2088000000000001',
    gateway: 'http://127.0.0.1:1/gateway.do',
    appPrivateKey: pemOf(testPair('app').privateKey),
    alipayPublicKey: pemOf(testPair('alipay').publicKey),
    returnUrl: 'http://shop.test/pay/success',
    notifyUrl: 'http://shop.test/api/order/success/',
    quitUrl: 'http://shop.test/orders',
    ...change,
  };
}
