import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import { BEIJING } from './money.query.js';
import type { DayRange } from './range.rule.js';
import { BUCKET_SECONDS, byHour, histogram, type Hour, type ReportRow, shareOf, SOURCES } from './report.rule.js';

/** How students buy: how far they come, how long they take, and how we hear of it. */
@Injectable()
export class BuyingQuery {
  constructor(private readonly db: Database) {}

  /** Of the orders placed in the range: how many were paid since, and whose buyer has opened a lesson after that. */
  async funnel({ start, end }: DayRange): Promise<ReportRow[]> {
    const rows = await this.db.manager.query<{ stage: string; orders: number; students: number }[]>(
      `WITH placed AS (
         SELECT o.id, o.user_id, o.order_status = 1 AS paid, coalesce(o.pay_time, o.created_time) AS since
         FROM luffy_order o WHERE o.created_time >= $1 AND o.created_time < $2),
       reached AS (
         SELECT p.user_id, p.paid, p.paid AND EXISTS (
           SELECT 1 FROM luffy_order_detail d JOIN luffy_lesson_progress l ON l.user_id = d.user_id AND l.course_id = d.course_id
           WHERE d.order_id = p.id AND l.seen_at >= p.since) AS studying
         FROM placed p)
       SELECT s.stage, count(r.user_id)::integer AS orders, count(DISTINCT r.user_id)::integer AS students
       FROM (VALUES (1, 'placed'), (2, 'paid'), (3, 'studying')) s (place, stage)
       LEFT JOIN reached r ON s.stage = 'placed' OR (s.stage = 'paid' AND r.paid) OR (s.stage = 'studying' AND r.studying)
       GROUP BY s.place, s.stage ORDER BY s.place`,
      [start, end],
    );
    return rows.map((row) => ({ ...row, share: shareOf(row.orders, rows[0]?.orders ?? 0) }));
  }

  /** Orders paid in the range, by the time from placing to the channel's moment of payment. */
  async timeToPayment({ start, end }: DayRange): Promise<ReportRow[]> {
    const rows = await this.db.manager.query<{ bucket: number; orders: number }[]>(
      `SELECT width_bucket(greatest(extract(epoch FROM o.pay_time - o.created_time), 0), $3::numeric[]) AS bucket,
         count(*)::integer AS orders
       FROM luffy_order o
       WHERE coalesce(o.pay_time, '-infinity') >= $1 AND coalesce(o.pay_time, 'infinity') < $2 GROUP BY 1`,
      [start, end, BUCKET_SECONDS],
    );
    return histogram(new Map(rows.map((row) => [row.bucket, row.orders])));
  }

  /** Orders that cost something, by the hour of Beijing in which they were placed. */
  async successByHour({ start, end }: DayRange): Promise<ReportRow[]> {
    return byHour(
      await this.db.manager.query<Hour[]>(
        `SELECT extract(hour FROM o.created_time ${BEIJING})::integer AS hour, count(*)::integer AS placed,
           count(*) FILTER (WHERE o.order_status = 1)::integer AS paid,
           count(*) FILTER (WHERE o.order_status IN (2, 3))::integer AS closed
         FROM luffy_order o WHERE o.created_time >= $1 AND o.created_time < $2 AND o.total_amount > 0 GROUP BY 1`,
        [start, end],
      ),
    );
  }

  /** Payments of the range, by who told us of them first, and how long after the channel's moment of payment. */
  async confirmedBy({ start, end }: DayRange): Promise<ReportRow[]> {
    const found = await this.db.manager.query<{ source: string; payments: number; delays: number[] }[]>(
      `SELECT CASE WHEN e.actor IN ('alipay', 'wechat') THEN 'notify' WHEN e.actor = 'query' THEN 'return'
           WHEN e.actor = 'bill' THEN 'bill' WHEN e.actor LIKE 'staff:%' THEN 'staff' ELSE 'query' END AS source,
         count(*)::integer AS payments,
         percentile_disc(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (
           ORDER BY greatest(round(extract(epoch FROM e.at - p.paid_at), 3), 0)::double precision) AS delays
       FROM luffy_payment p JOIN luffy_order_event e ON e.order_id = p.order_id
         AND e.type IN ('paid', 'payment_late', 'payment_duplicate') AND e.data ->> 'trade_no' = p.trade_no
       WHERE p.paid_at >= $1 AND p.paid_at < $2 GROUP BY 1`,
      [start, end],
    );
    const all = found.reduce((sum, row) => sum + row.payments, 0);
    return SOURCES.map((source) => {
      const { payments = 0, delays: [p50 = null, p90 = null, p99 = null] = [] } =
        found.find((row) => row.source === source) ?? {};
      return { source, payments, share: shareOf(payments, all), p50, p90, p99 };
    });
  }
}
