import type { TradeStatus } from '../trade.state.js';
import { text, textOrNull, whole, wholeOrNull, type Row, type Storage } from './storage.js';

/** A pay link somebody opened. `formToken` proves that a form came from this page. */
export interface Page {
  readonly token: string;
  readonly formToken: string;
  readonly outTradeNo: string;
  readonly method: string;
  readonly subject: string;
  readonly totalFen: number;
  readonly body: string;
  readonly passbackParams: string;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  readonly quitUrl: string;
  readonly expiresAt: number;
  readonly openedAt: number;
  /** The account that logged in on this page, not yet anybody: null. */
  readonly buyer: string | null;
}

export interface Trade {
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly subject: string;
  readonly totalFen: number;
  readonly refundedFen: number;
  readonly body: string;
  readonly passbackParams: string;
  readonly notifyUrl: string;
  readonly status: TradeStatus;
  readonly buyer: string;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly closedAt: number | null;
}

export interface Refund {
  readonly tradeNo: string;
  readonly outRequestNo: string;
  readonly fen: number;
  readonly reason: string;
  readonly refundedAt: number;
}

/** A merchant names a trade by either number; Alipay's own wins when both are given. */
export interface TradeRef {
  readonly tradeNo: string;
  readonly outTradeNo: string;
}

/** Pages, trades and refunds as rows. No rule lives here. */
export class Records {
  constructor(readonly storage: Storage) {}

