import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

import type { PaymentChannel } from '@luffy/ipay';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

import { buildApp } from '../../src/build-app.js';
import type { Clock } from '../../src/platform/clock.js';
import type { AppConfig } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database.js';
import type { Plant } from './plant.js';
import type { Turnstile } from './turnstile.js';

/** What the code of a dead process gets instead of an answer. */
class Crash extends Error {
  override readonly name = 'Crash';
}

type Release = (error?: Error) => void;
interface Connection {
  connection: { stream: { destroy(): void } };
}
/** The part of TypeORM's driver through which every connection of the process is taken. */
interface Driver {
  obtainMasterConnection(): Promise<[Connection, Release]>;
  createQueryRunner(mode: 'master' | 'slave'): QueryRunner;
}

/** A statement outside a transaction commits by itself when it writes. */
const WRITES = /^\s*(WITH\b[^]*\b)?(INSERT|UPDATE|DELETE)\b/i;
/** What a dying process had sent before is on its way and still arrives. */
const LAST_WORDS_TURNS = 20;

const RESEND_TURN_MS = 3;

export interface HostParts {
  config: AppConfig;
  clock: Clock;
  turnstile: Turnstile;
  plant: Plant;
  /** The way out of this process; it must ask `point` before and after each call. */
  channel: (host: Host) => PaymentChannel;
}

/**
 * One life of the API process. Everything it knows is in here; a crash cuts its connections, and whatever of its code
 * still runs reaches neither the database nor the gateway any more.
 */
export class Host {
  #app: NestFastifyApplication | undefined;
  #isDead = false;
  #pointsLeft = Number.POSITIVE_INFINITY;
  readonly #connections = new Set<Connection>();

  private constructor(private readonly parts: HostParts) {}

  static async boot(parts: HostParts): Promise<Host> {
    const host = new Host(parts);
    const channel = parts.plant.channel(parts.channel(host));
    const app = await buildApp({ config: parts.config, clock: parts.clock, channels: [channel] });
    host.#app = app;
    host.#watch(app.get(Database));
    parts.plant.app(app);
    return host;
  }

  get app(): NestFastifyApplication {
    if (!this.#app) throw new Error('the process has not started');
    return this.#app;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** The process dies at this many points from now: before or after a commit, before or after a call to the gateway. */
  dieAtPoint(points: number): void {
    this.#pointsLeft = points;
  }

  surviveAgain(): void {
    this.#pointsLeft = Number.POSITIVE_INFINITY;
  }

  /** One of the moments at which a process may die. @throws Crash when it does, and ever after */
  async point(): Promise<void> {
    if (!this.#isDead && (this.#pointsLeft -= 1) <= 0) {
      for (let turns = 0; turns < LAST_WORDS_TURNS; turns++) await turn();
      this.#die();
    }
    if (this.#isDead) throw new Crash('the process is dead');
  }

  /** Takes the next free turn, for a connection or a call. @throws Crash when the process died before it came */
  async enter(): Promise<() => void> {
    if (this.#isDead) throw new Crash('the process is dead');
    return this.parts.turnstile.enter(this);
  }

  /** The client waits 0 ms before it sends a call again, which is a turn of the timers. */
  rest(): void {
    this.parts.turnstile.rest(pause(RESEND_TURN_MS));
  }

  /** Throws away what is left of the process. */
  async bury(): Promise<void> {
    if (!this.#isDead) this.#die();
    await this.app.close().catch(() => undefined);
  }

  /** An orderly end. */
  async close(): Promise<void> {
    await this.app.close();
  }

  #die(): void {
    this.#isDead = true;
    for (const { connection } of this.#connections) connection.stream.destroy();
    this.parts.turnstile.abandon(this, new Crash('the process is dead'));
  }

  #watch(database: Database): void {
    const { source } = database;
    const ask = database.ask.bind(database);
    database.ask = async <Row>(statement: string, values: readonly unknown[]): Promise<Row[]> => {
      const leave = await this.enter();
      try {
        return await this.#committing(WRITES.test(statement), () => ask<Row>(this.parts.plant.sql(statement), values));
      } finally {
        leave();
      }
    };
    const driver = source.driver as unknown as Driver;
    const obtain = driver.obtainMasterConnection.bind(driver);
    driver.obtainMasterConnection = async () => {
      const leave = await this.enter();
      try {
        const [connection, release] = await obtain();
        this.#connections.add(connection);
        const giveBack = (error?: Error): void => {
          release(error);
          leave();
        };
        return [connection, giveBack];
      } catch (error) {
        leave();
        throw error;
      }
    };
    const create = driver.createQueryRunner.bind(driver);
    driver.createQueryRunner = (mode) => this.#watched(create(mode));
    const { manager } = source;
    // The product opens transactions by this one form only.
    const transaction = async <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
      manager.transaction((tx) => this.parts.turnstile.insideTransaction(() => work(tx)));
    source.transaction = transaction as DataSource['transaction'];
  }

  /** Sends a statement; one that commits is a moment at which the process may die, before it and after it. */
  async #committing<T>(commits: boolean, send: () => Promise<T>): Promise<T> {
    if (this.#isDead) throw new Crash('the process is dead');
    if (commits) await this.point();
    const result = await send();
    if (commits) await this.point();
    return result;
  }

  #watched(runner: QueryRunner): QueryRunner {
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    const watched = async (text: string, ...rest: unknown[]): Promise<unknown> => {
      const commits = text === 'COMMIT' || (!runner.isTransactionActive && WRITES.test(text));
      return this.#committing(commits, () => query(this.parts.plant.sql(text), ...rest));
    };
    runner.query = watched as QueryRunner['query'];
    return runner;
  }
}
