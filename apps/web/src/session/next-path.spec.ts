import { expect, test } from '@jest/globals';

import { safeNextPath } from './next-path.js';

test.each([
  ['/', '/'],
  ['/course/1', '/course/1'],
  ['/orders?a=1#x', '/orders?a=1#x'],
  ['/pay/success?out_trade_no=2026&total_amount=99.00', '/pay/success?out_trade_no=2026&total_amount=99.00'],
  ['/course/1?from=//elsewhere', '/course/1?from=//elsewhere'],
])('%j is a path of the shop', (next, expected) => expect(safeNextPath(next)).toBe(expected));

test.each([
  undefined,
  null,
  ['/orders'],
  '',
  'orders',
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  ' /orders',
  'javascript:alert(1)',
  'data:text/html,x',
  '/login',
  '/login?next=/login',
  '/Register/',
  `/${'a'.repeat(2_001)}`,
])('%j leads to the catalogue instead', (next) => expect(safeNextPath(next)).toBe('/'));
