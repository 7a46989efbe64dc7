import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBackOffice1767225600010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Staff are those who have a role; nobody has a role that does not exist.
      UPDATE luffy_user SET roles = '{admin}' WHERE is_staff AND roles = '{}';
      UPDATE luffy_user SET is_staff = true WHERE NOT is_staff AND roles <> '{}';
      ALTER TABLE luffy_user
        ADD CONSTRAINT luffy_user_roles CHECK (roles <@ ARRAY['support', 'finance', 'catalogue', 'admin']),
        ADD CONSTRAINT luffy_user_staff CHECK (is_staff = (roles <> '{}'));
      CREATE INDEX luffy_user_is_staff ON luffy_user (id) WHERE is_staff;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX luffy_user_is_staff;
      ALTER TABLE luffy_user DROP CONSTRAINT luffy_user_staff, DROP CONSTRAINT luffy_user_roles;
    `);
  }
}
