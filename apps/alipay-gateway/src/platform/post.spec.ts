import { expect, test } from '@jest/globals';

import { httpUrl, isAllowedTarget } from './post.js';

test.each([
  ['http://127.0.0.1:8000/api/order/success/', true],
  ['https://localhost/x', true],
  ['http://[::1]:8000/', true],
  ['http://127.0.0.1@example.com/', false],
  ['http://user:secret@127.0.0.1/', false],
  ['http://127.0.0.1.example.com/', false],
  ['http://10.0.0.1/', false],
  ['http://169.254.169.254/latest/meta-data', false],
  ['ftp://127.0.0.1/', false],
  ['file:///etc/passwd', false],
  ['//127.0.0.1/', false],
  ['', false],
])('without a list, %p is allowed: %p', (url, allowed) => {
  expect(isAllowedTarget(url, undefined)).toBe(allowed);
});

test.each([
  ['https://shop.example/api/order/success/', true],
  ['https://shop.example/api/', true],
  ['https://shop.example/admin', false],
  ['https://shop.example:8443/api/x', false],
  ['http://shop.example/api/x', false],
  ['https://shop.example.evil.example/api/x', false],
  ['https://shop.example/api/../admin', false],
  ['http://127.0.0.1/api/', false],
])('with a list of one prefix, %p is allowed: %p', (url, allowed) => {
  expect(isAllowedTarget(url, ['https://shop.example/api/'])).toBe(allowed);
});

test('an address with credentials is none', () => {
  expect(httpUrl('http://a:b@127.0.0.1/')).toBeNull();
  expect(httpUrl('http://127.0.0.1/a')?.pathname).toBe('/a');
});
