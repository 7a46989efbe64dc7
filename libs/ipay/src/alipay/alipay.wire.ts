import { yuanFromFen } from '@luffy/money';

import type { Device, PayUrlRequest, RefundRequest } from '../channel.js';
import type { AlipayConfig } from '../settings.js';
import { LEFT_OUT_OF_REQUESTS, signRsa2, signedText } from './alipay.sign.js';

/** China keeps one offset all year; Alipay's times carry none, so it is never left to the zone of the process. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const BEIJING_TEXT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d{1,3})?$/;

/** An instant as Alipay writes it, `yyyy-MM-dd HH:mm:ss` in Beijing; parts of a second are cut off. */
export function beijingText(instant: Date): string {
  return new Date(instant.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads a time of Alipay (some fields carry milliseconds). Null for anything else, "2026-02-30 00:00:00" too. */
export function instantFromBeijing(text: string | undefined): Date | null {
  const match = BEIJING_TEXT.exec(text ?? '');
  if (!match) return null;
  const instant = new Date(`${match[1]}T${match[2]}+08:00`);
  // An impossible day or hour would silently become the next one.
  return !Number.isNaN(instant.getTime()) && beijingText(instant) === `${match[1]} ${match[2]}` ? instant : null;
}

/** A deadline on the wire: whole seconds, rounded up, so that it is never before the one that was promised. */
export const deadlineText = (instant: Date): string =>
  beijingText(new Date(Math.ceil(instant.getTime() / 1000) * 1000));

const FULL_WIDTH: Readonly<Record<string, string>> = { '/': '／', '=': '＝', '&': '＆' };

/**
 * The subject as the wire can carry it: at most 256 characters, `/ = &` in their full-width forms, control characters
 * as blanks. The order keeps what was sent. Source: alipay.trade.page.pay, `subject`.
 */
export function wireSubject(subject: string): string {
  const fit = subject
    .toWellFormed()
    .replace(/[/=&]/g, (sign) => FULL_WIDTH[sign] ?? sign)
    .replace(/\p{Cc}/gu, ' ');
  return firstCharacters(fit, 256).trim() || '-';
}

/** Cuts between characters, never inside one: half an emoji is no text. Counted in UTF-16 units, the stricter count. */
function firstCharacters(text: string, most: number): string {
  return text.length <= most
    ? text
    : text
        .slice(0, most)
        .toWellFormed()
        .replace(/\uFFFD$/, '');
}

/** The product that fits the browser. Source: alipay.trade.page.pay and alipay.trade.wap.pay, `product_code`. */
const PRODUCTS = {
  desktop: { method: 'alipay.trade.page.pay', productCode: 'FAST_INSTANT_TRADE_PAY' },
  phone: { method: 'alipay.trade.wap.pay', productCode: 'QUICK_WAP_WAY' },
} as const satisfies Record<Device, { method: string; productCode: string }>;

export type BizContent = Readonly<Record<string, string>>;

/** The page call for a payment: its method and business part. Courses are virtual goods (`goods_type` 0). */
export function payCall(request: PayUrlRequest, quitUrl: string): { method: string; bizContent: BizContent } {
  const { method, productCode } = PRODUCTS[request.device];
  const bizContent = {
    out_trade_no: request.outTradeNo,
    total_amount: yuanFromFen(request.totalFen),
    subject: wireSubject(request.subject),
    product_code: productCode,
    time_expire: deadlineText(request.expiresAt),
    goods_type: '0',
  };
  return { method, bizContent: request.device === 'phone' ? { ...bizContent, quit_url: quitUrl } : bizContent };
}

/** alipay.trade.refund. The trade number is always named: the order's number may have been used by another trade. */
export function refundBiz(request: RefundRequest): BizContent {
  return {
    out_trade_no: request.outTradeNo,
    trade_no: request.tradeNo,
    out_request_no: request.outRequestNo,
    refund_amount: yuanFromFen(request.refundFen),
    refund_reason: firstCharacters(request.reason.toWellFormed(), 256) || '-',
  };
}

/** alipay.trade.fastpay.refund.query. */
export function refundQueryBiz(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): BizContent {
  return { out_trade_no: request.outTradeNo, trade_no: request.tradeNo, out_request_no: request.outRequestNo };
}

type LinkConfig = Pick<AlipayConfig, 'appId' | 'appPrivateKey' | 'gateway' | 'notifyUrl' | 'returnUrl' | 'now'>;

/**
 * A page call as a link that a browser may open: what `pageExecute(method, 'GET', …)` of alipay-sdk gives, to the
 * byte, but signed off the main thread and stamped in Beijing time wherever the process runs. `sdkVersion` is the name
 * under which the SDK signs.
 */
export async function signedLink(
  config: LinkConfig,
  sdkVersion: string,
  call: { method: string; bizContent: BizContent },
): Promise<string> {
  const common: Record<string, string> = {
    method: call.method,
    app_id: config.appId,
    charset: 'utf-8',
    version: '1.0',
    sign_type: 'RSA2',
    timestamp: beijingText(config.now()),
    notify_url: config.notifyUrl,
    return_url: config.returnUrl,
  };
  const body = { alipay_sdk: sdkVersion, biz_content: JSON.stringify(call.bizContent) };
  const text = signedText(Object.entries({ ...common, ...body }), LEFT_OUT_OF_REQUESTS);
  const url = new URL(config.gateway);
  for (const [name, value] of Object.entries(common)) url.searchParams.set(name, value);
  url.searchParams.set('sign', await signRsa2(text, config.appPrivateKey));
  const rest = Object.entries(body).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url.toString()}&${rest.join('&')}`;
}
