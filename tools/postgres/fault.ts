/** Why the database cannot start, in one sentence for a person. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
}
