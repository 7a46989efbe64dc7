import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * I10: the channel's books are ours. In production the bill tells: what is open of it, but for what the next day's bill may
 * still explain.
 */
export class AddI101767225600022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW invariant_i10_bill AS
        SELECT b.day || ' ' || d.kind || ' ' || d.out_trade_no AS subject, d.found_at AS since
        FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
        WHERE d.state = 'open' AND d.action <> 'wait';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW invariant_i10_bill');
  }
}
