/** What Alipay decides about a trade, as pure functions. Source: Alipay open platform, alipay.trade.* pages. */

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';

/** Business refusals, and what a person reads. */
export const REFUSALS = {
  'ACQ.INVALID_PARAMETER': '参数无效',
  'ACQ.TRADE_NOT_EXIST': '交易不存在',
  'ACQ.TRADE_HAS_SUCCESS': '交易已被支付',
  'ACQ.TRADE_HAS_CLOSE': '交易已经关闭',
  'ACQ.TRADE_HAS_FINISHED': '交易已完结',
  'ACQ.CONTEXT_INCONSISTENT': '交易信息被篡改:同一商户订单号的金额或标题与首次不一致',
  'ACQ.BUYER_NOT_MATCH': '交易买家不匹配:该订单已由另一个账户创建',
  'ACQ.TRADE_STATUS_ERROR': '交易状态不合法',
  'ACQ.DISCORDANT_REPEAT_REQUEST': '同一退款请求号的退款金额不一致',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': '退款金额与订单金额不一致,部分退款必须传入退款请求号',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': '退款金额超出可退金额',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': '卖家余额不足',
  'ACQ.SYSTEM_ERROR': '系统异常',
  /** Never on the wire: the cashier's own word for a page whose time is over before anybody scanned it. */
  PAGE_EXPIRED: '已超过付款期限,请回到商户重新下单',
  INVAILID_ARGUMENTS: '入参不合法',
  BILL_NOT_EXIST: '账单不存在',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** What the rules need to know of a trade. */
export interface TradeFacts {
  readonly status: TradeStatus;
  readonly subject: string;
  readonly totalFen: number;
  readonly refundedFen: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly buyer: string;
}

/** Moves a trade can make; everything else is a bug. */
const TRANSITIONS = {
  WAIT_BUYER_PAY: ['TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'],
  TRADE_SUCCESS: ['TRADE_CLOSED', 'TRADE_FINISHED'],
  TRADE_FINISHED: [],
  TRADE_CLOSED: [],
} as const satisfies Record<TradeStatus, readonly TradeStatus[]>;

export function canMove(from: TradeStatus, to: TradeStatus): boolean {
  return (TRANSITIONS[from] as readonly TradeStatus[]).includes(to);
}

/** Refunds are possible for a year after payment; then the trade is finished. */
export const REFUND_WINDOW_MS = 365 * 86_400_000;

/** A pay link names a trade that may exist already; null means it may be entered. */
export function refusalOnOpen(
  trade: TradeFacts | null,
  asked: { readonly subject: string; readonly totalFen: number },
): RefusalCode | null {
  if (!trade) return null;
  if (trade.subject !== asked.subject || trade.totalFen !== asked.totalFen) return 'ACQ.CONTEXT_INCONSISTENT';
  return refusalByStatus(trade.status);
}

/** The buyer logs in or scans: as opening, and only the first buyer of a trade can go on. */
export function refusalOnScan(
  trade: TradeFacts | null,
  asked: { readonly subject: string; readonly totalFen: number; readonly buyer: string },
): RefusalCode | null {
  const refusal = refusalOnOpen(trade, asked);
  if (refusal) return refusal;
  return trade && trade.buyer !== asked.buyer ? 'ACQ.BUYER_NOT_MATCH' : null;
}

function refusalByStatus(status: TradeStatus): RefusalCode | null {
  switch (status) {
    case 'WAIT_BUYER_PAY':
      return null;
    case 'TRADE_SUCCESS':
      return 'ACQ.TRADE_HAS_SUCCESS';
    case 'TRADE_FINISHED':
      return 'ACQ.TRADE_HAS_FINISHED';
    case 'TRADE_CLOSED':
      return 'ACQ.TRADE_HAS_CLOSE';
  }
}

/** Only a trade that waits for its buyer can be closed; what nobody scanned does not exist. */
export function refusalOnClose(trade: TradeFacts | null): RefusalCode | null {
  if (!trade) return 'ACQ.TRADE_NOT_EXIST';
  return trade.status === 'WAIT_BUYER_PAY' ? null : 'ACQ.TRADE_STATUS_ERROR';
}

type RefundDecision =
  /** Move the money; the trade then has this status. */
  | { kind: 'refund'; status: TradeStatus }
  /** Done before under this number: answered with fund_change N. */
  | { kind: 'repeat' }
  | { kind: 'refused'; code: RefusalCode };

interface RefundAsked {
  readonly amountFen: number;
  /** How the merchant named it; without a number only the whole sum can go back. */
  readonly numbered: 'numbered' | 'unnumbered';
  /** Amount of the refund already made under the same number, or null. */
  readonly earlierFen: number | null;
}

/** Source: Alipay open platform, alipay.trade.refund. The repeat comes first: it is true also after the trade closed. */
export function decideOnRefund(trade: TradeFacts | null, asked: RefundAsked): RefundDecision {
  if (!trade) return { kind: 'refused', code: 'ACQ.TRADE_NOT_EXIST' };
  if (asked.earlierFen !== null) {
    return asked.earlierFen === asked.amountFen
      ? { kind: 'repeat' }
      : { kind: 'refused', code: 'ACQ.DISCORDANT_REPEAT_REQUEST' };
  }
  if (trade.status === 'TRADE_FINISHED') return { kind: 'refused', code: 'ACQ.TRADE_HAS_FINISHED' };
  if (trade.status !== 'TRADE_SUCCESS') return { kind: 'refused', code: 'ACQ.TRADE_STATUS_ERROR' };
  if (asked.numbered === 'unnumbered' && asked.amountFen !== trade.totalFen) {
    return { kind: 'refused', code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' };
  }
  const left = trade.totalFen - trade.refundedFen;
  if (asked.amountFen > left) return { kind: 'refused', code: 'ACQ.REASON_TRADE_REFUND_FEE_ERR' };
  return { kind: 'refund', status: asked.amountFen === left ? 'TRADE_CLOSED' : 'TRADE_SUCCESS' };
}
