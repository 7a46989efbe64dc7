import { describe, expect, test } from '@jest/globals';
import { type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';

import type { NotifyReading } from '../channel.js';
import { testPair } from '../testing/keys.js';
import { type NotifyRules, readNotify, readReturn } from './alipay.notify.js';
import { LEFT_OUT_OF_NOTIFIES, LEFT_OUT_OF_REQUESTS, signedText, verifiesRsa2 } from './alipay.sign.js';

/** As Alipay sends it: a known fault of theirs, and most form parsers stumble over it. */
const CONTENT_TYPE = 'application/x-www-form-urlencoded; text/html; charset=UTF-8';

const ours = testPair('alipay');
const rulesFor = (publicKey: KeyObject, appId: string, sellerId: string): NotifyRules => ({
  appId,
  sellerId,
  verifies: (text, signature) => verifiesRsa2(text, signature, publicKey),
});
const rules = rulesFor(ours.publicKey, '2021000000000001', '2088000000000001');

type Fields = Record<string, string>;

const PAID: Fields = {
  notify_time: '2026-03-02 14:05:09',
  notify_type: 'trade_status_sync',
  notify_id: '2026030200222140507000000000000001',
  charset: 'utf-8',
  version: '1.0',
  sign_type: 'RSA2',
  app_id: '2021000000000001',
  auth_app_id: '2021000000000001',
  seller_id: '2088000000000001',
  buyer_id: '2088000000009999',
  trade_no: '2026030222001000000000000001',
  out_trade_no: '019f3b2c7d8e7a01b2c3d4e5f6a7b8c9',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '99.00',
  receipt_amount: '79.00',
  subject: '100% 课程 + 答疑 😀',
  gmt_create: '2026-03-02 14:05:00',
  gmt_payment: '2026-03-02 14:05:07',
  fund_bill_list: '[{"amount":"99.00","fundChannel":"ALIPAYACCOUNT"}]',
};

function signedBody(
  fields: Fields,
  how: { key?: KeyObject; hash?: string; leftOut?: ReadonlySet<string> } = {},
): string {
  const text = signedText(Object.entries(fields), how.leftOut ?? LEFT_OUT_OF_NOTIFIES);
  const signature = sign(how.hash ?? 'sha256', Buffer.from(text), how.key ?? ours.privateKey).toString('base64');
  return new URLSearchParams({ ...fields, sign: signature }).toString();
}

const without = (fields: Fields, ...names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

const read = (body: string, contentType = CONTENT_TYPE): NotifyReading => readNotify({ body, contentType }, rules);

const eventOf = (fields: Fields): unknown => {
  const reading = read(signedBody(fields));
  return reading.kind === 'verified' ? reading.notify.event : reading;
};

describe('a verified notify', () => {
  test('of a payment says everything once', () => {
    expect(read(signedBody(PAID))).toEqual({
      kind: 'verified',
      notify: {
        notifyId: PAID['notify_id'],
        notifyType: 'trade_status_sync',
        sellerIsOurs: true,
        outTradeNo: PAID['out_trade_no'],
        tradeNo: PAID['trade_no'],
        totalFen: 9900,
        event: { kind: 'paid', paidAt: new Date('2026-03-02T06:05:07Z'), buyerId: '2088000000009999' },
      },
      checks: ['form', 'sign_type', 'app_id', 'signature', 'seller_id'].map((check) => ({ check, passed: true })),
    });
  });

  test.each([
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-8',
    'APPLICATION/X-WWW-FORM-URLENCODED;x',
  ])('may come as %s', (contentType) => expect(read(signedBody(PAID), contentType).kind).toBe('verified'));

  test('may hold fields that nobody knows yet, and empty ones, which are not signed', () => {
    expect(read(signedBody({ ...PAID, field_of_tomorrow: 'a=b&c' })).kind).toBe('verified');
    expect(read(signedBody({ ...PAID, passback_params: '' })).kind).toBe('verified');
  });

  test.each<[string, Fields, unknown]>([
    [
      'paid for ever',
      { ...PAID, trade_status: 'TRADE_FINISHED' },
      { kind: 'paid', paidAt: new Date('2026-03-02T06:05:07Z'), buyerId: '2088000000009999' },
    ],
    [
      'paid by a buyer with an open id',
      { ...without(PAID, 'buyer_id'), buyer_open_id: 'o' },
      { kind: 'paid', paidAt: new Date('2026-03-02T06:05:07Z'), buyerId: 'o' },
    ],
    [
      'paid by nobody named',
      without(PAID, 'buyer_id'),
      { kind: 'paid', paidAt: new Date('2026-03-02T06:05:07Z'), buyerId: null },
    ],
    ['paid without a time', without(PAID, 'gmt_payment'), { kind: 'unknown', cause: 'gmt_payment' }],
    [
      'paid on a day that does not exist',
      { ...PAID, gmt_payment: '2026-02-30 00:00:00' },
      { kind: 'unknown', cause: 'gmt_payment' },
    ],
    [
      'a partial refund',
      { ...PAID, refund_fee: '30.00', gmt_refund: '2026-03-03 10:00:00.123', out_biz_no: 'r1' },
      { kind: 'refund', refundedFen: 3000, outRequestNo: 'r1' },
    ],
    [
      'a full refund',
      { ...PAID, trade_status: 'TRADE_CLOSED', refund_fee: '99.00', gmt_close: 'x' },
      { kind: 'refund', refundedFen: 9900, outRequestNo: null },
    ],
    [
      'a refund without a sum',
      { ...PAID, gmt_refund: '2026-03-03 10:00:00' },
      { kind: 'refund', refundedFen: null, outRequestNo: null },
    ],
    [
      'a refund of no amount',
      { ...PAID, refund_fee: 'all' },
      { kind: 'refund', refundedFen: null, outRequestNo: null },
    ],
    ['waiting', { ...without(PAID, 'gmt_payment'), trade_status: 'WAIT_BUYER_PAY' }, { kind: 'waiting' }],
    ['closed unpaid', { ...without(PAID, 'gmt_payment'), trade_status: 'TRADE_CLOSED' }, { kind: 'closed' }],
    ['a status of tomorrow', { ...PAID, trade_status: 'NEW' }, { kind: 'unknown', cause: 'trade_status' }],
    ['no status', without(PAID, 'trade_status'), { kind: 'unknown', cause: 'trade_status' }],
  ])('says %s', (_what, fields, event) => expect(eventOf(fields)).toEqual(event));

  test.each(['', '99', '99.001', '1e2', '-1', '９９', '99999999999'])(
    'with the amount %j tells it exactly or not at all',
    (amount) => {
      const reading = read(signedBody({ ...PAID, total_amount: amount }));
      expect(reading.kind === 'verified' && reading.notify.totalFen).toBe(amount === '99' ? 9900 : null);
    },
  );

  test.each([['2088000000000002'], ['']])('for the seller %j is kept and marked', (seller) => {
    const reading = read(signedBody({ ...PAID, seller_id: seller }));
    expect(reading).toMatchObject({ kind: 'verified', notify: { sellerIsOurs: false } });
    expect(reading.checks.at(-1)).toEqual({ check: 'seller_id', passed: false, detail: 'another seller' });
  });
});

describe('a notify is refused', () => {
  const good = signedBody(PAID);
  const signature = new URLSearchParams(good).get('sign') ?? '';
  const withSign = (value: string): string => new URLSearchParams({ ...PAID, sign: value }).toString();

  test.each<[string, string, string, string]>([
    ['when it is JSON', JSON.stringify(PAID), 'malformed', 'form'],
    ['when a field is repeated', `${good}&total_amount=99.00`, 'malformed', 'form'],
    ['when a field is an array', `${good}&a%5B%5D=1`, 'malformed', 'form'],
    ['when bytes are no UTF-8', `${good}&a=%FF`, 'malformed', 'form'],
    ['when it is too large', `${good}&a=${'x'.repeat(65_536)}`, 'malformed', 'form'],
    [
      'when it is signed with SHA-1 and says so',
      signedBody({ ...PAID, sign_type: 'RSA' }, { hash: 'sha1' }),
      'sign-type',
      'sign_type',
    ],
    ['when it says no sign_type', signedBody(without(PAID, 'sign_type')), 'sign-type', 'sign_type'],
    ['when it says rsa2', signedBody({ ...PAID, sign_type: 'rsa2' }), 'sign-type', 'sign_type'],
    [
      'when it is for another app, though well signed',
      signedBody({ ...PAID, app_id: '2021000000000002' }),
      'app-id',
      'app_id',
    ],
    ['when it is for no app', signedBody(without(PAID, 'app_id')), 'app-id', 'app_id'],
    ['when it is signed with SHA-1', signedBody(PAID, { hash: 'sha1' }), 'signature', 'signature'],
    [
      'when it is signed by another key',
      signedBody(PAID, { key: testPair('app').privateKey }),
      'signature',
      'signature',
    ],
    [
      'when it is signed with sign_type in the text',
      signedBody(PAID, { leftOut: LEFT_OUT_OF_REQUESTS }),
      'signature',
      'signature',
    ],
    ['when it has no signature', new URLSearchParams(PAID).toString(), 'signature', 'signature'],
    ['when the signature is empty', withSign(''), 'signature', 'signature'],
    ['when the signature is no base64', withSign('*'.repeat(344)), 'signature', 'signature'],
    ['when the signature is short', withSign(signature.slice(0, 340)), 'signature', 'signature'],
    ['when the signature has blanks for plus signs', withSign(`${signature} `), 'signature', 'signature'],
    [
      'when the signature is in the alphabet for addresses',
      withSign(signature.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
      'signature',
      'signature',
    ],
    ['when the amount was altered', good.replace('total_amount=99.00', 'total_amount=0.01'), 'signature', 'signature'],
    ['when a field was taken away', good.replace('receipt_amount=79.00&', ''), 'signature', 'signature'],
  ])('%s', (_when, body, because, check) => {
    const reading = read(body);
    expect(reading).toMatchObject({ kind: 'refused', because });
    expect(reading.checks.at(-1)).toMatchObject({ check, passed: false });
    expect(reading.checks.slice(0, -1).every(({ passed }) => passed)).toBe(true);
  });

  test.each(['', 'application/json', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencodedx'])(
    'when it comes as %j',
    (contentType) => {
      expect(read(good, contentType)).toMatchObject({ kind: 'refused', because: 'malformed' });
    },
  );

  test('and no key is tried for a stranger', () => {
    let tried = 0;
    const counting: NotifyRules = { ...rules, verifies: () => (tried += 1) > 0 };
    readNotify({ body: signedBody({ ...PAID, app_id: '2021000000000002' }), contentType: CONTENT_TYPE }, counting);
    readNotify({ body: signedBody({ ...PAID, sign_type: 'RSA' }), contentType: CONTENT_TYPE }, counting);
    expect(tried).toBe(0);
  });

  test('and its number is told for the log only where it is one', () => {
    expect(read(withSign('x'))).toMatchObject({ outTradeNo: PAID['out_trade_no'] });
    expect(read('out_trade_no=%27+or+1')).toMatchObject({ outTradeNo: null });
  });

  test('whenever one character of a value is altered', () => {
    const names = Object.keys(without(PAID, 'sign_type', 'app_id'));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'grapheme', minLength: 1 }), (name, value) => {
        fc.pre(value !== PAID[name] && value.isWellFormed());
        const body = new URLSearchParams({ ...PAID, [name]: value, sign: signature }).toString();
        expect(read(body).kind).toBe('refused');
      }),
    );
  });
});

