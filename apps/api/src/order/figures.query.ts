import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Change, Figures } from '../audit/audit.rule.js';

/** The name of a refund among the figures of its order. */
const REFUND = 'refund ';

/** How an order stands in everything an act of staff can change: status, money, payments, refunds, access, coupon. */
@Injectable()
export class FiguresQuery {
  async of(tx: EntityManager, orderId: number): Promise<Figures> {
    const rows = await tx.query<{ name: string; value: string | null }[]>(
      `SELECT 'order_status' AS name, order_status::text AS value FROM luffy_order WHERE id = $1
       UNION ALL SELECT 'refund_status', refund_status::text FROM luffy_order WHERE id = $1
       UNION ALL SELECT 'refunded_amount', refunded_amount::text FROM luffy_order WHERE id = $1
       UNION ALL SELECT 'payment ' || out_trade_no, concat_ws(' ', state, disposition) FROM luffy_payment WHERE order_id = $1
       UNION ALL SELECT '${REFUND}' || out_request_no, state || ' ' || amount FROM luffy_refund WHERE order_id = $1
       UNION ALL SELECT 'course ' || course_id || ' live', live::text FROM luffy_order_detail WHERE order_id = $1
       UNION ALL SELECT 'course ' || e.course_id || ' access', CASE WHEN bool_or(e.ended_at IS NULL) THEN 'active' ELSE 'ended' END
         FROM luffy_enrolment e JOIN luffy_order o ON o.id = $1 AND o.user_id = e.user_id
         WHERE e.kind = 'grant' OR e.course_id IN (SELECT course_id FROM luffy_order_detail WHERE order_id = $1)
         GROUP BY e.course_id
       UNION ALL SELECT 'coupon', r.state FROM luffy_coupon_record r JOIN luffy_order o ON o.coupon_record_id = r.id WHERE o.id = $1`,
      [orderId],
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.value]));
  }
}

/** The number of the refund that an act brought into being, as its audit row tells. */
export const refundIn = (after: Figures): string | undefined =>
  Object.keys(after)
    .find((name) => name.startsWith(REFUND))
    ?.slice(REFUND.length);

/** The number that a rehearsed refund was given is no refund's: the figures of the one to come stand without it. */
export function withoutNumbers({ before, after }: Change): Change {
  const number = refundIn(after);
  const rename = (figures: Figures): Figures =>
    Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [name === REFUND + number ? REFUND.trim() : name, value]),
    );
  return { before: rename(before), after: rename(after) };
}
