import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A shop grows, what is due does not. Counting a course's learners and finding its orders reads indexes alone; refunds
 * that the channel told of are looked at until a conclusion was drawn, and then no more.
 */
export class ReadOnlyWhatIsDue1767225600024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_enrolment_course, luffy_order_detail_of_course;
      CREATE INDEX luffy_enrolment_course ON luffy_enrolment (course_id, user_id) WHERE ended_at IS NULL;
      CREATE INDEX luffy_order_detail_of_course ON luffy_order_detail (course_id, order_id);
      ALTER TABLE luffy_payment ADD COLUMN refund_concluded numeric(10,2) NOT NULL DEFAULT 0,
        ADD CONSTRAINT luffy_payment_refund_concluded CHECK (refund_concluded BETWEEN 0 AND channel_refunded);
      CREATE INDEX luffy_payment_refund_noticed ON luffy_payment (id) WHERE channel_refunded > refund_concluded;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE luffy_payment DROP COLUMN refund_concluded;
      DROP INDEX luffy_enrolment_course, luffy_order_detail_of_course;
      CREATE INDEX luffy_enrolment_course ON luffy_enrolment (course_id) WHERE ended_at IS NULL;
      CREATE INDEX luffy_order_detail_of_course ON luffy_order_detail (course_id);
    `);
  }
}
