import type { Delivery } from './delivery.js';
import type { Faults } from './faults.js';
import type { GatewayTime } from './platform/clock.js';
import { newToken, newTradeNo, type RandomBytes } from './platform/numbers.js';
import type { Page, Records, Refund, Trade, TradeRef } from './platform/records.js';
import {
  canMove,
  decideOnRefund,
  REFUND_WINDOW_MS,
  refusalOnClose,
  refusalOnOpen,
  refusalOnScan,
  type RefusalCode,
  type TradeStatus,
} from './trade.state.js';

/** Done, or refused by a rule of Alipay; the caller must tell them apart. */
export type Outcome<Done> = { readonly done: Done } | { readonly refused: RefusalCode };

/** What a pay link says, already checked field by field. */
export type PageAsked = Omit<Page, 'token' | 'formToken' | 'openedAt' | 'buyer'>;

interface RefundAsk {
  readonly ref: TradeRef;
  readonly amountFen: number;
  /** Empty: the merchant gave none. */
  readonly outRequestNo: string;
  readonly reason: string;
}

/** `fundChange` is N when the same request had been done before. */
interface Refunded {
  readonly trade: Trade;
  readonly refund: Refund;
  readonly fundChange: 'Y' | 'N';
}

/** The books of the gateway: pages, trades, refunds, and the notifies they cause, each change in one transaction. */
export class TradeBook {
  constructor(
    readonly records: Records,
    private readonly time: GatewayTime,
    private readonly faults: Faults,
    private readonly delivery: Delivery,
    private readonly random: RandomBytes,
  ) {}

  /** Closes what ran out of time and finishes what can no longer be refunded. Every other act begins with it. */
  passTime(): void {
    const now = this.time.nowMs();
    const overdue = this.records.waitingUntil(now).filter((trade) => !this.faults.isForgotten(trade.outTradeNo));
    const final = this.records.refundablePaidUntil(now - REFUND_WINDOW_MS);
    if (overdue.length + final.length === 0) return;
    this.records.storage.transaction(() => {
      for (const trade of overdue) this.moveTo(trade, 'TRADE_CLOSED', { closedAt: trade.expiresAt, trigger: 'closed' });
      for (const trade of final) this.moveTo(trade, 'TRADE_FINISHED', { trigger: 'finished' });
    });
  }

  /** The next deadline of a waiting trade, epoch milliseconds, or null. */
  nextDeadline(untilMs: number): number | null {
    const next = this.records.waitingUntil(untilMs).find((trade) => !this.faults.isForgotten(trade.outTradeNo));
    return next ? next.expiresAt : null;
  }

  /** A pay link was opened in a browser. Makes a page, not a trade. */
  openPage(asked: PageAsked): Outcome<Page> {
    this.passTime();
    const refusal = refusalOnOpen(this.records.tradeByNumber(asked.outTradeNo), asked);
    if (refusal) return { refused: refusal };
    const page: Page = {
      ...asked,
      token: newToken(this.random),
      formToken: newToken(this.random),
      openedAt: this.time.nowMs(),
      buyer: null,
    };
    this.records.insertPage(page);
    return { done: page };
  }

  /** Whether money can still be put on this page. */
  refusalOf(page: Page, buyer: string | null): RefusalCode | null {
    this.passTime();
    const trade = this.records.tradeByNumber(page.outTradeNo);
    const refusal = buyer === null ? refusalOnOpen(trade, page) : refusalOnScan(trade, { ...page, buyer });
    if (refusal) return refusal;
    const over = page.expiresAt <= this.time.nowMs() && !this.faults.isForgotten(page.outTradeNo);
    return !trade && over ? 'PAGE_EXPIRED' : null;
  }

  /** The buyer logs in or scans: from here on Alipay knows a trade. Repeating it changes nothing. */
  scan(page: Page, buyer: string): Outcome<Trade> {
    const refusal = this.refusalOf(page, buyer);
    if (refusal) return { refused: refusal };
    return this.records.storage.transaction(() => {
      this.records.setPageBuyer(page.token, buyer);
      const known = this.records.tradeByNumber(page.outTradeNo);
      if (known) return { done: known };
      const now = this.time.nowMs();
      const trade: Trade = {
        tradeNo: newTradeNo(this.random, now),
        outTradeNo: page.outTradeNo,
        subject: page.subject,
        totalFen: page.totalFen,
        refundedFen: 0,
        body: page.body,
        passbackParams: page.passbackParams,
        notifyUrl: page.notifyUrl,
        status: 'WAIT_BUYER_PAY',
        buyer,
        expiresAt: page.expiresAt,
        createdAt: now,
        paidAt: null,
        closedAt: null,
      };
      this.records.insertTrade(trade);
      this.delivery.owe(trade, { trigger: 'created' });
      return { done: trade };
    });
  }

