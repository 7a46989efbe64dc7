import type { PaymentChannel } from '@luffy/ipay';
import { FakeChannel } from '@luffy/ipay/testing';
import { JwtService } from '@nestjs/jwt';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { seedDemo } from '../scripts/seed.js';
import { jwtOptions } from '../src/auth/token.js';
import { buildApp } from '../src/build-app.js';
import type { FieldFault } from '../src/platform/app-error.js';
import { InvariantService } from '../src/invariant/invariant.service.js';
import { ManualClock } from '../src/platform/clock.js';
import { type AppConfig, loadConfig } from '../src/platform/config.js';
import type { ActPreviewView } from '../src/admin/act.dto.js';
import type { AlertView } from '../src/alert/alert.dto.js';
import type { AuditView } from '../src/audit/audit.dto.js';
import { Database } from '../src/platform/database.js';
import { SweepTicker } from '../src/platform/sweep.js';
import { createTestDatabase } from '../src/platform/testing.js';
import { SCHEMA } from '../src/schema.js';
import type { QuoteView } from '../src/checkout/quote.dto.js';
import type { QueueView } from '../src/queue/queue.dto.js';
import type { RefundView } from '../src/refund/refund.dto.js';
import { issuedAt } from '../src/user/session.rule.js';
import type { OrderView } from '../src/order/order.dto.js';

/** The fields that answers of the API have; which of them one answer has is for the test to say. */
export interface AnswerBody {
  status?: number;
  code?: string;
  msg?: string;
  request_id?: string;
  token?: string;
  out_trade_no?: string;
  pay_url?: string | null;
  expires_at?: string | null;
  total_amount?: string;
  course_id?: number;
  fields?: FieldFault[];
  user?: { id: number; username: string; is_staff: boolean; roles: string[]; created_time: string };
  order?: OrderView & { username?: string };
  course?: Record<string, unknown>;
  items?: Record<string, unknown>[];
  added?: number[];
  quote?: QuoteView;
  lesson?: Record<string, unknown>;
  ended_at?: string;
  skipped?: { course_id: number; reason: string }[];
  next_cursor?: string | null;
  audit?: AuditView;
  preview?: ActPreviewView & { refund?: Record<string, unknown> };
  refund?: RefundView;
  alert?: AlertView;
  queues?: QueueView[];
}

export interface Answer {
  http: number;
  text: string;
  headers: Record<string, unknown>;
  body: AnswerBody;
}

