import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';
import { AlipaySdk } from 'alipay-sdk';
import fc from 'fast-check';

import type { Device, PayUrlRequest } from '../channel.js';
import { readAlipaySettings } from '../settings.js';
import { testSettings } from '../testing/keys.js';
import {
  beijingText,
  deadlineText,
  instantFromBeijing,
  payCall,
  refundBiz,
  signedLink,
  wireSubject,
} from './alipay.wire.js';

describe('times on the wire', () => {
  test('an instant is written in Beijing time', () => {
    expect(beijingText(new Date('2025-12-31T16:00:00.999Z'))).toBe('2026-01-01 00:00:00');
  });

  test('a deadline is rounded up to the second, never down', () => {
    expect(deadlineText(new Date('2026-01-01T00:00:00.001+08:00'))).toBe('2026-01-01 00:00:01');
    expect(deadlineText(new Date('2026-01-01T00:00:00.000+08:00'))).toBe('2026-01-01 00:00:00');
  });

  test.each([
    ['2026-03-02 14:05:07', '2026-03-02T06:05:07.000Z'],
    ['2026-03-02 14:05:07.123', '2026-03-02T06:05:07.000Z'],
    ['2024-02-29 00:00:00', '2024-02-28T16:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantFromBeijing(text)?.toISOString().replace(/\.\d+/, '.000')).toBe(instant);
  });

  test.each([
    undefined,
    '',
    '2026-02-30 00:00:00',
    '2026-13-01 00:00:00',
    '2026-03-02 24:00:00',
    '2026-03-02 14:60:00',
    '2026-03-02',
    '2026-03-02T14:05:07',
    '2026-03-02 14:05:07Z',
    ' 2026-03-02 14:05:07',
    '2026-03-02 14:05:07\n',
    '26-3-2 1:2:3',
  ])('%j is no time', (text) => expect(instantFromBeijing(text)).toBeNull());

  test('what is written reads back as the same second', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const seconds = Math.floor(instant.getTime() / 1000);
        return instantFromBeijing(beijingText(instant))?.getTime() === seconds * 1000;
      }),
    );
  });
});

describe('the subject on the wire', () => {
  test.each([
    ['Vue/React = 前端 & 后端', 'Vue／React ＝ 前端 ＆ 后端'],
    ['100% + 1', '100% + 1'],
    ['课程😀', '课程😀'],
    ['a\u0000b\nc', 'a b c'],
    ['a\uD800', 'a\uFFFD'],
    ['   ', '-'],
  ])('%j becomes %j', (subject, expected) => expect(wireSubject(subject)).toBe(expected));

  test('it is at most 256 long, without half a character, and holds none of / = &', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (subject) => {
        const sent = wireSubject(subject);
        expect(sent.length).toBeLessThanOrEqual(256);
        expect(sent.length).toBeGreaterThan(0);
        expect(sent.isWellFormed()).toBe(true);
        expect(sent).not.toMatch(/[/=&]|\p{Cc}/u);
      }),
    );
    expect(wireSubject(`a${'😀'.repeat(200)}`)).toBe(`a${'😀'.repeat(127)}`);
  });
});

const request: PayUrlRequest = {
  outTradeNo: '019f3b2c7d8e7a01b2c3d4e5f6a7b8c9',
  totalFen: fen(9900),
  subject: 'Vue/React',
  expiresAt: new Date('2026-03-02T14:35:07+08:00'),
  device: 'desktop',
};

describe('a payment on the wire', () => {
  test('a desktop gets page pay', () => {
    expect(payCall(request, 'http://shop.test/orders')).toEqual({
      method: 'alipay.trade.page.pay',
      bizContent: {
        out_trade_no: request.outTradeNo,
        total_amount: '99.00',
        subject: 'Vue／React',
        product_code: 'FAST_INSTANT_TRADE_PAY',
        time_expire: '2026-03-02 14:35:07',
        goods_type: '0',
      },
    });
  });

  test('a phone gets wap pay and a way back', () => {
    const call = payCall({ ...request, device: 'phone' }, 'http://shop.test/orders');
    expect(call.method).toBe('alipay.trade.wap.pay');
    expect(call.bizContent).toMatchObject({ product_code: 'QUICK_WAP_WAY', quit_url: 'http://shop.test/orders' });
  });

  test('a refund names the trade and has a reason of at most 256 characters', () => {
    const biz = refundBiz({
      outTradeNo: 'n',
      tradeNo: 't',
      outRequestNo: 'r',
      refundFen: fen(5),
      reason: '长'.repeat(300),
    });
    expect(biz).toEqual({
      out_trade_no: 'n',
      trade_no: 't',
      out_request_no: 'r',
      refund_amount: '0.05',
      refund_reason: '长'.repeat(256),
    });
  });
});

describe('a signed link', () => {
  const settings = testSettings({
    notifyUrl: "http://shop.test/a~b*c'(d)!/",
    now: () => new Date('2026-03-02T06:05:07.900Z'),
  });
  const config = readAlipaySettings(settings);
  const sdk = new AlipaySdk({
    appId: config.appId,
    gateway: config.gateway,
    privateKey: config.appPrivateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  });

  test('is what the official SDK makes of the same call, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom<Device>('desktop', 'phone'),
        async (subject, device) => {
          const call = payCall({ ...request, subject, device }, config.quitUrl);
          const expected = sdk.pageExecute(call.method, 'GET', {
            bizContent: call.bizContent,
            timestamp: '2026-03-02 14:05:07',
            notifyUrl: config.notifyUrl,
            returnUrl: config.returnUrl,
          });
          expect(await signedLink(config, sdk.version, call)).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is short enough for every browser, with the longest subject of Chinese characters', async () => {
    const link = await signedLink(
      config,
      sdk.version,
      payCall({ ...request, subject: '课'.repeat(150) }, config.quitUrl),
    );
    expect(link.length).toBeLessThan(4000);
  });
});
