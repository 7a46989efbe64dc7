import { type Fen, fenFromYuan } from '@luffy/money';
import { z } from 'zod';

import type { CloseOutcome, RefundOutcome, RefundRequest, RefundState, TradeState } from '../channel.js';
import { instantFromBeijing } from './alipay.wire.js';

/** An answer of the gateway whose signature was verified. */
export type Answer = Readonly<Record<string, unknown>>;

type Unknown = { kind: 'unknown'; cause: string };

const unknown = (cause: string): Unknown => ({ kind: 'unknown', cause });

const yuan = z.string().transform((text, context): Fen => {
  try {
    return fenFromYuan(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not an amount' });
    return z.NEVER;
  }
});

const id = z.string().min(1).max(64);

const outcome = z.object({ code: z.string(), sub_code: z.string().optional() });

const queryAnswer = z.object({
  out_trade_no: id,
  trade_no: id,
  trade_status: z.string(),
  total_amount: yuan,
  send_pay_date: z.string().optional(),
  buyer_user_id: z.string().optional(),
  buyer_open_id: z.string().optional(),
});

const closeAnswer = z.object({ out_trade_no: id });

const refundAnswer = z.object({ out_trade_no: id, trade_no: id, fund_change: z.string().optional() });

const refundQueryAnswer = z.object({
  refund_status: z.string().optional(),
  out_trade_no: id.optional(),
  trade_no: id.optional(),
  out_request_no: id.optional(),
  refund_amount: yuan.optional(),
});

/** What the common part of an answer says: done, refused for a named reason, or nobody knows. */
export type Verdict = { kind: 'done' } | { kind: 'refused'; code: string; reason: string } | Unknown;

/** Codes after which the outcome is open. Source: Alipay open platform, "common error codes". */
const OPEN_REASONS: ReadonlySet<string> = new Set(['ACQ.SYSTEM_ERROR', 'aop.ACQ.SYSTEM_ERROR', 'SYSTEM_ERROR']);

export function verdictOf(answer: Answer): Verdict {
  const parsed = outcome.safeParse(answer);
  if (!parsed.success) return unknown('answer-shape');
  const { code, sub_code: subCode } = parsed.data;
  if (code === '10000') return { kind: 'done' };
  const reason = /^[\w.-]{1,64}$/.test(subCode ?? '') ? (subCode ?? '') : `code-${code.slice(0, 8).replace(/\D/g, '')}`;
  return code === '20000' || OPEN_REASONS.has(reason) ? unknown(reason) : { kind: 'refused', code, reason };
}

/** Source: alipay.trade.query. */
export function tradeStateOf(answer: Answer, outTradeNo: string): TradeState {
  const verdict = verdictOf(answer);
  if (verdict.kind === 'refused') {
    return verdict.reason === 'ACQ.TRADE_NOT_EXIST' ? { kind: 'absent' } : unknown(verdict.reason);
  }
  if (verdict.kind === 'unknown') return verdict;
  const parsed = queryAnswer.safeParse(answer);
  if (!parsed.success) return unknown(`answer-${faultyField(parsed.error)}`);
  const trade = parsed.data;
  if (trade.out_trade_no !== outTradeNo) return unknown('answer-of-another-trade');
  switch (trade.trade_status) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED': {
      const paidAt = instantFromBeijing(trade.send_pay_date);
      if (!paidAt) return unknown('answer-send_pay_date');
      const buyerId = trade.buyer_user_id || trade.buyer_open_id || null;
      return { kind: 'paid', outTradeNo, tradeNo: trade.trade_no, totalFen: trade.total_amount, paidAt, buyerId };
    }
    case 'WAIT_BUYER_PAY':
      return { kind: 'waiting', tradeNo: trade.trade_no };
    case 'TRADE_CLOSED':
      return { kind: 'closed', tradeNo: trade.trade_no };
    default:
      return unknown('answer-trade_status');
  }
}

/** Refusals of a close that mean: it is paid, or closed already. Source: alipay.trade.close, business error codes. */
const NOT_WAITING: ReadonlySet<string> = new Set([
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_ILLEGAL_STATUS',
]);

/** Source: alipay.trade.close. */
export function closeOutcomeOf(answer: Answer, outTradeNo: string): CloseOutcome {
  const verdict = verdictOf(answer);
  if (verdict.kind === 'refused') {
    if (verdict.reason === 'ACQ.TRADE_NOT_EXIST') return { kind: 'absent' };
    return NOT_WAITING.has(verdict.reason) ? { kind: 'not-waiting' } : unknown(verdict.reason);
  }
  if (verdict.kind === 'unknown') return verdict;
  const parsed = closeAnswer.safeParse(answer);
  if (!parsed.success) return unknown(`answer-${faultyField(parsed.error)}`);
  return parsed.data.out_trade_no === outTradeNo ? { kind: 'closed' } : unknown('answer-of-another-trade');
}

/** Refusals of a refund that no later call can change. Source: alipay.trade.refund, business error codes. */
const NEVER_REFUNDABLE: ReadonlySet<string> = new Set([
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.TRADE_NOT_EXIST',
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.INVALID_PARAMETER',
  'isv.invalid-parameter',
]);

/**
 * Source: alipay.trade.refund. Code 10000 alone is not "refunded": `fund_change` says whether money moved. A refusal
 * that is not known to be for ever (balance, busy, frozen, permissions, one that is new) may be sent again: the number
 * makes a repeat harmless, while giving up on a guess would keep a student's money.
 */
export function refundOutcomeOf(answer: Answer, request: RefundRequest): RefundOutcome {
  const verdict = verdictOf(answer);
  if (verdict.kind === 'refused') {
    return { kind: NEVER_REFUNDABLE.has(verdict.reason) ? 'refused' : 'later', cause: verdict.reason };
  }
  if (verdict.kind === 'unknown') return verdict;
  const parsed = refundAnswer.safeParse(answer);
  if (!parsed.success) return unknown(`answer-${faultyField(parsed.error)}`);
  if (parsed.data.out_trade_no !== request.outTradeNo || parsed.data.trade_no !== request.tradeNo) {
    return unknown('answer-of-another-trade');
  }
  return { kind: parsed.data.fund_change === 'Y' ? 'refunded' : 'processing' };
}

/** Source: alipay.trade.fastpay.refund.query. Only REFUND_SUCCESS is done; 10000 without a status proves nothing. */
export function refundStateOf(
  answer: Answer,
  request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>,
): RefundState {
  const verdict = verdictOf(answer);
  if (verdict.kind === 'refused') {
    return verdict.reason === 'ACQ.TRADE_NOT_EXIST' ? { kind: 'absent' } : unknown(verdict.reason);
  }
  if (verdict.kind === 'unknown') return verdict;
  const parsed = refundQueryAnswer.safeParse(answer);
  if (!parsed.success) return unknown(`answer-${faultyField(parsed.error)}`);
  const refund = parsed.data;
  if (refund.refund_status === undefined) return { kind: 'absent' };
  if (refund.refund_status !== 'REFUND_SUCCESS') return unknown('answer-refund_status');
  if (refund.out_trade_no !== request.outTradeNo || refund.out_request_no !== request.outRequestNo) {
    return unknown('answer-of-another-refund');
  }
  return refund.refund_amount === undefined
    ? unknown('answer-refund_amount')
    : { kind: 'refunded', refundFen: refund.refund_amount };
}

/** The name of a field that did not fit; our schema's name, so never a text of the other side. */
function faultyField(error: z.ZodError): string {
  return String(error.issues[0]?.path[0] ?? 'shape');
}