  /** The buyer confirms. The notify is owed in the same transaction, so it can never be missing. */
  pay(page: Page, buyer: string): Outcome<Trade> {
    return this.records.storage.transaction(() => {
      const scanned = this.scan(page, buyer);
      if ('refused' in scanned) return scanned;
      const status = this.faults.current().trade?.finished_at_once ? 'TRADE_FINISHED' : 'TRADE_SUCCESS';
      return { done: this.moveTo(scanned.done, status, { paidAt: this.time.nowMs(), trigger: 'paid' }) };
    });
  }

  /** Source: Alipay open platform, alipay.trade.query. */
  query(ref: TradeRef): Outcome<Trade> {
    this.passTime();
    const trade = this.records.trade(ref);
    return trade ? { done: trade } : { refused: 'ACQ.TRADE_NOT_EXIST' };
  }

  /** Source: Alipay open platform, alipay.trade.close. A page nobody scanned stays payable after TRADE_NOT_EXIST. */
  close(ref: TradeRef, notifyUrl: string): Outcome<Pick<Trade, 'tradeNo' | 'outTradeNo'>> {
    this.passTime();
    const trade = this.records.trade(ref);
    const refusal = refusalOnClose(trade);
    if (this.faults.apiMode('alipay.trade.close') === 'forget_close' && (!trade || !refusal)) {
      const outTradeNo = trade?.outTradeNo ?? ref.outTradeNo;
      this.faults.forgetClose(outTradeNo);
      return { done: { outTradeNo, tradeNo: trade?.tradeNo ?? newTradeNo(this.random, this.time.nowMs()) } };
    }
    if (refusal || !trade) return { refused: refusal ?? 'ACQ.TRADE_NOT_EXIST' };
    return this.records.storage.transaction(() => {
      const change = { closedAt: this.time.nowMs(), trigger: 'closed' as const, notifyUrl };
      return { done: this.moveTo(trade, 'TRADE_CLOSED', change) };
    });
  }

  /** Source: Alipay open platform, alipay.trade.refund: one request number of a trade is refunded once. */
  refund(ask: RefundAsk): Outcome<Refunded> {
    this.passTime();
    return this.records.storage.transaction(() => {
      const trade = this.records.trade(ask.ref);
      const outRequestNo = ask.outRequestNo || (trade?.outTradeNo ?? '');
      const earlier = trade ? this.records.refund(trade.tradeNo, outRequestNo) : null;
      const decision = decideOnRefund(trade, {
        amountFen: ask.amountFen,
        numbered: ask.outRequestNo === '' ? 'unnumbered' : 'numbered',
        earlierFen: earlier?.fen ?? null,
      });
      if (decision.kind === 'refused') return { refused: decision.code };
      if (!trade) throw new Error('a refund was decided without a trade');
      if (decision.kind === 'repeat' && earlier) return { done: { trade, refund: earlier, fundChange: 'N' } };
      return { done: this.moveMoneyBack(trade, { ...ask, outRequestNo }) };
    });
  }

  /** Source: Alipay open platform, alipay.trade.fastpay.refund.query. A refund never received is done with null. */
  queryRefund(ref: TradeRef, outRequestNo: string): Outcome<{ trade: Trade; refund: Refund | null }> {
    this.passTime();
    const trade = this.records.trade(ref);
    if (!trade) return { refused: 'ACQ.TRADE_NOT_EXIST' };
    return { done: { trade, refund: this.records.refund(trade.tradeNo, outRequestNo) } };
  }

  private moveMoneyBack(trade: Trade, ask: RefundAsk): Refunded {
    const now = this.time.nowMs();
    const refund: Refund = {
      tradeNo: trade.tradeNo,
      outRequestNo: ask.outRequestNo,
      fen: ask.amountFen,
      reason: ask.reason,
      refundedAt: now,
    };
    const refundedFen = trade.refundedFen + ask.amountFen;
    const full = refundedFen === trade.totalFen;
    const after: Trade = {
      ...trade,
      refundedFen,
      status: full ? 'TRADE_CLOSED' : trade.status,
      closedAt: full ? now : trade.closedAt,
    };
    this.records.insertRefund(refund);
    this.records.updateTrade(after);
    this.delivery.owe(after, { trigger: 'refunded', refund });
    return { trade: after, refund, fundChange: 'Y' };
  }

  private moveTo(
    trade: Trade,
    status: TradeStatus,
    change: { trigger: 'paid' | 'closed' | 'finished'; paidAt?: number; closedAt?: number; notifyUrl?: string },
  ): Trade {
    if (!canMove(trade.status, status)) throw new Error(`a trade cannot go from ${trade.status} to ${status}`);
    const after: Trade = {
      ...trade,
      status,
      paidAt: change.paidAt ?? trade.paidAt,
      closedAt: change.closedAt ?? trade.closedAt,
    };
    this.records.updateTrade(after);
    this.delivery.owe(after, { trigger: change.trigger, url: change.notifyUrl ?? '' });
    return after;
  }
}
