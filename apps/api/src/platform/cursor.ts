import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** A row as the database prints it, a text for each column. */
export type TextRow = (string | null)[];

export interface CursorQuery {
  /** Every column cast to text. */
  sql: string;
  values: readonly unknown[];
  /** Rows taken from the database at a time: the most that is ever held here. */
  batch: number;
}

/** While whoever reads is slow, the transaction waits; a connection that nobody reads from ends sooner by itself. */
const PATIENCE_SECONDS = 300;

/**
 * The rows of a query in batches, through a cursor of the server: one snapshot, and never more than a batch in memory.
 * When `signal` is aborted, the statement that runs at that moment ends in the database too.
 */
export async function* cursor(
  source: DataSource,
  query: CursorQuery,
  signal: AbortSignal,
): AsyncGenerator<TextRow[], void> {
  const { master: pool } = source.driver as unknown as { master: Pool };
  const client = await pool.connect();
  let stopping: Promise<unknown> | undefined;
  const stop = (): void => void (stopping = cancel(pool, client));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    await client.query('BEGIN TRANSACTION READ ONLY');
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = '${PATIENCE_SECONDS}s'`);
    await client.query(`DECLARE batches NO SCROLL CURSOR FOR ${query.sql}`, [...query.values]);
    for (;;) {
      const text = `FETCH FORWARD ${query.batch} FROM batches`;
      const { rows } = await client.query<TextRow>({ text, rowMode: 'array' });
      if (rows.length > 0) yield rows;
      if (rows.length < query.batch) break;
    }
    await client.query('COMMIT');
  } finally {
    signal.removeEventListener('abort', stop);
    await stopping;
    // A connection whose statement was cancelled, or that is left in the middle of its work, serves nobody any more.
    client.release(signal.aborted || !(await isIdle(client)));
  }
}

/** Ends the statement that a connection is running; the connection alone would not tell the database that we are gone. */
const cancel = (pool: Pool, client: PoolClient): Promise<unknown> =>
  pool
    .query('SELECT pg_cancel_backend($1)', [(client as unknown as { processID: number }).processID])
    .catch(() => undefined);

/** Takes back whatever is open. False when the connection is broken. */
const isIdle = (client: PoolClient): Promise<boolean> =>
  client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
