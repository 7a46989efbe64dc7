import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { createPay } from './pay.js';
import { type AlipaySettings, SettingsError, readAlipaySettings } from './settings.js';
import { pemOf, testPair, testSettings } from './testing/keys.js';

const app = testPair('app');
const alipay = testPair('alipay');

const bare = (pem: string): string => pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');

function faultsOf(change: Partial<Record<keyof AlipaySettings, unknown>>): readonly string[] {
  try {
    readAlipaySettings({ ...testSettings(), ...change } as AlipaySettings);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

const pkcs1 = app.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = pemOf(app.privateKey);
const spki = pemOf(alipay.publicKey);

describe('a private key is read', () => {
  test.each([
    ['as PKCS#1 PEM', pkcs1],
    ['as PKCS#8 PEM', pkcs8],
    ['as bare PKCS#1 base64', bare(pkcs1)],
    ['as bare PKCS#8 base64', bare(pkcs8)],
    ['with escaped line ends', pkcs8.replaceAll('\n', '\\n')],
    ['with Windows line ends', pkcs8.replaceAll('\n', '\r\n')],
    ['with a byte order mark and blanks around it', `\uFEFF \n${pkcs8}\n\n`],
    ['on one line', pkcs8.replaceAll('\n', ' ')],
    ['under the wrong label', pkcs1.replaceAll('RSA PRIVATE KEY', 'PRIVATE KEY')],
  ])('%s', (_form, appPrivateKey) => {
    const config = readAlipaySettings(testSettings({ appPrivateKey }));
    expect(config.appPrivateKey.equals(app.privateKey)).toBe(true);
  });
});

describe("Alipay's public key is read", () => {
  test.each([
    ['as SPKI PEM', spki],
    ['as bare base64', bare(spki)],
    ['as PKCS#1 PEM', alipay.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['with escaped line ends', spki.replaceAll('\n', '\\n')],
  ])('%s', (_form, alipayPublicKey) => {
    const config = readAlipaySettings(testSettings({ alipayPublicKey }));
    expect(config.alipayPublicKey.equals(alipay.publicKey)).toBe(true);
  });
});

describe('settings that cannot work are refused by name', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encrypted = app.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();

  test.each<[keyof AlipaySettings, unknown, string]>([
    ['appId', '12', 'must be 16 digits'],
    ['appId', undefined, 'is required'],
    ['sellerId', '1088000000000001', 'must be 2088 and 12 digits'],
    ['gateway', 'gateway.do', 'must be an http or https address'],
    ['gateway', 'ftp://a.test/', 'must be an http or https address'],
    ['notifyUrl', 'http://a.test/?a=1', 'must carry no query of its own'],
    ['notifyUrl', `http://a.test/${'x'.repeat(256)}`, 'must be at most 256 characters'],
    ['returnUrl', undefined, 'is required'],
    ['returnUrl', '', 'must be an http or https address'],
    ['quitUrl', null, 'must be a string'],
    ['timeoutMs', '5000', 'must be a number'],
    ['appPrivateKey', '', 'is empty'],
    ['appPrivateKey', 'not a key!', 'is neither PEM nor base64'],
    ['appPrivateKey', 'AAAA', 'cannot be read as a private key'],
    ['appPrivateKey', spki, 'is a public key; the private one is needed'],
    ['appPrivateKey', pemOf(short.privateKey), 'is shorter than 2048 bits'],
    ['appPrivateKey', pemOf(curve.privateKey), 'is not an RSA key'],
    ['appPrivateKey', encrypted, 'is encrypted with a passphrase'],
    ['appPrivateKey', undefined, 'is required'],
    ['alipayPublicKey', '', 'is empty'],
    ['alipayPublicKey', pemOf(alipay.privateKey), 'is a private key; the public one is needed'],
    ['alipayPublicKey', pemOf(short.publicKey), 'is shorter than 2048 bits'],
    [
      'alipayPublicKey',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      'is a certificate; the key itself is needed',
    ],
    ['alipayPublicKey', pemOf(app.publicKey), "is the app's own public key; the console shows Alipay's beside it"],
  ])('%s = %j', (name, value, fault) => {
    expect(faultsOf({ [name]: value })).toContain(`alipay.${name} ${fault}`);
  });

  test('all faults are told at once', () => {
    expect(faultsOf({ appId: '', sellerId: '', appPrivateKey: '', alipayPublicKey: '' })).toHaveLength(4);
  });

  test('no message holds a value', () => {
    const secret = bare(pkcs8);
    const message = new SettingsError(faultsOf({ appPrivateKey: `${secret.slice(0, 400)}!`, appId: 'hunter2hunter2' }))
      .message;
    expect(message).not.toContain(secret.slice(0, 20));
    expect(message).not.toContain('hunter2');
  });
});

test('the settings object is left as it was given', () => {
  const settings = Object.freeze(testSettings());
  expect(createPay({ alipay: settings }).alipay.name).toBe('alipay');
  expect(settings).toEqual(testSettings());
});
