import type { Fen } from '@luffy/money';

/** The browser that will open the cashier: Alipay has one product for desktops and one for phones. */
export type Device = 'desktop' | 'phone';

export interface PayUrlRequest {
  outTradeNo: string;
  totalFen: Fen;
  /** As the order keeps it; the adapter maps what the wire cannot carry. */
  subject: string;
  /** The instant after which the channel must refuse to take the money; whole seconds. */
  expiresAt: Date;
  device: Device;
}

/** What the channel says a trade that took the buyer's money looks like. */
export interface PaidTrade {
  outTradeNo: string;
  tradeNo: string;
  totalFen: Fen;
  paidAt: Date;
  /** The payer as the channel names them; absent where the channel does not say. */
  buyerId: string | null;
}

/**
 * The state of a trade. `closed`: it never took money, or all of it was refunded; which of the two, only our own refunds
 * tell. `absent`: the channel has no such trade, which does not mean that nobody can still pay it.
 * `unknown` is a state like the others: nobody knows, ask again.
 */
export type TradeState =
  | ({ kind: 'paid' } & PaidTrade)
  | { kind: 'waiting'; tradeNo: string }
  | { kind: 'closed'; tradeNo: string }
  | { kind: 'absent' }
  | { kind: 'unknown'; cause: string };

/** `closed`: nobody can pay it any more. `absent`: no trade there yet, and a page already open can still be paid.
 *  `not-waiting`: paid or closed already, a query tells which. `unknown`: ask again. */
export type CloseOutcome = { kind: 'closed' | 'absent' | 'not-waiting' } | { kind: 'unknown'; cause: string };

export interface RefundRequest {
  outTradeNo: string;
  tradeNo: string;
  /** Stored before the first call and never changed: the channel refunds one number once. */
  outRequestNo: string;
  refundFen: Fen;
  reason: string;
}

/**
 * `refunded`: the money moved. `processing`: accepted, ask `queryRefund`. `later`: refused for now (balance, busy), the
 * same number may be sent again. `refused`: can never succeed. `unknown`: sent, no answer that can be believed.
 */
export type RefundOutcome =
  | { kind: 'refunded' | 'processing' }
  | { kind: 'later' | 'refused' | 'unknown'; cause: string };

/** `absent`: not done, or never received; the same number and amount may be sent again. */
export type RefundState =
  | { kind: 'refunded'; refundFen: Fen }
  | { kind: 'absent' }
  | { kind: 'unknown'; cause: string };

export interface RawNotify {
  /** The body exactly as received. */
  body: string;
  contentType: string;
}

/** One check of a notify with its outcome, in the order in which they were made; the last one may have failed. */
export interface NotifyCheck {
  check: string;
  passed: boolean;
  detail?: string;
}

/** Why a notify was not believed. Nothing in it may be used except to log it. */
export type NotifyRefusal = 'malformed' | 'sign-type' | 'app-id' | 'signature';

export type NotifyReading =
  | { kind: 'refused'; because: NotifyRefusal; checks: NotifyCheck[]; outTradeNo: string | null }
  | { kind: 'verified'; notify: VerifiedNotify; checks: NotifyCheck[] };

/** A notify whose signature is the channel's and whose app is ours. Whether it agrees with our books is not said yet. */
export interface VerifiedNotify {
  notifyId: string;
  notifyType: string;
  /** False: the money went to another seller. */
  sellerIsOurs: boolean;
  outTradeNo: string;
  tradeNo: string;
  /** Null where the amount is not one: such a notify never agrees with ours. */
  totalFen: Fen | null;
  event: NotifyEvent;
}

/** `refund` also stands for a trade that is closed because all of it was refunded: it is never a payment. */
export type NotifyEvent =
  | { kind: 'paid'; paidAt: Date; buyerId: string | null }
  | { kind: 'refund'; refundedFen: Fen | null; outRequestNo: string | null }
  | { kind: 'waiting' }
  | { kind: 'closed' }
  | { kind: 'unknown'; cause: string };

/** What the browser brings back from the cashier. It proves nothing; `verified` only says who wrote it. */
export interface ReturnReading {
  verified: boolean;
  outTradeNo: string | null;
}

/**
 * The port to a payment provider, one adapter each. Every method is safe to call again; none throws for what a
 * provider or the network can do: that is `unknown`. Abstract class, so that it is also the injection token.
 */
export abstract class PaymentChannel {
  abstract readonly name: 'alipay' | 'wechat';

  /** A signed link to the cashier. Signing is local: no network, and the same input may be signed as often as wanted. */
  abstract payUrl(request: PayUrlRequest): Promise<string>;

  /** Reads and verifies an asynchronous notify. Never throws, whatever the bytes. */
  abstract readNotify(raw: RawNotify): NotifyReading;

  /** The text that the signature of such a notify stands for; null where it cannot be read. For people who look why. */
  abstract signedTextOf(raw: RawNotify): string | null;

  /** Verifies the query string that the browser came back with. */
  abstract readReturn(query: string): ReturnReading;

  abstract query(outTradeNo: string): Promise<TradeState>;

  abstract close(outTradeNo: string): Promise<CloseOutcome>;

  abstract refund(request: RefundRequest): Promise<RefundOutcome>;

  abstract queryRefund(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): Promise<RefundState>;
}
