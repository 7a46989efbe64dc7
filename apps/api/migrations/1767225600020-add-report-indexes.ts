import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports and the month's statement take money by the moment it moved. */
export class AddReportIndexes1767225600020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX luffy_payment_paid_at ON luffy_payment (paid_at) WHERE paid_at IS NOT NULL;
      CREATE INDEX luffy_refund_finished_at ON luffy_refund (finished_at) WHERE state = 'succeeded';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX luffy_refund_finished_at, luffy_payment_paid_at');
  }
}
