import type { BillOffice } from '../bill.js';
import type { FaultSwitches, ServerMethod } from '../faults.js';
import { SERVER_METHODS } from '../faults.js';
import { beijingText } from '../platform/clock.js';
import { fenOfYuan, yuanOfFen } from '../platform/money.js';
import { buyerIdOf, buyerOpenIdOf, maskedAccount } from '../platform/numbers.js';
import { httpUrl, isAllowedTarget } from '../platform/post.js';
import type { Trade, TradeRef } from '../platform/records.js';
import type { TradeBook } from '../trade.js';
import type { RefusalCode } from '../trade.state.js';
import { businessError, gatewayError } from './errors.js';
import { bizText, readBiz } from './request.js';

export interface MethodTools {
  readonly book: TradeBook;
  readonly bills: BillOffice;
  readonly notifyPrefixes: readonly string[] | undefined;
  switches(): FaultSwitches;
}

type Biz = Readonly<Record<string, unknown>>;
type Answer = object;

export function isServerMethod(method: string): method is ServerMethod {
  return (SERVER_METHODS as readonly string[]).includes(method);
}

const SUCCESS = { code: '10000', msg: 'Success' } as const;
const NOTHING = '0.00';

/** Does what a server-to-server method asks and gives the inner response, members in the order of the wire. */
export function answerMethod(method: ServerMethod, params: ReadonlyMap<string, string>, tools: MethodTools): Answer {
  const biz = readBiz(params.get('biz_content') ?? '');
  if (!biz) return gatewayError('isv.invalid-parameter', 'biz_content 不是 JSON 对象');
  switch (method) {
    case 'alipay.trade.query':
      return query(biz, tools);
    case 'alipay.trade.close':
      return close(biz, params.get('notify_url') ?? '', tools);
    case 'alipay.trade.refund':
      return refund(biz, tools);
    case 'alipay.trade.fastpay.refund.query':
      return queryRefund(biz, tools);
    case 'alipay.data.dataservice.bill.downloadurl.query':
      return billLink(biz, tools);
  }
}

/** Either number; null when both are missing or one is no text. */
function tradeRef(biz: Biz): TradeRef | null {
  const tradeNo = bizText(biz, 'trade_no');
  const outTradeNo = bizText(biz, 'out_trade_no');
  if (tradeNo === null || outTradeNo === null || tradeNo + outTradeNo === '') return null;
  return tradeNo.length > 64 || outTradeNo.length > 64 ? null : { tradeNo, outTradeNo };
}

function query(biz: Biz, tools: MethodTools): Answer {
  const unpaid = { buyer_pay_amount: NOTHING, invoice_amount: NOTHING };
  const refuse = (code: RefusalCode, ref?: TradeRef): Answer => ({
    ...businessError(code),
    ...unpaid,
    ...(ref?.outTradeNo ? { out_trade_no: ref.outTradeNo } : {}),
    point_amount: NOTHING,
    receipt_amount: NOTHING,
    ...(ref?.tradeNo ? { trade_no: ref.tradeNo } : {}),
  });
  const ref = tradeRef(biz);
  if (!ref) return refuse('ACQ.INVALID_PARAMETER');
  const found = tools.book.query(ref);
  if ('refused' in found) return refuse(found.refused, ref);
  const trade = found.done;
  const paid = trade.paidAt === null ? NOTHING : yuanOfFen(trade.totalFen);
  const detailed = Array.isArray(biz['query_options']) && biz['query_options'].includes('fund_bill_list');
  return {
    ...SUCCESS,
    buyer_logon_id: maskedAccount(trade.buyer),
    buyer_pay_amount: paid,
    ...buyerOf(trade, tools),
    ...(detailed && trade.paidAt !== null ? { fund_bill_list: [{ amount: paid, fund_channel: 'ALIPAYACCOUNT' }] } : {}),
    invoice_amount: paid,
    out_trade_no: trade.outTradeNo,
    ...(trade.passbackParams === '' ? {} : { passback_params: trade.passbackParams }),
    point_amount: NOTHING,
    receipt_amount: paid,
    ...(trade.paidAt === null ? {} : { send_pay_date: beijingText(trade.paidAt) }),
    total_amount: yuanOfFen(trade.totalFen),
    trade_no: trade.tradeNo,
    trade_status: trade.status,
  };
}

function buyerOf(trade: Trade, tools: MethodTools): object {
  return tools.switches().trade?.buyer_open_id
    ? { buyer_open_id: buyerOpenIdOf(trade.buyer) }
    : { buyer_user_id: buyerIdOf(trade.buyer) };
}

