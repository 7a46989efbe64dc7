import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counting a course's learners, and finding its orders, reads these indexes alone and no table. */
export class WidenCourseIndexes1767225600024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_enrolment_course, luffy_order_detail_of_course;
      CREATE INDEX luffy_enrolment_course ON luffy_enrolment (course_id, user_id) WHERE ended_at IS NULL;
      CREATE INDEX luffy_order_detail_of_course ON luffy_order_detail (course_id, order_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_enrolment_course, luffy_order_detail_of_course;
      CREATE INDEX luffy_enrolment_course ON luffy_enrolment (course_id) WHERE ended_at IS NULL;
      CREATE INDEX luffy_order_detail_of_course ON luffy_order_detail (course_id);
    `);
  }
}
