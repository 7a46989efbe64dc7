import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { APP_KEYS, GATEWAY_KEYS, isTrueSignature, textToSign } from '../test/world.js';
import { readPrivateKey, readPublicKey, sign, signedAnswer, signedText, verify } from './sign.js';

/** Production notifies of 2019 from alipay/alipay-sdk-nodejs-all, test/alipay.test.ts; each record names its lines. */
const VECTORS = z
  .array(
    z.object({
      id: z.string(),
      proves: z.string(),
      alipay_public_key_spki_base64: z.string(),
      exclude_from_signed_text: z.array(z.string()),
      params: z.record(z.string(), z.string()),
      expected: z.boolean(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../test/fixtures/alipay-notify.json', import.meta.url), 'utf8')));

describe('the signed text, against production notifies', () => {
  test.each(VECTORS.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const rule = vector.exclude_from_signed_text.includes('sign_type') ? 'notify' : 'request';
    const text = signedText(Object.entries(vector.params), rule);
    const key = createPublicKey({
      key: Buffer.from(vector.alipay_public_key_spki_base64, 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(verify(text, vector.params['sign'] ?? '', key)).toBe(vector.expected);
    expect(text).toBe(textToSign(vector.params, vector.exclude_from_signed_text));
  });
});

describe('the signed text', () => {
  test('sorts upper case before lower case and skips what is empty', () => {
    const params: [string, string][] = [
      ['b', '2'],
      ['a', ''],
      ['B', '1'],
      ['', 'x'],
      ['_', '3'],
      ['sign', 'no'],
      ['sign_type', 'RSA2'],
    ];
    expect(signedText(params, 'request')).toBe('B=1&_=3&b=2&sign_type=RSA2');
    expect(signedText(params, 'notify')).toBe('B=1&_=3&b=2');
  });

  test('keeps values as they are, also those that look encoded', () => {
    expect(signedText([['subject', '100% + 1 = %41 & 中文😀']], 'request')).toBe('subject=100% + 1 = %41 & 中文😀');
  });
});

describe('keys and signatures', () => {
  const bare = (text: string): string => text.replaceAll(/-----[A-Z ]+-----|\s/g, '');

  test('a key is read as PEM and as bare base64, PKCS#1 and PKCS#8', () => {
    const pkcs1 = readPrivateKey(GATEWAY_KEYS.privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();
    for (const text of [GATEWAY_KEYS.privateKey, bare(GATEWAY_KEYS.privateKey), pkcs1, bare(pkcs1), `\n${pkcs1}\n`]) {
      expect(isTrueSignature('x', sign('x', readPrivateKey(text)), 'RSA-SHA256', GATEWAY_KEYS.publicKey)).toBe(true);
    }
    expect(readPublicKey(bare(APP_KEYS.publicKey)).equals(readPublicKey(APP_KEYS.publicKey))).toBe(true);
  });

  test('a private key in place of a public one, and nonsense, are named', () => {
    expect(() => readPublicKey(APP_KEYS.privateKey)).toThrow(/private key/);
    expect(() => readPublicKey('nonsense')).toThrow(/neither/);
    expect(() => readPrivateKey('')).toThrow(/neither/);
  });

  test('RSA signs with SHA-1 and does not pass for RSA2', () => {
    const signature = sign('x', readPrivateKey(GATEWAY_KEYS.privateKey), 'RSA');
    expect(isTrueSignature('x', signature, 'RSA-SHA1', GATEWAY_KEYS.publicKey)).toBe(true);
    expect(verify('x', signature, readPublicKey(GATEWAY_KEYS.publicKey))).toBe(false);
  });

  test('a signature that is not exactly base64 is refused without throwing', () => {
    const key = readPublicKey(GATEWAY_KEYS.publicKey);
    for (const signature of ['', '!', 'AAAA', 'AA AA', `${sign('x', readPrivateKey(GATEWAY_KEYS.privateKey))} `]) {
      expect(verify('x', signature, key)).toBe(false);
    }
  });

  test('an answer is compact, ends with sign, and is signed over its very bytes, slashes escaped or not', () => {
    const key = readPrivateKey(GATEWAY_KEYS.privateKey);
    const plain = signedAnswer('a_response', { code: '10000', url: 'http://x/y' }, key, 'plain');
    const escaped = signedAnswer('a_response', { code: '10000', url: 'http://x/y' }, key, 'escaped');
    expect(plain.startsWith('{"a_response":{"code":"10000","url":"http://x/y"},"sign":"')).toBe(true);
    expect(escaped.startsWith('{"a_response":{"code":"10000","url":"http:\\/\\/x\\/y"},"sign":"')).toBe(true);
    const text = escaped.slice('{"a_response":'.length, escaped.lastIndexOf(',"sign"'));
    expect(
      isTrueSignature(text, escaped.slice(escaped.lastIndexOf(':"') + 2, -2), 'RSA-SHA256', GATEWAY_KEYS.publicKey),
    ).toBe(true);
  });
});
