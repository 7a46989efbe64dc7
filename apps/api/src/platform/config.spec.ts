import { describe, expect, test } from '@jest/globals';

import { ConfigError, loadConfig } from './config.js';

const GOOD = {
  DATABASE_URL: 'postgres://luffy:top-secret@127.0.0.1:5432/luffy',
  JWT_SECRET: 'a secret of the tests, thirty-two characters at least',
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_ID: '2088000000000001',
  ALIPAY_GATEWAY: 'http://127.0.0.1:8100/gateway.do',
};
const PRODUCTION = { ...GOOD, NODE_ENV: 'production', ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do' };

function faultOf(env: Record<string, string | undefined>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('an environment that says only what it must', () => {
  test('has the documented defaults', () => {
    expect(loadConfig(GOOD)).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8000,
      DATA_DIR: '.data',
      PUBLIC_URL: 'http://127.0.0.1:8000',
      RETURN_URL: 'http://127.0.0.1:8000/pay/success',
      NOTIFY_URL: 'http://127.0.0.1:8000/api/order/success/',
      ORDER_TTL_SECONDS: 1800,
      GRACE_SECONDS: 60,
      RATE_LIMIT: true,
      SWEEP_SECONDS: 5,
      DEMO: true,
      WORKERS: 1,
      LOG_LEVEL: 'info',
      TRUST_PROXY: undefined,
    });
  });

  test('an empty value counts as absent', () =>
    expect(loadConfig({ ...GOOD, PORT: '', RATE_LIMIT: '' }).PORT).toBe(8000));

  test('the two addresses follow PUBLIC_URL and can be set by themselves', () => {
    expect(loadConfig({ ...GOOD, PUBLIC_URL: 'https://shop.test/' })).toMatchObject({
      RETURN_URL: 'https://shop.test/pay/success',
      NOTIFY_URL: 'https://shop.test/api/order/success/',
    });
    expect(loadConfig({ ...GOOD, NOTIFY_URL: 'https://tunnel.test/n' }).NOTIFY_URL).toBe('https://tunnel.test/n');
  });

  test('the addresses of proxies are a list', () =>
    expect(loadConfig({ ...GOOD, TRUST_PROXY: '10.0.0.1, 10.0.0.2' }).TRUST_PROXY).toEqual(['10.0.0.1', '10.0.0.2']));
});

describe('an environment that is not usable', () => {
  test('is told of every fault at once', () => {
    const message = faultOf({
      PORT: '70000',
      RATE_LIMIT: 'yes',
      ORDER_TTL_SECONDS: '0',
      JWT_SECRET: 'short',
      ALIPAY_APP_ID: '1',
    });
    const names = [
      'PORT',
      'RATE_LIMIT',
      'ORDER_TTL_SECONDS',
      'JWT_SECRET',
      'ALIPAY_APP_ID',
      'ALIPAY_SELLER_ID',
      'ALIPAY_GATEWAY',
      'DATABASE_URL',
    ];
    for (const name of names) expect(message).toContain(`  ${name}: `);
  });

  test('says which required variables are missing', () => expect(faultOf({})).toContain('DATABASE_URL: is required'));

  test('is described by names, never by values', () => {
    const secrets = {
      JWT_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter3@db',
      ALIPAY_GATEWAY: 'ftp://hunter4',
      LOG_LEVEL: 'hunter5',
      DEMO: 'hunter6',
      WORKERS: 'hunter7',
    };
    expect(faultOf({ ...GOOD, ...secrets })).not.toMatch(/hunter/);
  });

  test.each([
    ['PORT', 'x'],
    ['PORT', '-1'],
    ['GRACE_SECONDS', '-1'],
    ['SWEEP_SECONDS', '0'],
    ['WORKERS', '0'],
    ['DEMO', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['JWT_SECRET', 'x'.repeat(31)],
    ['ALIPAY_SELLER_ID', '2188000000000001'],
    ['ALIPAY_APP_ID', '20210000000000012'],
    ['ALIPAY_GATEWAY', 'not a url'],
    ['PUBLIC_URL', 'ftp://shop.test'],
    ['NOTIFY_URL', 'https://shop.test/notify?key=1'],
    ['RETURN_URL', `https://shop.test/${'x'.repeat(256)}`],
  ])('%s cannot be %j', (name, value) => expect(faultOf({ ...GOOD, [name]: value })).toContain(`  ${name}: `));
});

describe('production', () => {
  test('is accepted with an https gateway, and has no demo accounts', () =>
    expect(loadConfig(PRODUCTION).DEMO).toBe(false));

  test.each([
    ['ALIPAY_GATEWAY', 'http://127.0.0.1:8100/gateway.do'],
    ['DEMO', '1'],
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET', undefined],
  ])('refuses %s %s', (name, value) => expect(faultOf({ ...PRODUCTION, [name]: value })).toContain(`  ${name}: `));

  test('tells all its refusals together', () => {
    const message = faultOf({ ...PRODUCTION, DEMO: '1', ALIPAY_GATEWAY: 'http://127.0.0.1:8100/gateway.do' });
    expect(message).toContain('DEMO: ');
    expect(message).toContain('ALIPAY_GATEWAY: ');
  });
});
