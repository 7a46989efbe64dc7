import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import { BEIJING } from './money.query.js';
import type { StatementRow } from './month.rule.js';
import type { DayRange } from './range.rule.js';

/** A refund may be confirmed here up to so long after the channel booked it, and still belong to the channel's day. */
const ROUND = `interval '3 days'`;

/** A month of our books beside the same month of the channel's bills. */
@Injectable()
export class MonthQuery {
  constructor(private readonly db: Database) {}

  /**
   * Every day and the month in all, with every payment that came in, also a late or second one, and every refund that went back. What a bill
   * speaks of stands on the bill's day, the rest on our own: a refund that the channel booked before midnight and we
   * confirmed after it would otherwise differ on two days, although both sides agree about it.
   */
  async rows({ start, end, from, to }: DayRange): Promise<StatementRow[]> {
    const rows = await this.db.manager.query<(Omit<StatementRow, 'differences'> & { differences: string | null })[]>(
      `WITH money AS (
         SELECT 'payment' AS kind, p.out_trade_no, NULL AS out_request_no, p.trade_no, (p.paid_at ${BEIJING})::date AS own, p.amount
         FROM luffy_payment p
         WHERE p.state = 'succeeded' AND p.paid_at >= $1::timestamptz - ${ROUND} AND p.paid_at < $2::timestamptz + ${ROUND}
         UNION ALL
         SELECT 'refund', p.out_trade_no, r.out_request_no, p.trade_no, (r.finished_at ${BEIJING})::date, r.amount
         FROM luffy_refund r JOIN luffy_payment p ON p.id = r.payment_id
         WHERE r.state = 'succeeded' AND r.finished_at >= $1::timestamptz - ${ROUND} AND r.finished_at < $2::timestamptz + ${ROUND}),
       moved AS (
         SELECT coalesce(told.day, m.own) AS day, m.kind, m.amount FROM money m
         LEFT JOIN LATERAL (
           SELECT b.day FROM luffy_bill_line l JOIN luffy_bill b ON b.id = l.bill_id
           WHERE l.out_trade_no = m.out_trade_no AND l.kind = m.kind AND l.trade_no = m.trade_no
             AND (m.kind = 'payment' OR l.out_request_no = m.out_request_no)
           ORDER BY b.day LIMIT 1) told ON true),
       ours AS (
         SELECT day, count(*) FILTER (WHERE kind = 'payment') AS payments,
           coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0.00) AS paid,
           count(*) FILTER (WHERE kind = 'refund') AS refunds,
           coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0.00) AS refunded
         FROM moved GROUP BY day),
       differing AS (
         SELECT bill_id, json_agg(json_build_object('kind', kind, 'isOpen', is_open, 'count', n) ORDER BY kind, is_open)::text AS all
         FROM (SELECT bill_id, kind, state = 'open' AS is_open, count(*)::int AS n FROM luffy_bill_difference
               -- What went away by itself explains nothing any more.
               WHERE state = 'open' OR resolved_by IS NOT NULL GROUP BY 1, 2, 3) d
         GROUP BY bill_id)
       SELECT to_char(g.day, 'YYYY-MM-DD') AS day, coalesce(sum(o.payments), 0)::text AS payments,
         coalesce(sum(o.paid), 0.00)::text AS paid, coalesce(sum(o.refunds), 0)::text AS refunds,
         coalesce(sum(o.refunded), 0.00)::text AS refunded,
         (coalesce(sum(o.paid), 0.00) - coalesce(sum(o.refunded), 0.00))::text AS net,
         sum(b.paid_count)::text AS bill_payments, sum(b.paid)::text AS bill_paid, sum(b.refund_count)::text AS bill_refunds,
         sum(b.refunded)::text AS bill_refunded, sum(b.fees)::text AS fees,
         (sum(coalesce(o.paid, 0) - coalesce(o.refunded, 0)) FILTER (WHERE b.id IS NOT NULL) - sum(b.paid - b.refunded))::text AS difference,
         count(b.id)::int AS read,
         count(*) FILTER (WHERE (coalesce(o.payments, 0), coalesce(o.paid, 0), coalesce(o.refunds, 0), coalesce(o.refunded, 0))
           = (b.paid_count, b.paid, b.refund_count, b.refunded))::int AS same,
         count(*)::int AS days, min(d.all) AS differences
       FROM (SELECT g::date AS day FROM generate_series($3::timestamp, $4::timestamp, interval '1 day') g) g
       LEFT JOIN ours o ON o.day = g.day
       -- A day without a bill that was read has no sums to compare with.
       LEFT JOIN luffy_bill b ON b.day = g.day AND b.state <> 'none' AND b.reason IS NULL
       LEFT JOIN differing d ON d.bill_id = b.id
       GROUP BY ROLLUP (g.day) ORDER BY g.day NULLS LAST`,
      [start, end, from, to],
    );
    return rows.map((row) => ({
      ...row,
      differences: row.day === null ? [] : (JSON.parse(row.differences ?? '[]') as StatementRow['differences']),
    }));
  }
}
