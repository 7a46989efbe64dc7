import pg from 'pg';

/**
 * Texts that get a name. Enough for every statement of the product; a filter that is put together anew with each search must
 * not fill the server's memory with plans that nobody asks for again.
 */
const NAMED_AT_MOST = 400;

/** The same text has the same name on every connection of this process. */
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that prepares every statement with parameters: parsed once and, where its plan does not depend on the
 * values, planned once. TypeORM itself never names a statement, so it is done where statements reach the driver.
 * Statements that are sent without waiting for each other's answers go out together.
 */
export class PreparedClient extends pg.Client {
  constructor(config: pg.ClientConfig) {
    super({ ...config, pipeline: true });
    const send = super.query.bind(this) as Query;
    const prepared: Query = (text, values, ...rest) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? send(text, values, ...rest) : send({ name, text, values }, ...rest);
    };
    this.query = prepared as typeof this.query;
  }
}
