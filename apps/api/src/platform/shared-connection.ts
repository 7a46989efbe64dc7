import type { Writable } from 'node:stream';

import type pg from 'pg';

/** An answer that takes longer is not coming; whoever waits behind it must not wait for ever. */
const PATIENCE_MS = 15_000;

/**
 * One connection that any number of quick reads share. A read is sent without waiting for the answers of those before it, and
 * those of one turn of the event loop leave together: under load many requests cost the machine one write and one
 * wake-up of one server process, where a pool spends that on each.
 *
 * Only for reads of few rows by a key: what is slow here holds up everybody behind it. Nothing here can be a transaction.
 */
export class SharedConnection {
  readonly #make: (limits: pg.ClientConfig) => pg.Client;
  #open: Promise<pg.Client> | null = null;
  #isGathering = false;
  #isClosed = false;

  /** @param make a client that sends its statements without waiting */
  constructor(make: (limits: pg.ClientConfig) => pg.Client) {
    this.#make = make;
  }

  /** @throws the driver's error; when the connection broke, everything that waits on it fails and the next read opens another */
  async read<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.#isClosed) throw new Error('the database is not connected');
    const client = await (this.#open ??= this.#connect());
    this.#gather(client);
    return (await client.query(statement, [...values])).rows as Row[];
  }

  /** For good: whoever still reads while everything ends is refused, and opens nothing that would outlive us. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#open?.then(
      (client) => client.end(),
      () => undefined,
    );
  }

  #connect(): Promise<pg.Client> {
    const client = this.#make({ query_timeout: PATIENCE_MS });
    const opening = client.connect().then(() => client);
    const forget = (): void => {
      if (this.#open === opening) this.#open = null;
    };
    client.once('end', forget);
    client.on('error', forget);
    opening.catch(forget);
    return opening;
  }

  /** Keeps what is sent now until this turn of the event loop has handled what came in. */
  #gather(client: pg.Client): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    setImmediate(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}
