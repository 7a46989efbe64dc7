import type { KeyObject } from 'node:crypto';

import formbody from '@fastify/formbody';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type InjectOptions,
  type LightMyRequestResponse,
} from 'fastify';

import { BillOffice } from './bill.js';
import { BillPlants } from './bill/plant.js';
import { registerCashier } from './cashier/cashier.js';
import { registerConsole } from './control/console.js';
import { registerControl } from './control/control.js';
import { Delivery } from './delivery.js';
import { Faults } from './faults.js';
import { DEFAULT_TRIGGERS, type NotifyTrigger } from './notify.js';
import { GatewayTime, systemClock, type GatewayClock } from './platform/clock.js';
import { parseForm } from './platform/form.js';
import { systemRandom, type RandomBytes } from './platform/numbers.js';
import { postOverHttp, type Post } from './platform/post.js';
import { Records } from './platform/records.js';
import { Storage } from './platform/storage.js';
import { readPrivateKey, readPublicKey, sign, verify, type SlashEscaping } from './sign.js';
import { TradeBook } from './trade.js';
import { registerGatewayDo } from './wire/gateway-do.js';

export interface GatewayLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface GatewayOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host?: '127.0.0.1';
  /** Path of the storage file, or `:memory:`. */
  readonly storage: string;
  readonly appId: string;
  readonly sellerId: string;
  readonly sellerEmail?: string;
  /** Checks what the merchant sends. PEM or bare base64. */
  readonly appPublicKeyPem: string;
  /** Signs answers, returns and notifies. Must not belong to the app's pair. */
  readonly gatewayPrivateKeyPem: string;
  /** URLs that notify and return addresses must begin with; without it only this machine is called. */
  readonly notifyPrefixes?: readonly string[];
  /** Which events are told; payment, refunds and closes unless given. */
  readonly notifyOn?: readonly NotifyTrigger[];
  readonly clock?: GatewayClock;
  readonly random?: RandomBytes;
  readonly post?: Post;
  /** `manual`: nothing happens by itself; the owner calls `deliverDue` and `tick`. */
  readonly delivery?: 'automatic' | 'manual';
  readonly slashEscaping?: SlashEscaping;
  readonly logger?: GatewayLogger;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** `url` and `/gateway.do`. */
  readonly gatewayUrl: string;
  /** Handles a request without a socket. */
  inject(request: InjectOptions): Promise<LightMyRequestResponse>;
  /** Delivers the notifies due now, waits for the answers, says how many were tried. */
  deliverDue(): Promise<number>;
  /** Closes trades past their deadline, then delivers what is due. */
  tick(): Promise<void>;
  /** What POST /control/clock does: time moves, and everything due on the way happens in its order. */
  advance(seconds: number): Promise<void>;
  /** Stops listening and lets go of the storage. What is owed stays owed. */
  close(): Promise<void>;
}

/** How often an automatic gateway looks for due work, milliseconds. */
const TICK_MS = 200;
const BODY_LIMIT = 64 * 1024;
const silent: GatewayLogger = { info: () => undefined, warn: () => undefined };

/** Builds a gateway that listens nowhere; `inject` reaches it. @throws when a key or the storage is unusable. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  return (await assemble(options)).gateway;
}

/** Builds a gateway and listens on loopback. @throws EADDRINUSE when the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { app, gateway, open } = await assemble(options);
  try {
    await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  } catch (error) {
    await gateway.close();
    throw error;
  }
  open();
  return gateway;
}

/** Reads both keys and proves that they work and are no pair: a gateway signing with the app's key proves nothing. */
function readKeys(options: GatewayOptions): { appKey: KeyObject; key: KeyObject } {
  const appKey = readPublicKey(options.appPublicKeyPem);
  const key = readPrivateKey(options.gatewayPrivateKeyPem);
  if (verify('probe', sign('probe', key), appKey))
    throw new Error("the gateway's key is the app's own key; it needs another pair");
  return { appKey, key };
}

interface Assembled {
  readonly app: FastifyInstance;
  readonly gateway: Gateway;
  /** Begins to work by itself; called once the port is known. */
  readonly open: () => void;
}

