import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The product's promises as views, each empty when it is kept. `subject` names what breaks it, `since` the moment from
 * which it counts: some promises are kept by a sweep and have until its next round.
 */
export class CreateInvariants1767225600006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW invariant_i1_paid_once AS
        SELECT o.out_trade_no AS subject, o.pay_time AS since FROM luffy_order o
        WHERE o.order_status = 1 AND o.total_amount > 0 AND 1 <> (
          SELECT count(*) FROM luffy_payment p
          WHERE p.order_id = o.id AND p.disposition = 'applied' AND p.amount = o.total_amount AND p.trade_no = o.trade_no);

      CREATE VIEW invariant_i2_given_back AS
        SELECT p.out_trade_no AS subject,
          coalesce((SELECT max(e.at) FROM luffy_order_event e
                    WHERE e.order_id = p.order_id AND e.type IN ('payment_late', 'payment_duplicate')), p.paid_at) AS since
        FROM luffy_payment p
        WHERE p.state = 'succeeded' AND p.disposition <> 'applied'
          AND NOT EXISTS (SELECT 1 FROM luffy_refund r WHERE r.payment_id = p.id AND r.state <> 'failed')
          AND NOT EXISTS (SELECT 1 FROM luffy_refund r JOIN luffy_alert a ON a.kind = 'refund_failed' AND a.subject = r.out_request_no
                          WHERE r.payment_id = p.id);

      CREATE VIEW invariant_i3_refunds_fit AS
        SELECT p.out_trade_no AS subject, max(r.created_time) AS since
        FROM luffy_payment p JOIN luffy_refund r ON r.payment_id = p.id AND r.state NOT IN ('failed', 'rejected')
        GROUP BY p.id HAVING sum(r.amount) > p.amount;

      CREATE VIEW invariant_i4_access AS
        SELECT o.out_trade_no AS subject, coalesce(o.pay_time, o.created_time) AS since
        FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
        LEFT JOIN luffy_enrolment e ON e.order_detail_id = d.id AND e.ended_at IS NULL
        WHERE (o.order_status = 1 AND d.live) <> (e.id IS NOT NULL);

      CREATE VIEW invariant_i5_one_live_line AS
        SELECT min(o.out_trade_no) AS subject, max(o.created_time) AS since
        FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
        WHERE d.live GROUP BY d.user_id, d.course_id HAVING count(*) > 1;

      CREATE VIEW invariant_i6_coupons AS
        SELECT 'coupon_record:' || c.id AS subject, c.claimed_at AS since
        FROM luffy_coupon_record c LEFT JOIN luffy_order o ON o.id = c.order_id
        WHERE (c.state = 'held' AND o.order_status IS DISTINCT FROM 0)
           OR (c.state = 'used' AND o.order_status IS DISTINCT FROM 1)
           OR (c.state IN ('held', 'used') AND o.coupon_record_id IS DISTINCT FROM c.id);

      CREATE VIEW invariant_i7_no_stale_order AS
        SELECT o.out_trade_no AS subject, o.expires_at AS since FROM luffy_order o
        WHERE o.order_status = 0
          -- While the channel does not answer, nobody can tell, and nothing may be closed.
          AND NOT EXISTS (SELECT 1 FROM luffy_payment p WHERE p.order_id = o.id AND p.state = 'unknown');

      CREATE VIEW invariant_i8_story AS
        SELECT o.out_trade_no AS subject, s.at AS since FROM luffy_order o
        LEFT JOIN LATERAL (
          SELECT e.type, e.at FROM luffy_order_event e
          WHERE e.order_id = o.id AND e.type IN ('placed', 'enrolled_free', 'paid', 'cancelled', 'timed_out')
          ORDER BY e.seq DESC LIMIT 1) s ON true
        WHERE o.order_status IS DISTINCT FROM
          CASE s.type WHEN 'placed' THEN 0 WHEN 'enrolled_free' THEN 1 WHEN 'paid' THEN 1 WHEN 'cancelled' THEN 2 WHEN 'timed_out' THEN 3 END;

      CREATE VIEW invariant_i9_alerts AS
        SELECT n.out_trade_no AS subject, n.received_at AS since FROM luffy_notify n
        WHERE n.verified AND n.verdict IN ('seller', 'amount', 'trade-no', 'suspicious')
          AND NOT EXISTS (SELECT 1 FROM luffy_alert a WHERE a.kind = 'notify_suspicious' AND a.subject = n.out_trade_no)
        UNION ALL
        SELECT r.out_request_no, r.finished_at FROM luffy_refund r
        WHERE (r.state = 'failed' AND NOT EXISTS (SELECT 1 FROM luffy_alert a WHERE a.kind = 'refund_failed' AND a.subject = r.out_request_no))
           OR (r.kind = 'external' AND NOT EXISTS (SELECT 1 FROM luffy_alert a WHERE a.kind = 'refund_external' AND a.subject = r.out_request_no));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW invariant_i1_paid_once, invariant_i2_given_back, invariant_i3_refunds_fit, invariant_i4_access,
        invariant_i5_one_live_line, invariant_i6_coupons, invariant_i7_no_stale_order, invariant_i8_story, invariant_i9_alerts;
    `);
  }
}
