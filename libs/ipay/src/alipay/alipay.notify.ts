import { type Fen, fenFromYuan } from '@luffy/money';

import type {
  NotifyCheck,
  NotifyEvent,
  NotifyReading,
  NotifyRefusal,
  RawNotify,
  ReturnReading,
  VerifiedNotify,
} from '../channel.js';
import { LEFT_OUT_OF_NOTIFIES, signedText } from './alipay.sign.js';
import { instantFromBeijing } from './alipay.wire.js';
import { outTradeNoIn, parseForm } from './form.parse.js';

/** Whose messages are believed. `verifies` never throws, whatever the signature is. */
export interface NotifyRules {
  appId: string;
  sellerId: string;
  verifies(text: string, signature: string): boolean;
}

type Fields = ReadonlyMap<string, string>;

/** Real notifies say `application/x-www-form-urlencoded; text/html; charset=UTF-8`: only the start is dependable. */
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * Reads an asynchronous notify. The checks, in order: the form, the kind of signature, the app (a comparison, before
 * any RSA is spent on a stranger), the signature over everything received, and the seller, which only marks the
 * reading: money that went elsewhere must be kept and shown, not dropped. Never throws.
 * Source: Alipay open platform, "asynchronous notification".
 */
export function readNotify(raw: RawNotify, rules: NotifyRules): NotifyReading {
  const checks: NotifyCheck[] = [];
  const refuse = (because: NotifyRefusal, check: string, detail: string): NotifyReading => {
    checks.push({ check, passed: false, detail });
    return { kind: 'refused', because, checks, outTradeNo: outTradeNoIn(raw.body) };
  };
  const pass = (check: string): number => checks.push({ check, passed: true });

  if (!FORM_TYPE.test(raw.contentType.trim())) return refuse('malformed', 'form', 'content type');
  const form = parseForm(raw.body);
  if (form.kind === 'malformed') return refuse('malformed', 'form', form.fault);
  pass('form');
  const { fields } = form;
  if (fields.get('sign_type') !== 'RSA2') return refuse('sign-type', 'sign_type', 'not RSA2');
  pass('sign_type');
  if (fields.get('app_id') !== rules.appId) return refuse('app-id', 'app_id', 'another app');
  pass('app_id');
  if (!isSigned(fields, rules)) return refuse('signature', 'signature', 'does not verify');
  pass('signature');
  const sellerIsOurs = fields.get('seller_id') === rules.sellerId;
  checks.push(
    sellerIsOurs
      ? { check: 'seller_id', passed: true }
      : { check: 'seller_id', passed: false, detail: 'another seller' },
  );
  return { kind: 'verified', notify: verifiedNotify(fields, sellerIsOurs), checks };
}

/** What a notify's signature stands for, whoever made it. */
export function signedTextOf(raw: RawNotify): string | null {
  const form = parseForm(raw.body);
  return form.kind === 'form' ? signedText(form.fields, LEFT_OUT_OF_NOTIFIES) : null;
}

/**
 * Reads the query that the browser came back with. It is signed by the same rule, yet it says nothing about the trade:
 * it can be replayed and it may never arrive. Never throws. Source: alipay.trade.page.pay, "synchronous return".
 */
export function readReturn(query: string, rules: NotifyRules): ReturnReading {
  const text = query.replace(/^\?/, '');
  const form = parseForm(text);
  const verified =
    form.kind === 'form' &&
    form.fields.get('sign_type') === 'RSA2' &&
    form.fields.get('app_id') === rules.appId &&
    form.fields.get('seller_id') === rules.sellerId &&
    isSigned(form.fields, rules);
  return { verified, outTradeNo: outTradeNoIn(text) };
}

/** Over the set that was received, never over a list of known names: fields are added without notice. */
function isSigned(fields: Fields, rules: NotifyRules): boolean {
  const signature = fields.get('sign');
  return signature !== undefined && rules.verifies(signedText(fields, LEFT_OUT_OF_NOTIFIES), signature);
}

function verifiedNotify(fields: Fields, sellerIsOurs: boolean): VerifiedNotify {
  const text = (name: string): string => fields.get(name) ?? '';
  return {
    notifyId: text('notify_id'),
    notifyType: text('notify_type'),
    sellerIsOurs,
    outTradeNo: text('out_trade_no'),
    tradeNo: text('trade_no'),
    // Never receipt_amount or buyer_pay_amount: a coupon of the platform makes those smaller.
    totalFen: fenOrNull(fields.get('total_amount')),
    event: eventOf(fields),
  };
}

/**
 * What happened. A partial refund sends TRADE_SUCCESS again and a full one TRADE_CLOSED, so the traces of a refund are
 * looked for before the status. TRADE_FINISHED is paid as well: it only says that no refund is possible any more.
 */
function eventOf(fields: Fields): NotifyEvent {
  if (fields.has('refund_fee') || fields.has('gmt_refund')) {
    const outRequestNo = fields.get('out_biz_no') ?? null;
    return { kind: 'refund', refundedFen: fenOrNull(fields.get('refund_fee')), outRequestNo };
  }
  switch (fields.get('trade_status')) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED': {
      const paidAt = instantFromBeijing(fields.get('gmt_payment'));
      if (!paidAt) return { kind: 'unknown', cause: 'gmt_payment' };
      return { kind: 'paid', paidAt, buyerId: fields.get('buyer_id') ?? fields.get('buyer_open_id') ?? null };
    }
    case 'WAIT_BUYER_PAY':
      return { kind: 'waiting' };
    case 'TRADE_CLOSED':
      return { kind: 'closed' };
    default:
      return { kind: 'unknown', cause: 'trade_status' };
  }
}

function fenOrNull(yuan: string | undefined): Fen | null {
  try {
    return fenFromYuan(yuan ?? '');
  } catch {
    return null;
  }
}