async function assemble(options: GatewayOptions): Promise<Assembled> {
  const { appKey, key } = readKeys(options);
  const { random = systemRandom, logger = silent, notifyPrefixes } = options;
  const merchant = {
    appId: options.appId,
    sellerId: options.sellerId,
    sellerEmail: options.sellerEmail ?? 'seller@luffy.example',
  };
  const storage = new Storage(options.storage);
  const time = new GatewayTime(options.clock ?? systemClock, {
    read: () => Number(storage.note('clock_advanced_ms') ?? 0),
    write: (ms) => storage.writeNote('clock_advanced_ms', String(ms)),
  });
  const records = new Records(storage);
  const faults = new Faults(storage);
  const post = options.post ?? postOverHttp;
  const triggers = options.notifyOn ?? DEFAULT_TRIGGERS;
  const delivery = new Delivery({ storage, time, faults, random, post, key, merchant, triggers, notifyPrefixes });
  const book = new TradeBook(records, time, faults, delivery, random);
  const baseUrl = (): string => urlOf(app, options.port);
  const plants = new BillPlants(storage);
  const bills = new BillOffice(records, time, random, { sellerId: options.sellerId, baseUrl, plants, faults });
  const held = new Set<FastifyReply>();
  const worker = new Worker(time, book, delivery, logger);

  const app = await newApp(logger);
  const methods = { book, bills, notifyPrefixes, switches: () => faults.current() };
  const slashes = options.slashEscaping ?? 'plain';
  const caller = { appId: options.appId, appKey };
  registerGatewayDo(app, { caller, key, slashes, book, faults, time, random, methods, notifyPrefixes, held });
  registerCashier(app, { book, faults, time, baseUrl, merchant, key, bills });
  await app.register(async (scope) => {
    registerControl(scope, { book, delivery, faults, plants, time, advance: (seconds) => worker.advance(seconds) });
  });
  registerConsole(app, { book, delivery, faults, plants, time });
  await app.ready();

  const close = async (): Promise<void> => {
    worker.stop();
    for (const reply of held) reply.raw.destroy();
    await delivery.close();
    await app.close();
    storage.close();
  };
  const gateway: Gateway = {
    get url() {
      return baseUrl();
    },
    get gatewayUrl() {
      return `${baseUrl()}/gateway.do`;
    },
    inject: (request) => app.inject(request),
    deliverDue: () => delivery.deliverDue(),
    tick: () => worker.tick(),
    advance: (seconds) => worker.advance(seconds),
    close: once(close),
  };
  const open = (): void => {
    if (options.delivery !== 'manual') worker.start(TICK_MS);
  };
  return { app, gateway, open };
}

async function newApp(logger: GatewayLogger): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    routerOptions: { maxParamLength: 200 },
  });
  await app.register(formbody, { bodyLimit: BODY_LIMIT, parser: parseForm });
  // A POST without a body but with a JSON content type is what many clients send to the switches.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('the body is not JSON'), { statusCode: 400 }));
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.warn(`${request.method} ${request.routeOptions.url ?? ''} failed: ${error.message}`);
    return reply.code(status).send({
      reason: status >= 500 ? 'INTERNAL' : 'BAD_REQUEST',
      msg: status >= 500 ? '网关内部错误' : error.message,
    });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ reason: 'NOT_FOUND', msg: '没有这个地址' }));
  return app;
}

function urlOf(app: FastifyInstance, port: number): string {
  const address = app.server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
}

/** The second call waits for the first: a signal and a test may both close. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work());
}

/** Does due work: by itself on a timer, or when told. */
class Worker {
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  /** Two people moving the clock at once move it one after the other. */
  private moving: Promise<void> = Promise.resolve();

  constructor(
    private readonly time: GatewayTime,
    private readonly book: TradeBook,
    private readonly delivery: Delivery,
    private readonly logger: GatewayLogger,
  ) {}

  start(everyMs: number): void {
    const work = (): void => {
      this.tick().catch((error: unknown) => this.logger.warn(`due work failed: ${String(error)}`));
    };
    this.timer = setInterval(work, everyMs);
    this.delivery.whenOwed(work);
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
  }

  async tick(): Promise<void> {
    if (this.stopped) return;
    this.book.passTime();
    await this.delivery.deliverDue();
  }

  advance(seconds: number): Promise<void> {
    const move = this.moving.then(() => this.walkTo(this.time.nowMs() + Math.round(seconds * 1000)));
    this.moving = move.catch(() => undefined);
    return move;
  }

  /** Stops at every deadline and every due delivery on the way, so a day moved at once looks like a day lived. */
  private async walkTo(targetMs: number): Promise<void> {
    while (!this.stopped) {
      const stations = [this.delivery.nextDueAt(), this.book.nextDeadline(targetMs)].filter((at) => at !== null);
      const next = Math.min(...stations);
      if (!(next <= targetMs)) break;
      this.time.moveTo(next);
      await this.tick();
    }
    this.time.moveTo(targetMs);
    await this.tick();
  }
}
