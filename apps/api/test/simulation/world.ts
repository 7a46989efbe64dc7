import { JwtService } from '@nestjs/jwt';
import pg from 'pg';

import { jwtOptions } from '../../src/auth/token.js';
import { InvariantService } from '../../src/invariant/invariant.service.js';
import { ManualClock } from '../../src/platform/clock.js';
import { type AppConfig, loadConfig } from '../../src/platform/config.js';
import { SweepTicker } from '../../src/platform/sweep.js';
import { createTestDatabase, type TestDatabase } from '../../src/platform/testing.js';
import { SCHEMA } from '../../src/schema.js';
import { secondOf } from '../../src/user/session.rule.js';
import { APP_ID, GatewaySide, SELLER_ID } from './gateway-side.js';
import { Host } from './host.js';
import { type PlantName, plantOf, type Plant } from './plant.js';
import { Random } from './random.js';
import { Turnstile } from './turnstile.js';

const START = new Date('2026-03-02T14:05:00+08:00');
const SECRET = 'a secret of the simulation, thirty-two characters at least';
export const STUDENTS = 4;
export const STAFF_ID = STUDENTS + 1;

/** Prices that make shares uneven, one course for nothing, one for less than a coupon takes off. */
const COURSES = ['99.00', '199.00', '0.00', '59.00', '88.80', '0.03'];
export const COURSE_COUNT = COURSES.length;

/** name, type, value, off_percent, minimum, course_id */
const COUPONS = [
  ['20 off', 0, '20.00', null, '0.00', null],
  ['50 off from 200', 1, '50.00', null, '200.00', null],
  ['79 percent', 2, '0.00', 79, '0.00', null],
  ['course 4 for nothing', 0, '60.00', null, '0.00', 4],
] as const;
export const COUPON_COUNT = COUPONS.length;

/** The database of all runs of a process; each run finds it empty. */
export class Ground {
  private constructor(
    private readonly database: TestDatabase,
    readonly client: pg.Client,
  ) {}

  static async open(): Promise<Ground> {
    const database = await createTestDatabase(SCHEMA);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return new Ground(database, client);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }

  get url(): string {
    return this.database.url;
  }

  async clear(): Promise<void> {
    const { rows } = await this.client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'luffy_%' AND table_type = 'BASE TABLE'",
    );
    await this.client.query(`TRUNCATE ${rows.map((row) => row.name).join(', ')} RESTART IDENTITY`);
    for (let id = 1; id <= STAFF_ID; id++) {
      const isStaff = id === STAFF_ID;
      await this.client.query(
        'INSERT INTO luffy_user (username, password_hash, is_staff, roles, created_time) VALUES ($1, $2, $3, $4, $5)',
        [isStaff ? 'staff' : `student${id}`, 'none', isStaff, isStaff ? ['admin'] : [], START],
      );
    }
    for (const [at, price] of COURSES.entries()) {
      await this.client.query(
        'INSERT INTO luffy_course (name, price, original_price, created_time) VALUES ($1, $2, 999, $3)',
        [`course ${at + 1}`, price, START],
      );
    }
    for (const coupon of COUPONS) {
      await this.client.query(
        `INSERT INTO luffy_coupon (name, type, value, off_percent, minimum, course_id, total, per_user, starts_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, 8, 3, $7, $7::timestamptz + interval '20 days')`,
        [...coupon, START],
      );
    }
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, parameters)).rows;
  }
}

/** What the API answered; null when the process died before it did. */
export interface Answer {
  http: number;
  body: { code?: string; out_trade_no?: string; pay_url?: string | null; total_amount?: string; msg?: string };
}

/** One world of one seed: the shop, the gateway, and the time they share. */
export class World {
  readonly clock = new ManualClock(START);
  readonly turnstile: Turnstile;
  /** Numbers of notifies that were answered `success`. */
  readonly accepted = new Set<string>();
  /** What no answer may ever be, while its process lived. */
  readonly outrages: string[] = [];
  readonly console;
  crashes = 0;
  #host: Host | undefined;
  readonly #tokens: string[];