  insertPage(page: Page): void {
    this.storage.run(
      `INSERT INTO page (token, form_token, out_trade_no, method, subject, total_fen, body, passback_params, notify_url,
       return_url, quit_url, expires_at, opened_at, buyer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      page.token,
      page.formToken,
      page.outTradeNo,
      page.method,
      page.subject,
      page.totalFen,
      page.body,
      page.passbackParams,
      page.notifyUrl,
      page.returnUrl,
      page.quitUrl,
      page.expiresAt,
      page.openedAt,
      page.buyer,
    );
  }

  page(token: string): Page | null {
    return pageOf(this.storage.one('SELECT * FROM page WHERE token = ?', token));
  }

  newestPage(outTradeNo: string): Page | null {
    return pageOf(this.storage.one('SELECT * FROM page WHERE out_trade_no = ? ORDER BY id DESC LIMIT 1', outTradeNo));
  }

  setPageBuyer(token: string, buyer: string | null): void {
    this.storage.run('UPDATE page SET buyer = ? WHERE token = ?', buyer, token);
  }

  /** Numbers whose links were opened last, newest first. */
  recentNumbers(limit: number): string[] {
    const rows = this.storage.all(
      'SELECT out_trade_no, max(id) AS latest FROM page GROUP BY out_trade_no ORDER BY latest DESC LIMIT ?',
      limit,
    );
    return rows.map((row) => text(row, 'out_trade_no'));
  }

  insertTrade(trade: Trade): void {
    this.storage.run(
      `INSERT INTO trade (trade_no, out_trade_no, subject, total_fen, refunded_fen, body, passback_params, notify_url, status,
       buyer, expires_at, created_at, paid_at, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      trade.tradeNo,
      trade.outTradeNo,
      trade.subject,
      trade.totalFen,
      trade.refundedFen,
      trade.body,
      trade.passbackParams,
      trade.notifyUrl,
      trade.status,
      trade.buyer,
      trade.expiresAt,
      trade.createdAt,
      trade.paidAt,
      trade.closedAt,
    );
  }

  /** Writes what can change in a trade's life. */
  updateTrade(trade: Trade): void {
    this.storage.run(
      'UPDATE trade SET status = ?, refunded_fen = ?, paid_at = ?, closed_at = ? WHERE trade_no = ?',
      trade.status,
      trade.refundedFen,
      trade.paidAt,
      trade.closedAt,
      trade.tradeNo,
    );
  }

  tradeByNumber(outTradeNo: string): Trade | null {
    return tradeOf(this.storage.one('SELECT * FROM trade WHERE out_trade_no = ?', outTradeNo));
  }

  trade(ref: TradeRef): Trade | null {
    if (ref.tradeNo === '') return this.tradeByNumber(ref.outTradeNo);
    return tradeOf(this.storage.one('SELECT * FROM trade WHERE trade_no = ?', ref.tradeNo));
  }

  /** Waiting trades whose deadline is at or before the instant. */
  waitingUntil(ms: number): Trade[] {
    const rows = this.storage.all(
      `SELECT * FROM trade WHERE status = 'WAIT_BUYER_PAY' AND expires_at <= ? ORDER BY expires_at, trade_no`,
      ms,
    );
    return rows.map(readTrade);
  }

  /** Paid and still refundable trades paid at or before the instant. */
  refundablePaidUntil(ms: number): Trade[] {
    const rows = this.storage.all(`SELECT * FROM trade WHERE status = 'TRADE_SUCCESS' AND paid_at <= ?`, ms);
    return rows.map(readTrade);
  }

  paidBetween(fromMs: number, toMs: number): Trade[] {
    const rows = this.storage.all(
      'SELECT * FROM trade WHERE paid_at >= ? AND paid_at < ? ORDER BY paid_at, trade_no',
      fromMs,
      toMs,
    );
    return rows.map(readTrade);
  }

  insertRefund(refund: Refund): void {
    this.storage.run(
      'INSERT INTO refund (trade_no, out_request_no, fen, reason, refunded_at) VALUES (?, ?, ?, ?, ?)',
      refund.tradeNo,
      refund.outRequestNo,
      refund.fen,
      refund.reason,
      refund.refundedAt,
    );
  }

  refund(tradeNo: string, outRequestNo: string): Refund | null {
    const row = this.storage.one(
      'SELECT * FROM refund WHERE trade_no = ? AND out_request_no = ?',
      tradeNo,
      outRequestNo,
    );
    return row ? readRefund(row) : null;
  }

  refundsOf(tradeNo: string): Refund[] {
    return this.storage.all('SELECT * FROM refund WHERE trade_no = ? ORDER BY id', tradeNo).map(readRefund);
  }

  refundedBetween(fromMs: number, toMs: number): Refund[] {
    const rows = this.storage.all(
      'SELECT * FROM refund WHERE refunded_at >= ? AND refunded_at < ? ORDER BY refunded_at, id',
      fromMs,
      toMs,
    );
    return rows.map(readRefund);
  }
}

function pageOf(row: Row | null): Page | null {
  if (!row) return null;
  return {
    token: text(row, 'token'),
    formToken: text(row, 'form_token'),
    outTradeNo: text(row, 'out_trade_no'),
    method: text(row, 'method'),
    subject: text(row, 'subject'),
    totalFen: whole(row, 'total_fen'),
    body: text(row, 'body'),
    passbackParams: text(row, 'passback_params'),
    notifyUrl: text(row, 'notify_url'),
    returnUrl: text(row, 'return_url'),
    quitUrl: text(row, 'quit_url'),
    expiresAt: whole(row, 'expires_at'),
    openedAt: whole(row, 'opened_at'),
    buyer: textOrNull(row, 'buyer'),
  };
}

const tradeOf = (row: Row | null): Trade | null => (row ? readTrade(row) : null);

const STATUSES: readonly TradeStatus[] = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'];

function statusOf(row: Row): TradeStatus {
  const status = STATUSES.find((known) => known === row['status']);
  if (!status) throw new TypeError('a trade has an unknown status');
  return status;
}

function readTrade(row: Row): Trade {
  return {
    tradeNo: text(row, 'trade_no'),
    outTradeNo: text(row, 'out_trade_no'),
    subject: text(row, 'subject'),
    totalFen: whole(row, 'total_fen'),
    refundedFen: whole(row, 'refunded_fen'),
    body: text(row, 'body'),
    passbackParams: text(row, 'passback_params'),
    notifyUrl: text(row, 'notify_url'),
    status: statusOf(row),
    buyer: text(row, 'buyer'),
    expiresAt: whole(row, 'expires_at'),
    createdAt: whole(row, 'created_at'),
    paidAt: wholeOrNull(row, 'paid_at'),
    closedAt: wholeOrNull(row, 'closed_at'),
  };
}

function readRefund(row: Row): Refund {
  return {
    tradeNo: text(row, 'trade_no'),
    outRequestNo: text(row, 'out_request_no'),
    fen: whole(row, 'fen'),
    reason: text(row, 'reason'),
    refundedAt: whole(row, 'refunded_at'),
  };
}
