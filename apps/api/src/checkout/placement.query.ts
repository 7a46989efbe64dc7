import { Inject, Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import { yuanFromFen } from '@luffy/money';

import { COURSE_STATUS } from '../course/course.entity.js';
import { deadlineOf, newOutTradeNo } from '../order/order.service.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import type { Payable } from '../payment/payment.service.js';
import { LADDER_SECONDS } from '../payment/payment.state.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';
import { type Basket, isPayTypeKnown } from './checkout.rule.js';

/** What `subjectOf` calls an order of these courses, as SQL over `sought`. */
const SUBJECT = `CASE WHEN sought.courses = 1 THEN sought.first
  ELSE left(sought.first, 150 - length(' 等 ' || sought.courses || ' 门课程')) || ' 等 ' || sought.courses || ' 门课程' END`;

/**
 * The rows that `OrderService.create` and `PaymentService.open` write for a basket without a coupon, where every course
 * is on sale and neither owned nor waiting, and the sum is the one on the student's page; otherwise nothing at all.
 */
const PLACE = `
  WITH wanted AS MATERIALIZED (
    SELECT c.id, c.name, c.price, asked.place FROM unnest($8::bigint[]) WITH ORDINALITY AS asked (id, place)
    JOIN luffy_course c ON c.id = asked.id AND c.status = ${COURSE_STATUS.onSale}
    WHERE NOT EXISTS (SELECT 1 FROM luffy_enrolment e WHERE e.user_id = $5 AND e.course_id = c.id AND e.ended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM luffy_order_detail d WHERE d.user_id = $5 AND d.course_id = c.id AND d.live)),
  sought AS (
    SELECT count(*) AS courses, sum(price) AS total, (array_agg(name ORDER BY place))[1] AS first FROM wanted),
  placed AS (
    INSERT INTO luffy_order (subject, total_amount, out_trade_no, order_status, pay_type, user_id, created_time,
      original_amount, expires_at)
    SELECT coalesce($1, ${SUBJECT}), $2, $3, ${ORDER_STATUS.unpaid}, $4, $5, $6, $2, $7
    FROM sought WHERE sought.courses = cardinality($8::bigint[]) AND sought.total = $2::numeric RETURNING id, subject),
  lines AS (
    INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
    SELECT placed.id, wanted.id, wanted.price, wanted.price, $5, wanted.name, true FROM placed, wanted ORDER BY wanted.place),
  payment AS (
    INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, linked_at, next_query_at, created_time)
    SELECT id, $9, $3, $2, 'waiting', $6, $10, $6 FROM placed),
  event AS (
    INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
    SELECT id, 1, $6, $11, 'placed', $12::jsonb FROM placed)
  SELECT subject FROM placed`;

/** The short way to an order, for whoever has nothing in their way: one statement, one commit. */
@Injectable()
export class PlacementQuery {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly channels: PaymentChannels,
  ) {}

  /**
   * Places a plain order: without a coupon, with something to pay, no course owned or waiting, the sum agreed. Refuses nothing:
   * null means that the longer way must look, which knows why. No lock is taken: a second live line of one course cannot
   * exist, whoever writes it.
   * @throws a unique violation when another order of the same student came first
   */
  async placeAtOnce(userId: number, basket: Basket): Promise<Payable | null> {
    const { couponRecordId, totalFen, payType } = basket;
    if (couponRecordId !== null || totalFen === 0 || !isPayTypeKnown(payType, totalFen)) return null;
    const channel = this.channels.nameFor(payType);
    if (channel === null) return null;

    const now = this.clock.now();
    const [outTradeNo, expiresAt] = [newOutTradeNo(), deadlineOf(now, this.config)];
    const [placed] = await this.db.ask<{ subject: string }>(PLACE, [
      basket.subject,
      yuanFromFen(totalFen),
      outTradeNo,
      payType,
      userId,
      now,
      expiresAt,
      basket.courseIds,
      channel,
      addSeconds(now, LADDER_SECONDS[0]),
      `user:${userId}`,
      JSON.stringify({ total_amount_fen: totalFen }),
    ]);
    return placed
      ? {
          order: { outTradeNo, subject: placed.subject, expiresAt },
          payment: { channel, outTradeNo, amount: totalFen },
        }
      : null;
  }
}
