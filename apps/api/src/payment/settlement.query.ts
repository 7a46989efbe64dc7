import { Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import { type Fen, yuanFromFen } from '@luffy/money';

import { Database, sqlStateOf, violatedUnique } from '../platform/database.js';
import type { Notify } from './notify.entity.js';
import type { MoneyReport } from './payment.service.js';

/** A verified notify that agrees with what a payment asks for, as far as can be told without looking. */
export interface PaidNotice {
  report: MoneyReport & { totalFen: Fen };
  /** The row of the notify's log, complete: it is kept only when the money is settled by it. */
  notify: Omit<Notify, 'id' | 'verified'>;
}

/**
 * What `decideOnPaid` calls "settle", all of it, and nothing else: a waiting order, its payment, that sum, a trade number
 * that is nobody's. An order with a coupon has more to do and is left to the longer way. Locks the order first, then the payment.
 */
const SETTLE = `
  WITH due AS MATERIALIZED (
    SELECT o.id AS order_id, p.id AS payment_id
    FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id
    WHERE p.out_trade_no = $1 AND p.channel = $2 AND p.amount = $3 AND p.disposition IS NULL AND p.trade_no IS NULL
      AND o.order_status = ${ORDER_STATUS.unpaid} AND o.coupon_record_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM luffy_payment other WHERE other.channel = $2 AND other.trade_no = $4)
    FOR NO KEY UPDATE OF o, p),
  paid_order AS (
    UPDATE luffy_order o SET order_status = ${ORDER_STATUS.paid}, trade_no = $4, pay_time = $5, closed_at = NULL
    FROM due WHERE o.id = due.order_id RETURNING o.id),
  payment AS (
    UPDATE luffy_payment p SET state = 'succeeded', disposition = 'applied', trade_no = $4, buyer_id = $6, paid_at = $5,
      next_query_at = NULL
    FROM due WHERE p.id = due.payment_id),
  enrolment AS (
    INSERT INTO luffy_enrolment (user_id, course_id, kind, order_detail_id, granted_at)
    SELECT d.user_id, d.course_id, 'order', d.id, $7 FROM luffy_order_detail d JOIN due ON d.order_id = due.order_id
    ORDER BY d.id),
  event AS (
    INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
    SELECT due.order_id, 1 + coalesce((SELECT max(seq) FROM luffy_order_event e WHERE e.order_id = due.order_id), 0),
      $7, $2, 'paid', jsonb_build_object('trade_no', $4::text) FROM due),
  log AS (
    INSERT INTO luffy_notify (channel, received_at, verified, verdict, answer, checks, out_trade_no, notify_id, headers,
      body_sha256, body)
    SELECT $2, $7, true, $8, $9, $10::jsonb, $1, $11, $12::jsonb, $13, $14 FROM due)
  SELECT count(*)::int AS settled FROM paid_order`;

/** Something changed between the statement's first look and its lock; the longer way looks again. */
const OVERTAKEN = new Set(['40001', '40P01']);

/** The short way through the one door for money: settles the plain case in one statement and one commit. */
@Injectable()
export class SettlementQuery {
  constructor(private readonly db: Database) {}

  /**
   * @returns true when this notify paid its order; false when it did nothing, and whoever asked must decide with care.
   * @throws whatever the database throws when it cannot be asked: what became of it is then unknown
   */
  async settleAtOnce({ report, notify }: PaidNotice): Promise<boolean> {
    try {
      const [row] = await this.db.ask<{ settled: number }>(SETTLE, [
        report.outTradeNo,
        notify.channel,
        yuanFromFen(report.totalFen),
        report.tradeNo,
        report.paidAt,
        report.buyerId,
        notify.receivedAt,
        notify.verdict,
        notify.answer,
        JSON.stringify(notify.checks),
        notify.notifyId,
        JSON.stringify(notify.headers),
        notify.bodySha256,
        notify.body,
      ]);
      return row?.settled === 1;
    } catch (error) {
      if (violatedUnique(error) !== undefined || OVERTAKEN.has(sqlStateOf(error) ?? '')) return false;
      throw error;
    }
  }
}
