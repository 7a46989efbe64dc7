import type { EventEmitter } from 'node:events';
import { isNativeError } from 'node:util/types';

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, DefaultNamingStrategy, type EntityManager, type DataSourceOptions } from 'typeorm';

import type pg from 'pg';

import { PreparedClient } from './prepared-client.js';
import { SharedConnection } from './shared-connection.js';

/** Columns are the snake_case of the property, as in the original design: outTradeNo is out_trade_no. */
class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    return customName || propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

export function dataSourceOptions(
  url: string,
  schema: Pick<DataSourceOptions, 'entities' | 'migrations'>,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    ...schema,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsTransactionMode: 'each',
    applicationName: 'luffy-api',
    extra: {
      Client: PreparedClient,
      max: 20,
      // A burst waits its turn for a connection rather than being refused.
      connectionTimeoutMillis: 15_000,
      // A statement that hangs must not hold a row lock for ever; every rule here takes milliseconds.
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

/** 40001 serialization failure, 40P01 deadlock: nothing was written, so the whole transaction may run again. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/** Opens transactions. A method whose first parameter is `tx` joins one; nothing here nests. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly #shared = new SharedConnection(
    (limits) => new PreparedClient({ ...this.#connectedPool.options, ...limits }),
  );

  constructor(readonly source: DataSource) {
    this.#pool?.on('acquire', outliveServer);
  }

  get #pool(): pg.Pool | undefined {
    return (this.source.driver as unknown as { master?: pg.Pool }).master;
  }

  get #connectedPool(): pg.Pool {
    if (!this.#pool) throw new Error('the database is not connected');
    return this.#pool;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#shared.close();
  }

  get manager(): EntityManager {
    return this.source.manager;
  }

  /**
   * One statement on a connection of its own, a transaction by itself. For what is asked with every request: nothing stands
   * between it and the driver. @returns its rows
   */
  async ask<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#connectedPool.query(statement, [...values])).rows as Row[];
  }

  /**
   * A quick read of few rows by a key, as every request makes one: on a connection that all of them share.
   * @returns its rows, as of some moment after the call
   */
  look<Row>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#shared.read(statement, values);
  }

  /** Runs `work` in one transaction, again when the database asks for it. `work` must touch nothing but `tx`. */
  tx<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.#patiently(() => this.source.transaction(work));
  }

  /** Runs `work` in one transaction and takes everything back: what would be, without being. */
  rehearse<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.#patiently(async () => {
      const runner = this.source.createQueryRunner();
      try {
        await runner.startTransaction();
        return await work(runner.manager);
      } finally {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        await runner.release();
      }
    });
  }

  async #patiently<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once();
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlStateOf(error) ?? '')) throw error;
      }
    }
  }

  async now(): Promise<Date> {
    const [row] = await this.source.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return row.now;
  }

  /** Several processes may start at once; a session lock lets one of them migrate while the others wait. */
  async migrate(): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await this.source.runMigrations();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
      await runner.release();
    }
  }
}

const hardened = new WeakSet<EventEmitter>();

/**
 * A connection that breaks between two statements tells so by an event, which ends the process when nobody listens. The
 * next statement on it fails anyway, and that error is the one that is answered.
 */
function outliveServer(client: EventEmitter): void {
  if (hardened.has(client)) return;
  hardened.add(client);
  client.on('error', () => undefined);
}

const MIGRATION_LOCK = 7_215_001;

/** The five-letter SQLSTATE of an error from the driver, also through TypeORM's wrapper. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The unique index or constraint that a statement violated, or undefined for any other error. */
export function violatedUnique(error: unknown): string | undefined {
  if (sqlStateOf(error) !== '23505') return undefined;
  const { constraint, driverError } = error as { constraint?: string; driverError?: { constraint?: string } };
  return driverError?.constraint ?? constraint;
}

/** The database cannot be reached or went away; what a running transaction did is then unknown to us. */
export function isDatabaseDown(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code = (error as { code?: string }).code ?? '';
  const state = sqlStateOf(error) ?? '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    state.startsWith('08') ||
    ['57P01', '57P02', '57P03', '53300'].includes(state) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|database is not connected/.test(
      error.message,
    )
  );
}