describe('the return of the browser', () => {
  const RETURN: Fields = {
    charset: 'utf-8',
    out_trade_no: 'n1',
    method: 'alipay.trade.page.pay.return',
    total_amount: '99.00',
    trade_no: 't1',
    auth_app_id: '2021000000000001',
    version: '1.0',
    app_id: '2021000000000001',
    sign_type: 'RSA2',
    seller_id: '2088000000000001',
    timestamp: '2026-03-02 14:05:10',
  };
  const good = signedBody(RETURN);

  test.each([good, `?${good}`])('verifies with and without its question mark', (query) => {
    expect(readReturn(query, rules)).toEqual({ verified: true, outTradeNo: 'n1' });
  });

  test.each([
    ['altered', good.replace('99.00', '0.01')],
    ['with a parameter of our own', `${good}&a=1`],
    ['of another app', signedBody({ ...RETURN, app_id: '2021000000000002' })],
    ['of another seller', signedBody({ ...RETURN, seller_id: '2088000000000002' })],
    ['signed with SHA-1', signedBody({ ...RETURN, sign_type: 'RSA' }, { hash: 'sha1' })],
    ['with nothing but a number', 'out_trade_no=n1'],
    ['with its number twice', `out_trade_no=n1&${good}`],
  ])('%s it is not verified, and its number is only a claim', (_how, query) => {
    expect(readReturn(query, rules)).toEqual({ verified: false, outTradeNo: 'n1' });
  });
});
