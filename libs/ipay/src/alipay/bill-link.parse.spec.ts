import { expect, test } from '@jest/globals';

import { billLinkOf } from './bill-link.parse.js';

const GATEWAY = 'https://openapi.alipay.com/gateway.do';
const link = (url: string, gateway = GATEWAY) => billLinkOf({ code: '10000', bill_download_url: url }, gateway).kind;

test.each([
  ['https://dwbillcenter.alipay.com/downloadBillFile.resource?token=x', GATEWAY],
  ['https://dwbillcenter.alipaydev.com/bill', 'https://openapi-sandbox.dl.alipaydev.com/gateway.do'],
  ['http://127.0.0.1:8100/downloadBillFile.resource?token=x', 'http://127.0.0.1:8100/gateway.do'],
])('%s is an address of Alipay', (url, gateway) => expect(link(url, gateway)).toBe('link'));

test.each([
  ['http://127.0.0.1:8101/bill', 'http://127.0.0.1:8100/gateway.do'],
  ['https://127.0.0.1:8100/bill', 'http://127.0.0.1:8100/gateway.do'],
  ['http://openapi.alipay.com/bill', GATEWAY],
  ['https://alipay.com.evil.test/', GATEWAY],
  ['https://evilalipay.com/', GATEWAY],
  ['javascript:alert(1)', GATEWAY],
  [`https://dwbillcenter.alipay.com/${'x'.repeat(4096)}`, GATEWAY],
])('%s is none', (url, gateway) => expect(link(url, gateway)).toBe('unknown'));

test('an answer without an address, and one without a shape, are unknown', () => {
  expect(billLinkOf({ code: '10000' }, GATEWAY)).toEqual({ kind: 'unknown', cause: 'answer-bill_download_url' });
  expect(billLinkOf({}, GATEWAY)).toEqual({ kind: 'unknown', cause: 'answer-shape' });
});
