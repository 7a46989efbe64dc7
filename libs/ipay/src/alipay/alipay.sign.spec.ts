import { describe, expect, test } from '@jest/globals';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { NotifyReading } from '../channel.js';
import { parsePublicKey } from '../pem.parse.js';
import { testPair } from '../testing/keys.js';
import { type NotifyRules, readNotify } from './alipay.notify.js';
import { LEFT_OUT_OF_NOTIFIES, signRsa2, signedText, verifiesRsa2 } from './alipay.sign.js';

const rulesFor = (publicKey: KeyObject, appId: string, sellerId: string): NotifyRules => ({
  appId,
  sellerId,
  verifies: (text, signature) => verifiesRsa2(text, signature, publicKey),
});
describe('real notifies of Alipay', () => {
  interface Vector {
    id: string;
    sign_type: string;
    alipay_public_key_spki_base64: string;
    exclude_from_signed_text: string[];
    params: Record<string, string> & { sign: string };
    expected: boolean;
  }
  const vectors = JSON.parse(readFileSync(new URL('./fixtures/notify.json', import.meta.url), 'utf8')) as Vector[];

  test.each(vectors.map((vector) => [vector.id, vector] as const))(
    'the signature of %s is judged as Alipay judges it',
    (_id, vector) => {
      const text = signedText(Object.entries(vector.params), new Set(vector.exclude_from_signed_text));
      expect(verifiesRsa2(text, vector.params.sign, parsePublicKey(vector.alipay_public_key_spki_base64))).toBe(
        vector.expected,
      );
    },
  );

  const readVector = (id: string): NotifyReading => {
    const vector = vectors.find((candidate) => candidate.id === id);
    if (!vector) throw new Error(`no vector ${id}`);
    const { params, alipay_public_key_spki_base64: key } = vector;
    const body = new URLSearchParams(params).toString();
    const theirs = rulesFor(parsePublicKey(key), params['app_id'] ?? '', params['seller_id'] ?? '');
    return readNotify({ body, contentType: 'application/x-www-form-urlencoded; text/html; charset=UTF-8' }, theirs);
  };

  test('the payment of 2019 is read', () => {
    expect(readVector('nodejs-notify-trade-2019-production')).toMatchObject({
      kind: 'verified',
      notify: {
        outTradeNo: '20190815155618536-564-57',
        tradeNo: '2019081522001468450512505578',
        totalFen: 10,
        sellerIsOurs: true,
        event: { kind: 'paid', paidAt: new Date('2019-08-15T15:56:24+08:00'), buyerId: '2088102534368455' },
      },
    });
  });

  test.each([
    ['nodejs-notify-trade-2019-production-sign_type-stripped', 'sign-type'],
    ['nodejs-notify-wrong-key', 'signature'],
    ['nodejs-notify-servicemarket-2019-production', 'signature'],
    ['nodejs-notify-servicemarket-tampered', 'signature'],
  ])('%s is refused here', (id, because) => {
    expect(readVector(id)).toMatchObject({ kind: 'refused', because });
  });
});

test('the signed text is in ASCII order, capitals first, without empty values', () => {
  const fields: [string, string][] = [
    ['b', '2'],
    ['a_b', '%41 +'],
    ['B', '1'],
    ['c', ''],
    ['sign', 's'],
    ['sign_type', 'RSA2'],
  ];
  expect(signedText(fields, LEFT_OUT_OF_NOTIFIES)).toBe('B=1&a_b=%41 +&b=2');
});

test('what is signed verifies with the public half, and with no other', async () => {
  const signature = await signRsa2('课程 100%', testPair('app').privateKey);
  expect(verifiesRsa2('课程 100%', signature, testPair('app').publicKey)).toBe(true);
  expect(verifiesRsa2('课程 100% ', signature, testPair('app').publicKey)).toBe(false);
  expect(verifiesRsa2('课程 100%', signature, testPair('alipay').publicKey)).toBe(false);
});
