import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import { type DayRange, periodBefore } from './range.rule.js';
import type { ReportRow } from './report.rule.js';

/** Paid within $1 and $2; written so that the index of paid orders serves it. */
const PAID = `coalesce(o.pay_time, '-infinity') >= $1 AND coalesce(o.pay_time, 'infinity') < $2`;
const REFUNDED = `r.state = 'succeeded' AND r.finished_at >= $1 AND r.finished_at < $2`;
export const BEIJING = `AT TIME ZONE 'Asia/Shanghai'`;

/** Reasons are typed by people: beyond these, the smaller ones stand in one line without a reason. */
const REASONS_AT_MOST = 200;

/** What came in and what went back. Sums stay the database's decimals: they may be larger than an amount can be. */
@Injectable()
export class MoneyQuery {
  constructor(private readonly db: Database) {}

  /** Paid orders by Beijing day, beside the same number of days right before. */
  async daily(range: DayRange): Promise<ReportRow[]> {
    const before = periodBefore(range);
    return this.db.manager.query(
      `WITH paid AS (
         SELECT (o.pay_time ${BEIJING})::date AS day, count(*)::integer AS orders, sum(o.total_amount) AS amount
         FROM luffy_order o WHERE ${PAID} GROUP BY 1)
       SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(n.amount, 0.00)::text AS paid_amount, coalesce(n.orders, 0) AS orders,
         to_char(d.before, 'YYYY-MM-DD') AS previous_day, coalesce(b.amount, 0.00)::text AS previous_paid_amount,
         coalesce(b.orders, 0) AS previous_orders
       FROM (SELECT g::date AS day, g::date - $5::integer AS before
             FROM generate_series($3::timestamp, $4::timestamp, interval '1 day') g) d
       LEFT JOIN paid n ON n.day = d.day LEFT JOIN paid b ON b.day = d.before ORDER BY d.day`,
      [before.start, range.end, range.from, range.to, range.days],
    );
  }

  /** Refunds that went back, by course and by reason. Late and duplicate payments belong to no course. */
  async refunds({ start, end }: DayRange): Promise<ReportRow[]> {
    const rows = await this.db.manager.query<(ReportRow & { course_id: string | null })[]>(
      `WITH part AS (
         SELECT d.course_id, r.kind, r.reason, r.id, coalesce(l.amount, r.amount) AS amount
         FROM luffy_refund r LEFT JOIN luffy_refund_line l ON l.refund_id = r.id AND l.amount > 0
         LEFT JOIN luffy_order_detail d ON d.id = l.order_detail_id WHERE ${REFUNDED}),
       why AS (
         SELECT course_id, kind, reason, count(*)::integer AS refunds, sum(amount) AS amount,
           row_number() OVER (ORDER BY sum(amount) DESC, course_id, kind, reason) AS place
         FROM part GROUP BY course_id, kind, reason)
       SELECT w.course_id, c.name AS course_name, w.kind, w.reason, w.refunds, w.amount::text AS amount
       FROM (SELECT * FROM why WHERE place <= $3
             UNION ALL SELECT NULL, NULL, NULL, sum(refunds)::integer, sum(amount), $3 + 1 FROM why WHERE place > $3 HAVING count(*) > 0) w
       LEFT JOIN luffy_course c ON c.id = w.course_id ORDER BY w.place`,
      [start, end, REASONS_AT_MOST],
    );
    return rows.map(withNumber);
  }

  /** What each course brought, and what went back of it, both on the day on which the money moved. */
  async income({ start, end }: DayRange): Promise<ReportRow[]> {
    const rows = await this.db.manager.query<(ReportRow & { course_id: string | null })[]>(
      `WITH sold AS (
         SELECT d.course_id, count(*)::integer AS sold, sum(d.real_price) AS amount
         FROM luffy_order o JOIN luffy_order_detail d ON d.order_id = o.id WHERE ${PAID} GROUP BY 1),
       back AS (
         SELECT d.course_id, sum(l.amount) AS amount
         FROM luffy_refund r JOIN luffy_refund_line l ON l.refund_id = r.id
         JOIN luffy_order_detail d ON d.id = l.order_detail_id WHERE ${REFUNDED} GROUP BY 1)
       SELECT c.id AS course_id, c.name AS course_name, coalesce(s.sold, 0) AS sold, coalesce(s.amount, 0.00)::text AS amount,
         coalesce(b.amount, 0.00)::text AS refunded, (coalesce(s.amount, 0.00) - coalesce(b.amount, 0.00))::text AS net
       FROM sold s FULL JOIN back b USING (course_id) JOIN luffy_course c ON c.id = course_id
       ORDER BY coalesce(s.amount, 0) DESC, c.id`,
      [start, end],
    );
    return rows.map(withNumber);
  }
}

/** bigint comes from the driver as text; in an answer an id is a number. */
const withNumber = (row: ReportRow & { course_id: string | null }): ReportRow => ({
  ...row,
  course_id: row.course_id === null ? null : Number(row.course_id),
});
