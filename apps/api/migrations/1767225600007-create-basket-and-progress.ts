import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBasketAndProgress1767225600007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE luffy_basket_item (
        user_id bigint NOT NULL REFERENCES luffy_user (id),
        course_id bigint NOT NULL REFERENCES luffy_course (id),
        price_seen numeric(10,2) NOT NULL CHECK (price_seen >= 0),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, course_id)
      );

      CREATE TABLE luffy_lesson_progress (
        user_id bigint NOT NULL REFERENCES luffy_user (id),
        course_id bigint NOT NULL REFERENCES luffy_course (id),
        lesson integer NOT NULL CHECK (lesson >= 1),
        done_at timestamptz,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, course_id, lesson)
      );

      -- "Had it, and has it no more" is asked of baskets and of lessons; the index of active access knows nothing of it.
      CREATE INDEX luffy_enrolment_ended ON luffy_enrolment (user_id, course_id) WHERE ended_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_enrolment_ended;
      DROP TABLE luffy_lesson_progress, luffy_basket_item;
    `);
  }
}
