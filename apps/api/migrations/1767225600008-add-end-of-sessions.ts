import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddEndOfSessions1767225600008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A whole second, as tokens count: half of one would end a token that was issued after it.
      ALTER TABLE luffy_user ADD COLUMN tokens_valid_from timestamptz
        CHECK (tokens_valid_from = date_trunc('second', tokens_valid_from));

      -- Every page of a logged-in student counts what is unread.
      CREATE INDEX luffy_message_unread ON luffy_message (user_id) WHERE read_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_message_unread;
      ALTER TABLE luffy_user DROP COLUMN tokens_valid_from;
    `);
  }
}
