import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

import { MIGRATIONS } from './schema.js';

export type Row = Record<string, SQLOutputValue>;

/**
 * The gateway's file. Everything that must outlive a restart is here, and every write is on disk before its answer
 * leaves: WAL with synchronous FULL. All calls are synchronous, so one handler never sees half of another's work.
 */
export class Storage {
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private depth = 0;

  /** @throws when the file cannot be opened or was written by a newer gateway. */
  constructor(path: string) {
    this.db = new DatabaseSync(path);
    this.db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
    );
    const version = Number(this.one('PRAGMA user_version')?.['user_version']);
    if (version > MIGRATIONS.length) throw new Error('the storage was written by a newer version of the gateway');
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < version) continue;
      this.transaction(() => this.db.exec(`${sql}; PRAGMA user_version = ${index + 1}`));
    }
  }

  one(sql: string, ...values: SQLInputValue[]): Row | null {
    return this.statement(sql).get(...values) ?? null;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.statement(sql).all(...values);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.statement(sql).run(...values);
  }

  /** All or nothing; a call inside another joins it. */
  transaction<Result>(work: () => Result): Result {
    if (this.depth > 0) return work();
    this.db.exec('BEGIN IMMEDIATE');
    this.depth = 1;
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth = 0;
    }
  }

  /** One named value that is no row of its own: the clock's offset, the faults. */
  note(key: string): string | null {
    const row = this.one('SELECT value FROM note WHERE key = ?', key);
    return row ? text(row, 'value') : null;
  }

  writeNote(key: string, value: string): void {
    this.run(
      'INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

export function whole(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);
export const wholeOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : whole(row, column);
