import { randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

import type { Keys } from './keys.ts';
import { SHOP } from './shop.ts';

const signAsync = promisify(sign);

export interface PaidTrade {
  outTradeNo: string;
  tradeNo: string;
  /** Yuan, two decimals. */
  amount: string;
  subject: string;
}

/**
 * The body of the notify that says a trade is paid, signed by the gateway's key. Fields and the signed text as Alipay's
 * documents give them ("异步通知参数说明", "异步返回结果的验签").
 */
export async function paidNotify(trade: PaidTrade, keys: Keys): Promise<string> {
  const { fields, text } = unsigned(trade);
  return signed(fields, await signAsync('RSA-SHA256', text, keys.gatewayKey));
}

/** The same, signed on the spot, where the order's number is not known before. */
export function paidNotifyNow(trade: PaidTrade, keys: Keys): string {
  const { fields, text } = unsigned(trade);
  return signed(fields, sign('RSA-SHA256', text, keys.gatewayKey));
}

function unsigned(trade: PaidTrade): { fields: Record<string, string>; text: Buffer } {
  const now = beijing(new Date());
  const fields: Record<string, string> = {
    gmt_create: now,
    charset: 'utf-8',
    seller_email: 'shop@example.com',
    subject: trade.subject,
    buyer_id: '2088000000000002',
    buyer_logon_id: 'stu***@example.com',
    notify_id: randomBytes(17).toString('hex'),
    notify_type: 'trade_status_sync',
    notify_time: now,
    trade_status: 'TRADE_SUCCESS',
    app_id: SHOP.appId,
    auth_app_id: SHOP.appId,
    seller_id: SHOP.sellerId,
    version: '1.0',
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    total_amount: trade.amount,
    gmt_payment: now,
    receipt_amount: trade.amount,
    buyer_pay_amount: trade.amount,
    invoice_amount: trade.amount,
    point_amount: '0.00',
    fund_bill_list: JSON.stringify([{ amount: trade.amount, fundChannel: 'ALIPAYACCOUNT' }]),
  };
  const text = Object.entries(fields)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return { fields, text: Buffer.from(text) };
}

const signed = (fields: Record<string, string>, signature: Buffer): string =>
  new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: signature.toString('base64') }).toString();

const beijing = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