function close(biz: Biz, notifyUrl: string, tools: MethodTools): Answer {
  const ref = tradeRef(biz);
  const operator = bizText(biz, 'operator_id');
  if (!ref || operator === null || operator.length > 28) return businessError('ACQ.INVALID_PARAMETER');
  const allowed = notifyUrl === '' || (httpUrl(notifyUrl) && isAllowedTarget(notifyUrl, tools.notifyPrefixes));
  if (!allowed) return businessError('ACQ.INVALID_PARAMETER', 'notify_url 不在本地网关允许的地址之内');
  const closed = tools.book.close(ref, notifyUrl);
  if ('refused' in closed) return businessError(closed.refused);
  return { ...SUCCESS, out_trade_no: closed.done.outTradeNo, trade_no: closed.done.tradeNo };
}

function refund(biz: Biz, tools: MethodTools): Answer {
  const refuse = (code: RefusalCode, text?: string): Answer => ({
    ...businessError(code, text),
    refund_fee: NOTHING,
    send_back_fee: NOTHING,
  });
  const ref = tradeRef(biz);
  const amountFen = fenOfYuan(biz['refund_amount']) ?? 0;
  const outRequestNo = bizText(biz, 'out_request_no');
  const reason = bizText(biz, 'refund_reason');
  if (!ref) return refuse('ACQ.INVALID_PARAMETER', '商户订单号与支付宝交易号不能同时为空');
  if (amountFen <= 0) return refuse('ACQ.INVALID_PARAMETER', 'refund_amount 应为正数,最多两位小数');
  if (outRequestNo === null || outRequestNo.length > 64) return refuse('ACQ.INVALID_PARAMETER', 'out_request_no 无效');
  if (reason === null || reason.length > 256) return refuse('ACQ.INVALID_PARAMETER', 'refund_reason 无效');
  const outcome = tools.book.refund({ ref, amountFen, outRequestNo, reason });
  if ('refused' in outcome) return refuse(outcome.refused);
  const { trade, refund: made, fundChange } = outcome.done;
  const sum = yuanOfFen(trade.refundedFen);
  return {
    ...SUCCESS,
    buyer_logon_id: maskedAccount(trade.buyer),
    ...buyerOf(trade, tools),
    fund_change: fundChange,
    gmt_refund_pay: beijingText(made.refundedAt),
    out_trade_no: trade.outTradeNo,
    refund_detail_item_list: [{ amount: yuanOfFen(made.fen), fund_channel: 'ALIPAYACCOUNT' }],
    refund_fee: sum,
    send_back_fee: fundChange === 'Y' ? yuanOfFen(made.fen) : NOTHING,
    trade_no: trade.tradeNo,
  };
}

function queryRefund(biz: Biz, tools: MethodTools): Answer {
  const ref = tradeRef(biz);
  const outRequestNo = bizText(biz, 'out_request_no');
  if (!ref || !outRequestNo) return businessError('ACQ.INVALID_PARAMETER');
  const outcome = tools.book.queryRefund(ref, outRequestNo);
  if ('refused' in outcome) return businessError(outcome.refused);
  const { trade, refund: made } = outcome.done;
  // Success alone proves nothing: without refund_status the refund is not done, or was never received.
  if (!made) return { ...SUCCESS };
  const options = Array.isArray(biz['query_options']) ? biz['query_options'] : [];
  return {
    ...SUCCESS,
    ...(options.includes('gmt_refund_pay') ? { gmt_refund_pay: beijingText(made.refundedAt) } : {}),
    out_request_no: made.outRequestNo,
    out_trade_no: trade.outTradeNo,
    refund_amount: yuanOfFen(made.fen),
    ...(options.includes('refund_detail_item_list')
      ? { refund_detail_item_list: [{ amount: yuanOfFen(made.fen), fund_channel: 'ALIPAYACCOUNT' }] }
      : {}),
    ...(made.reason === '' ? {} : { refund_reason: made.reason }),
    refund_status: 'REFUND_SUCCESS',
    total_amount: yuanOfFen(trade.totalFen),
    trade_no: trade.tradeNo,
  };
}

function billLink(biz: Biz, tools: MethodTools): Answer {
  const link = tools.bills.link({ type: bizText(biz, 'bill_type') ?? '', date: bizText(biz, 'bill_date') ?? '' });
  return 'refused' in link ? businessError(link.refused) : { ...SUCCESS, bill_download_url: link.done };
}
