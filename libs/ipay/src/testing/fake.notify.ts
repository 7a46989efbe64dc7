import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Fen, addFen, fen, yuanFromFen } from '@luffy/money';

import type { NotifyRules } from '../alipay/alipay.notify.js';
import { LEFT_OUT_OF_NOTIFIES, signedText } from '../alipay/alipay.sign.js';
import { beijingText } from '../alipay/alipay.wire.js';

/** A trade in the book of the fake provider. */
export interface FakeTrade {
  outTradeNo: string;
  tradeNo: string;
  totalFen: Fen;
  status: 'waiting' | 'paid' | 'closed';
  paidAt: Date | null;
  buyerId: string;
  refunds: { outRequestNo: string; refundFen: Fen; at: Date }[];
}

/** Fields of a form; an undefined or empty one is left out. */
export type FakeFields = Readonly<Record<string, string | undefined>>;

interface FakeMerchant {
  appId: string;
  sellerId: string;
}

export const refundedOf = (trade: FakeTrade): Fen =>
  trade.refunds.reduce((sum, refund) => addFen(sum, refund.refundFen), fen(0));

/** What Alipay would tell about the trade as it stands. `serial` makes the notify's number one of its own. */
export function notifyFields(
  trade: FakeTrade,
  merchant: FakeMerchant,
  about: { subject: string; now: Date; serial: number },
): FakeFields {
  const refund = trade.refunds.at(-1);
  const statuses = { waiting: 'WAIT_BUYER_PAY', paid: 'TRADE_SUCCESS', closed: 'TRADE_CLOSED' } as const;
  const now = beijingText(about.now);
  return {
    notify_time: now,
    notify_type: 'trade_status_sync',
    notify_id: `${now.replace(/\D/g, '')}${String(about.serial).padStart(20, '0')}`,
    charset: 'utf-8',
    version: '1.0',
    sign_type: 'RSA2',
    app_id: merchant.appId,
    auth_app_id: merchant.appId,
    seller_id: merchant.sellerId,
    buyer_id: trade.buyerId,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    trade_status: statuses[trade.status],
    total_amount: yuanFromFen(trade.totalFen),
    subject: about.subject,
    gmt_payment: trade.paidAt ? beijingText(trade.paidAt) : undefined,
    refund_fee: refund && yuanFromFen(refundedOf(trade)),
    gmt_refund: refund && `${beijingText(refund.at)}.000`,
    out_biz_no: refund?.outRequestNo,
  };
}

/** The fields with which Alipay would send the browser back. */
export function returnFields(trade: FakeTrade, merchant: FakeMerchant, now: Date): FakeFields {
  return {
    charset: 'utf-8',
    out_trade_no: trade.outTradeNo,
    method: 'alipay.trade.page.pay.return',
    total_amount: yuanFromFen(trade.totalFen),
    trade_no: trade.tradeNo,
    auth_app_id: merchant.appId,
    version: '1.0',
    app_id: merchant.appId,
    sign_type: 'RSA2',
    seller_id: merchant.sellerId,
    timestamp: beijingText(now),
  };
}

/** The form of these fields with a signature that `fakeRules` accepts. */
export function signedForm(fields: FakeFields): string {
  const present = Object.entries(fields).filter((field): field is [string, string] => !!field[1]);
  const mac = macOf(signedText(present, LEFT_OUT_OF_NOTIFIES));
  return new URLSearchParams([...present, ['sign', mac]]).toString();
}

/** The rules of the real reading, with an HMAC in the place of RSA. */
export const fakeRules = (merchant: FakeMerchant): NotifyRules => ({
  appId: merchant.appId,
  sellerId: merchant.sellerId,
  verifies: (text, signature) => isMac(text, signature),
});

const macOf = (text: string): string => createHmac('sha256', 'the fake provider').update(text).digest('base64');

function isMac(text: string, signature: string): boolean {
  const expected = Buffer.from(macOf(text));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