  private constructor(
    readonly ground: Ground,
    private readonly config: AppConfig,
    readonly gateway: GatewaySide,
    private readonly plant: Plant,
    random: Random,
  ) {
    this.turnstile = new Turnstile(random);
    this.console = gateway.console();
    const jwt = new JwtService(jwtOptions(SECRET));
    this.#tokens = Array.from({ length: STAFF_ID }, (_, at) =>
      jwt.sign({ iat: secondOf(START) }, { subject: String(at + 1), expiresIn: '10y' }),
    );
  }

  static async open(ground: Ground, seed: number, plant: PlantName | undefined): Promise<World> {
    await ground.clear();
    const config = loadConfig({
      DATABASE_URL: ground.url,
      JWT_SECRET: SECRET,
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_SELLER_ID: SELLER_ID,
      ALIPAY_GATEWAY: 'http://127.0.0.1:8100/gateway.do',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'silent',
    });
    const random = new Random(seed);
    const later: { world?: World } = {};
    const clock = new ManualClock(START);
    const gateway = await GatewaySide.open({
      clock: { now: () => (later.world?.clock ?? clock).now() } as ManualClock,
      random: new Random(seed ^ 0x5eed),
      post: ({ headers, body }) => {
        if (!later.world) throw new Error('nobody listens yet');
        return later.world.receive(headers, body);
      },
    });
    const world = new World(ground, { ...config, SWEEP_SECONDS: 0 }, gateway, plantOf(plant), random);
    later.world = world;
    await world.start();
    return world;
  }

  get host(): Host {
    if (!this.#host) throw new Error('the shop is closed');
    return this.#host;
  }

  async start(): Promise<void> {
    this.#host = await Host.boot({
      config: this.config,
      clock: this.clock,
      turnstile: this.turnstile,
      plant: this.plant,
      channel: (host) => this.gateway.channelFor(host),
    });
  }

  async close(): Promise<void> {
    await this.turnstile.idle();
    await this.host.close();
    await this.gateway.close();
  }

  /** A dead process is buried, and another one starts on the same database as soon as the server let go of the old. */
  async revive(): Promise<void> {
    if (!this.host.isDead) return;
    this.crashes += 1;
    await this.host.bury();
    const left = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'luffy-api'";
    while ((await this.ground.rows(left)).length > 0);
    await this.start();
  }

  pass(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  sweep(): Promise<void> {
    return this.host.app.get(SweepTicker).tick();
  }

  broken(): Promise<{ name: string; subject: string }[]> {
    return this.host.app.get(InvariantService).broken();
  }

  /** A request of a user, by their id. Null: the process died before it answered. */
  async ask(userId: number, method: 'GET' | 'POST', url: string, body?: object, key?: string): Promise<Answer | null> {
    const { host } = this;
    const reply = await host.app.inject({
      method,
      url,
      headers: {
        authorization: `jwt ${this.#tokens[userId - 1]}`,
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { payload: body }),
    });
    if (host.isDead) return null;
    const answer = { http: reply.statusCode, body: JSON.parse(reply.body) as Answer['body'] };
    if (answer.http >= 500 && answer.body.code !== 'GATEWAY_UNAVAILABLE') {
      this.outrages.push(`${method} ${url} was answered ${answer.http} ${reply.body}`);
    }
    return answer;
  }

  /** The gateway's post, and anybody else's. */
  async receive(headers: Readonly<Record<string, string>>, body: string): Promise<{ status: number; body: string }> {
    const { host } = this;
    if (host.isDead) throw new Error('connection refused');
    const reply = await host.app.inject({
      method: 'POST',
      url: '/api/order/success/',
      headers: { ...headers },
      payload: body,
    });
    if (host.isDead) throw new Error('connection reset');
    if (reply.statusCode >= 500) this.outrages.push(`a notify was answered ${reply.statusCode}`);
    if (reply.statusCode === 200 && reply.body === 'success')
      this.accepted.add(new URLSearchParams(body).get('notify_id') ?? '');
    return { status: reply.statusCode, body: reply.body };
  }
}
