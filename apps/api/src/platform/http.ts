import { randomUUID } from 'node:crypto';

import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import helmet from 'helmet';

import { AppError } from './app-error.js';
import type { AppConfig } from './config.js';
import { validationPipe } from './validation.js';

/** Alipay's notifies are about 2 kB; nothing else a client sends is larger. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** The only route whose body is kept as it came, whatever its type says. */
const NOTIFY_PATH = /^\/api\/order\/success\/?(\?|$)/;

/** Paths without the /api prefix. */
export const UNPREFIXED = ['health/live', 'health/ready'];

export function createHttp(config: AppConfig): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // Fastify under Nest waits for a slow body for ever unless told otherwise.
    requestTimeout: 10_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    genReqId: () => randomUUID(),
    // An address that cannot be decoded never reaches a route, nor the filter behind the routes.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      void refuseAddress(request.id, reply),
    ...(config.TRUST_PROXY ? { trustProxy: config.TRUST_PROXY } : {}),
    logger: {
      level: config.LOG_LEVEL,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: { req: requestLine },
    },
    // A line a request is for debugging; what happens to orders is told by their events.
    logController: new LogController({ disableRequestLogging: !['debug', 'trace'].includes(config.LOG_LEVEL) }),
  });
}

const refuseAddress = (requestId: string, reply: FastifyReply): FastifyReply => {
  const error = new AppError('VALIDATION');
  return reply.status(error.httpStatus).send(error.answer(requestId));
};

/** The path without its query: Alipay's return carries a signature there. */
const requestLine = (request: FastifyRequest) => ({ method: request.method, path: request.url.split('?')[0] });

/** Everything the product says about HTTP in one place, before Nest declares its routes. */
export async function prepareHttp(
  app: NestFastifyApplication,
  config: AppConfig,
  budgets: RateLimitBudgets,
): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  declareBodies(fastify);
  // Made once: the plugin for Fastify makes it anew with every request, which costs more than a look at the database.
  const protect = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: config.PUBLIC_URL.startsWith('https://') ? [] : null,
      },
    },
    strictTransportSecurity: config.PUBLIC_URL.startsWith('https://'),
  });
  fastify.addHook('onRequest', (request, reply, done) => protect(request.raw, reply.raw, () => done()));
  if (config.RATE_LIMIT) await limitRates(fastify, budgets);
  if (config.WEB_DIST) {
    await fastify.register(fastifyStatic, {
      root: config.WEB_DIST,
      cacheControl: false,
      preCompressed: true, // the build writes .br and .gz beside each asset
      setHeaders: cacheAssets,
    });
  }
  app.setGlobalPrefix('api', { exclude: UNPREFIXED });
  app.useGlobalPipes(validationPipe());
}

/** Hashed files never change; pages always may. */
function cacheAssets(reply: FastifyReply, path: string): void {
  const isHashed = /[/\\]assets[/\\]/.test(path);
  void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** JSON objects for the API, bytes for the notify, and nothing else. */
function declareBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (request, raw, done) => {
    const body = raw as Buffer;
    if (request.method === 'POST' && NOTIFY_PATH.test(request.url)) return done(null, body.toString('latin1'));
    if (body.length === 0) return done(null, undefined);
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') return done(new AppError('MEDIA_TYPE_UNSUPPORTED'), undefined);
    const text = body.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(body)) return done(new AppError('BODY_INVALID'), undefined);
    return parseJson(request, text, (error, parsed) => {
      if (error) return done(new AppError('BODY_INVALID'), undefined);
      return isForm(parsed) ? done(null, parsed) : done(new AppError('VALIDATION'), undefined);
    });
  });
}

/** Nothing that is asked for is nested deeper; a deeper body would exhaust the stack of whoever walks through it. */
const MOST_LEVELS = 8;

/** An object whose fields can all be judged. */
const isForm = (parsed: unknown): boolean =>
  typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && isJudgeable(parsed, MOST_LEVELS);

/** Names that every object has would be passed over in silence, at whatever level they stand. */
const isJudgeable = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 &&
    !Object.keys(value).some((name) => name in Object.prototype) &&
    Object.values(value).every((inner) => isJudgeable(inner, levels - 1)));

/** Who a request is counted for, and who is never counted; the routes' budgets stand in rate-limit.ts. */
export interface RateLimitBudgets {
  /** The user whose valid token the request carries, or null. */
  userOf(request: FastifyRequest): string | null;
  /** A notify of our app for an order that exists: never limited. */
  isOwnNotify(request: FastifyRequest): boolean;
}

async function limitRates(fastify: FastifyInstance, budgets: RateLimitBudgets): Promise<void> {
  await fastify.register(fastifyRateLimit, {
    global: false,
    hook: 'preHandler', // the notify's exemption reads its body
    keyGenerator: (request) => {
      const by = (request.routeOptions.config as { limitBy?: string }).limitBy;
      return by === 'user' ? (budgets.userOf(request) ?? request.ip) : request.ip;
    },
    allowList: (request) =>
      (request.routeOptions.config as { limitBy?: string }).limitBy === 'stranger' && budgets.isOwnNotify(request),
    errorResponseBuilder: () => new AppError('RATE_LIMITED'),
  });
}
