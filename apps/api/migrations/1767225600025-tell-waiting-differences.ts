import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * I10 counts what waits for the next day's bill too, once that bill had its time: a day that is never matched again would
 * keep it silent for ever.
 */
export class TellWaitingDifferences1767225600025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW invariant_i10_bill;
      CREATE VIEW invariant_i10_bill_agrees AS
        SELECT d.out_trade_no AS subject,
          -- What waits may stand in the next bill until the third day begins in Beijing, and is looked at once an hour.
          CASE d.action WHEN 'wait' THEN (b.day + 3)::timestamp AT TIME ZONE 'Asia/Shanghai' + interval '1 hour'
            ELSE d.found_at END AS since,
          b.day
        FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
        WHERE d.state = 'open';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW invariant_i10_bill_agrees;
      CREATE VIEW invariant_i10_bill AS
        SELECT b.day || ' ' || d.kind || ' ' || d.out_trade_no AS subject, d.found_at AS since
        FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
        WHERE d.state = 'open' AND d.action <> 'wait';
    `);
  }
}