export interface AskOptions {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

const NOW = new Date('2026-03-02T14:05:00+08:00');

/** The whole API on a database of its own, with a clock that stands still and a channel that does as it is told. */
export class World {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: AppConfig,
    readonly clock: ManualClock,
    readonly channel: FakeChannel,
    readonly db: Database,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async open(
    options: { env?: Record<string, string>; channels?: (fake: FakeChannel) => PaymentChannel[] } = {},
  ): Promise<World> {
    const database = await createTestDatabase(SCHEMA);
    const clock = new ManualClock(NOW);
    const config = loadConfig({
      DATABASE_URL: database.url,
      JWT_SECRET: 'a secret of the tests, thirty-two characters at least',
      ALIPAY_APP_ID: '2021000000000001',
      ALIPAY_SELLER_ID: '2088000000000001',
      ALIPAY_GATEWAY: 'http://127.0.0.1:1/gateway.do',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'silent',
      ...options.env,
    });
    const channel = new FakeChannel({ now: () => clock.now() });
    const channels = options.channels?.(channel) ?? [channel];
    const app = await buildApp({ config: { ...config, SWEEP_SECONDS: 0 }, clock, channels });
    const db = app.get(Database);
    await seedDemo(db, clock);
    return new World(app, config, clock, channel, db, database.drop);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.dropDatabase();
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: AskOptions = {},
  ): Promise<Answer> {
    const isRaw = typeof options.body === 'string' || Buffer.isBuffer(options.body);
    const reply = await this.app.inject({
      method,
      url: path,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `jwt ${options.token}` }),
        ...(options.body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { payload: isRaw ? (options.body as string) : JSON.stringify(options.body) }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return {
      http: reply.statusCode,
      text: reply.body,
      headers: reply.headers,
      body: isJson ? (JSON.parse(reply.body) as AnswerBody) : {},
    };
  }

  get(path: string, token?: string): Promise<Answer> {
    return this.ask('GET', path, { token });
  }

  post(path: string, token?: string, body?: unknown): Promise<Answer> {
    return this.ask('POST', path, { token, body });
  }

  /** A token as the login gives it, without the time that hashing takes; it outlives the days that tests let pass. */
  async token(username: string): Promise<string> {
    const id = await this.userId(username);
    const [row] = await this.rows<{ from: Date | null }>(
      'SELECT tokens_valid_from AS from FROM luffy_user WHERE id = $1',
      [id],
    );
    const iat = issuedAt(this.clock.now(), row?.from ?? null);
    return new JwtService(jwtOptions(this.config.JWT_SECRET)).sign({ iat }, { subject: String(id), expiresIn: '1y' });
  }

  async userId(username: string): Promise<number> {
    const [row] = await this.db.manager.query<{ id: string }[]>('SELECT id FROM luffy_user WHERE username = $1', [
      username,
    ]);
    if (!row) throw new Error(`there is no user ${username}`);
    return Number(row.id);
  }

  /** A new student, to have nothing bought yet. */
  async student(): Promise<string> {
    const username = `student_${(this.#students += 1)}`;
    await this.db.manager.query('INSERT INTO luffy_user (username, password_hash, created_time) VALUES ($1, $2, $3)', [
      username,
      'no password: the tests sign tokens themselves',
      this.clock.now(),
    ]);
    return this.token(username);
  }

  #students = 0;

  /** Places an order for courses at the price given, which must be right. */
  async place(token: string, courses: number[], totalAmount: string): Promise<string> {
    const answer = await this.post('/api/order/pay/', token, { total_amount: totalAmount, pay_type: 1, courses });
    if (answer.http !== 200 || !answer.body.out_trade_no) throw new Error(`not placed: ${answer.text}`);
    return answer.body.out_trade_no;
  }

  /** Posts what the channel would send for a trade, with some of it changed. */
  async notify(body: string): Promise<Answer> {
    return this.ask('POST', '/api/order/success/', {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded; text/html; charset=UTF-8' },
    });
  }

  /** The buyer pays at the cashier and the channel's notify arrives; answers what we said to it. */
  async pay(outTradeNo: string): Promise<string> {
    this.channel.pay(outTradeNo);
    return (await this.notify(this.channel.notifyBody(outTradeNo))).text;
  }

  /** A new student with a paid order for courses at the price given. */
  async bought(courses: number[], totalAmount: string): Promise<{ token: string; outTradeNo: string }> {
    const token = await this.student();
    const outTradeNo = await this.place(token, courses, totalAmount);
    if ((await this.pay(outTradeNo)) !== 'success') throw new Error('the notify was not believed');
    return { token, outTradeNo };
  }

  pass(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  /** The order's own row. */
  async orderRow(outTradeNo: string): Promise<Record<string, unknown>> {
    const [row] = await this.rows('SELECT * FROM luffy_order WHERE out_trade_no = $1', [outTradeNo]);
    if (!row) throw new Error(`there is no order ${outTradeNo}`);
    return row;
  }

  /** The types of the order's events, from the first on. */
  async story(outTradeNo: string): Promise<string[]> {
    const rows = await this.rows<{ type: string }>(
      'SELECT e.type FROM luffy_order_event e JOIN luffy_order o ON o.id = e.order_id WHERE o.out_trade_no = $1 ORDER BY e.seq',
      [outTradeNo],
    );
    return rows.map((row) => row.type);
  }

  /** The payments of an order, from the first on. */
  payments(outTradeNo: string): Promise<Record<string, unknown>[]> {
    return this.rows(
      'SELECT p.* FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id WHERE o.out_trade_no = $1 ORDER BY p.id',
      [outTradeNo],
    );
  }

  /** The courses a student may study. */
  async courses(token: string): Promise<unknown[]> {
    const { items = [] } = (await this.get('/api/enrolment/', token)).body;
    return items.map((item) => item['course_id']).toSorted();
  }

  /** Promises of the product that are broken now; there must be none after whatever happened. */
  broken(): Promise<{ name: string; subject: string }[]> {
    return this.app.get(InvariantService).broken();
  }

  async sweep(): Promise<void> {
    await this.app.get(SweepTicker).tick();
  }

  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.db.manager.query<T[]>(sql, parameters);
  }

  /**
   * What every table of the product holds, a line each, to show that a refusal changed nothing. That the channel was asked
   * is written down whatever comes of it.
   */
  async snapshot(except: readonly string[] = []): Promise<string> {
    const tables = await this.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_name LIKE 'luffy_%' AND table_type = 'BASE TABLE'
         AND table_name <> 'luffy_gateway_call' ORDER BY 1`,
    );
    const lines = tables
      .filter(({ name }) => !except.includes(name))
      .map(async ({ name }) => {
        const [row] = await this.rows<{ text: string }>(
          `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS text FROM ${name} t`,
        );
        return `${name}: ${row?.text}`;
      });
    return (await Promise.all(lines)).join('\n');
  }
}
