import type { KeyObject } from 'node:crypto';

import type { FaultSwitches, Tamper } from './faults.js';
import { beijingText, beijingTextWithMs } from './platform/clock.js';
import { yuanOfFen } from './platform/money.js';
import { buyerIdOf, buyerOpenIdOf, maskedAccount } from './platform/numbers.js';
import type { Refund, Trade } from './platform/records.js';
import { foreignKey, signedParams } from './sign.js';

/** What a notify tells. Alipay's support names payment as the default for page pay; closes have been seen too. */
export type NotifyTrigger = 'created' | 'paid' | 'refunded' | 'closed' | 'finished';

export const DEFAULT_TRIGGERS: readonly NotifyTrigger[] = ['paid', 'refunded', 'closed'];

export interface Merchant {
  readonly appId: string;
  readonly sellerId: string;
  readonly sellerEmail: string;
}

/**
 * The trade as Alipay posts it, without the envelope of one delivery. Empty values are never sent.
 * Source: Alipay open platform, "异步通知参数说明" of alipay.trade.page.pay.
 */
export function notifyFields(
  trade: Trade,
  cause: { trigger: NotifyTrigger; refund?: Refund },
  merchant: Merchant,
  switches: NonNullable<FaultSwitches['trade']>,
): [string, string][] {
  const total = yuanOfFen(trade.totalFen);
  const fields: [string, string][] = [
    ['gmt_create', beijingText(trade.createdAt)],
    ['charset', 'utf-8'],
    ['seller_email', merchant.sellerEmail],
    ['subject', trade.subject],
    ['body', trade.body],
    switches.buyer_open_id ? ['buyer_open_id', buyerOpenIdOf(trade.buyer)] : ['buyer_id', buyerIdOf(trade.buyer)],
    ['buyer_logon_id', maskedAccount(trade.buyer)],
    ['notify_type', 'trade_status_sync'],
    ['trade_status', trade.status],
    ['app_id', merchant.appId],
    ['auth_app_id', merchant.appId],
    ['seller_id', merchant.sellerId],
    ['version', '1.0'],
    ['out_trade_no', trade.outTradeNo],
    ['trade_no', trade.tradeNo],
    ['total_amount', total],
    ['passback_params', trade.passbackParams],
  ];
  if (trade.paidAt !== null) {
    fields.push(
      ['gmt_payment', beijingText(trade.paidAt)],
      ['receipt_amount', total],
      ['buyer_pay_amount', total],
      ['invoice_amount', total],
      ['point_amount', '0.00'],
      ['fund_bill_list', JSON.stringify([{ amount: total, fundChannel: 'ALIPAYACCOUNT' }])],
    );
  }
  if (cause.refund) {
    fields.push(
      ['refund_fee', yuanOfFen(trade.refundedFen)],
      ['gmt_refund', beijingTextWithMs(cause.refund.refundedAt)],
      ['out_biz_no', cause.refund.outRequestNo],
    );
  }
  if (trade.status === 'TRADE_CLOSED' && trade.closedAt !== null)
    fields.push(['gmt_close', beijingText(trade.closedAt)]);
  return fields.filter(([, value]) => value !== '');
}

/** One delivery of a notify. */
interface Envelope {
  readonly notifyId: string;
  /** Epoch milliseconds; every delivery carries its own time and a signature over it. */
  readonly atMs: number;
  readonly key: KeyObject;
  readonly tamper: Tamper | undefined;
  readonly extraField: boolean | undefined;
}

/** The form body of one delivery. */
export function notifyBody(fields: readonly (readonly [string, string])[], envelope: Envelope): string {
  const { tamper } = envelope;
  const type = tamper === 'sign_type' ? 'RSA' : 'RSA2';
  const told = fields.map(([name, value]): [string, string] => [name, tampered(name, value, tamper)]);
  told.push(['notify_id', envelope.notifyId], ['notify_time', beijingText(envelope.atMs)], ['sign_type', type]);
  if (envelope.extraField) told.push(['new_field_of_tomorrow', '未来的字段 100% + 1']);
  return new URLSearchParams(signedParams(told, tamper === 'key' ? foreignKey() : envelope.key, type)).toString();
}

/** Everything tampered here is signed truly afterwards: only comparing the values finds it. */
function tampered(name: string, value: string, tamper: Tamper | undefined): string {
  if (tamper === 'amount' && name === 'total_amount') return value === '0.01' ? '0.02' : '0.01';
  if (tamper === 'app_id' && (name === 'app_id' || name === 'auth_app_id')) return '2021000000000000';
  if (tamper === 'seller_id' && name === 'seller_id') return '2088000000000000';
  if (tamper === 'out_trade_no' && name === 'out_trade_no')
    return Array.from(value).reverse().join('').slice(0, 63).concat('0');
  return value;
}

/** Alipay's content type is malformed, and parsers that are too strict read an empty body: a shop must meet it here. */
export const NOTIFY_HEADERS = {
  'content-type': 'application/x-www-form-urlencoded; text/html; charset=UTF-8',
  'user-agent': 'Mozilla/4.0',
} as const;

/** Gaps after deliveries 1 to 7, milliseconds; eight deliveries within about 25 hours. */
const GAPS_MS = [4, 10, 10, 60, 120, 360, 900].map((minutes) => minutes * 60_000);

/** When the delivery after the `deliveries`-th is due, or null when Alipay gives up. */
export function nextDeliveryAt(deliveries: number, lastMs: number): number | null {
  const gap = GAPS_MS[deliveries - 1];
  return gap === undefined ? null : lastMs + gap;
}

/** Only these seven characters with status 200 end the repeating. */
export function isAccepted(answer: { status: number; body: string }): boolean {
  return answer.status === 200 && answer.body === 'success';
}
