import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { type RunningPostgres, startPostgres } from '../../../../tools/postgres.ts';
import { API_HEAP, API_MALLOC } from '../../../../tools/start/heap.ts';
import { type Keys, makeKeys } from './keys.ts';
import { loadRows } from './load-rows.ts';
import { childrenOf, cpuSecondsOf, Server } from './server.ts';
import { SHOP, type Size } from './shop.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const API = at('../../../api/dist/src/main.js');
const BARE = at('../bare/main.ts');
const GATEWAY = at('../../../alipay-gateway/dist/main.js');

/** What differs between two starts of the product. */
export interface ApiOptions {
  workers?: number;
  /** The product's own sweeps, every so many seconds; off unless asked for, for the baseline has none. */
  sweepSeconds?: number;
  gateway?: string;
  nodeArgs?: readonly string[];
}

/** One PostgreSQL, the databases on it, keys, and the servers that run on them. Everything ends with `close`. */
export class Stage {
  readonly keys: Keys;
  readonly #postgres: RunningPostgres;
  readonly #folder: string;
  readonly #servers: Server[] = [];

  private constructor(folder: string, postgres: RunningPostgres, keys: Keys) {
    this.#folder = folder;
    this.#postgres = postgres;
    this.keys = keys;
  }

  /** PostgreSQL writes through to the disk, as in production: a faster one would flatter whoever asks it more often. */
  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'luffy-bench-'));
    chmodSync(folder, 0o755); // PostgreSQL does not run as root and must reach its data
    try {
      const keys = await makeKeys(join(folder, 'keys'));
      return new Stage(folder, await startPostgres({ dataDir: join(folder, 'data') }), keys);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    await this.#postgres.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What PostgreSQL itself writes down. */
  get databaseLog(): string {
    return join(this.#folder, 'data', 'logs', 'postgres.log');
  }

  urlOf(database: string): string {
    const url = new URL(this.#postgres.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  async connect(database: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    return client;
  }

  /** A migrated database with a shop of this size in it. The product itself migrates it, by starting once. */
  async makeDatabase(name: string, size: Size, tell: (line: string) => void): Promise<void> {
    await this.#admin(`CREATE DATABASE ${name}`);
    await this.stop(await this.startApi(name));
    const client = await this.connect(name);
    try {
      await loadRows(client, size, tell);
    } finally {
      await client.end();
    }
  }

  /** The same rows in the same files under another name; nobody may be connected meanwhile. */
  async copyDatabase(from: string, to: string): Promise<void> {
    await this.#admin(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`);
  }

  async dropDatabase(name: string): Promise<void> {
    await this.#admin(`DROP DATABASE ${name}`);
  }

  /** What the server wrote down so far reaches the disk now, and not in the middle of a measurement. */
  async settle(): Promise<void> {
    await this.#admin('CHECKPOINT');
  }

  startApi(database: string, options: ApiOptions = {}): Promise<Server> {
    return this.#start([...API_HEAP, ...(options.nodeArgs ?? []), API], {
      ...API_MALLOC,
      ...this.#merchant(database),
      ALIPAY_GATEWAY: options.gateway ?? 'http://127.0.0.1:9/gateway.do',
      PORT: '0',
      DEMO: '0',
      LOG_LEVEL: 'warn',
      SWEEP_SECONDS: String(options.sweepSeconds ?? 3600),
      ...(options.workers ? { WORKERS: String(options.workers) } : {}),
    });
  }

  startBare(database: string): Promise<Server> {
    return this.#start([BARE], this.#merchant(database));
  }

  /** The local gateway, for what asks it: sweeps under load. @returns the address of its one door */
  async startGateway(): Promise<string> {
    const server = await this.#start([GATEWAY], {
      GATEWAY_PORT: '0',
      GATEWAY_STORAGE: join(this.#folder, 'gateway.sqlite'),
      ALIPAY_APP_ID: SHOP.appId,
      ALIPAY_SELLER_ID: SHOP.sellerId,
      GATEWAY_APP_PUBLIC_KEY_FILE: this.keys.appPublic,
      GATEWAY_PRIVATE_KEY_FILE: this.keys.gatewayPrivate,
    });
    return `${server.url}/gateway.do`;
  }

  async stop(server: Server): Promise<void> {
    await server.stop();
    this.#servers.splice(this.#servers.indexOf(server), 1);
  }

  /** Seconds of processor time that PostgreSQL's processes, as they are now, have used. */
  databaseCpuSeconds(): number {
    return [this.#postgres.pid, ...childrenOf(this.#postgres.pid)].reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  }

  #merchant(database: string): Record<string, string> {
    return {
      DATABASE_URL: this.urlOf(database),
      JWT_SECRET: SHOP.jwtSecret,
      ALIPAY_APP_ID: SHOP.appId,
      ALIPAY_SELLER_ID: SHOP.sellerId,
      ALIPAY_APP_PRIVATE_KEY_FILE: this.keys.appPrivate,
      ALIPAY_PUBLIC_KEY_FILE: this.keys.gatewayPublic,
    };
  }

  async #start(args: readonly string[], env: Record<string, string>): Promise<Server> {
    const server = await Server.start(args, env);
    this.#servers.push(server);
    return server;
  }

  async #admin(statement: string): Promise<void> {
    const client = await this.connect('postgres');
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
