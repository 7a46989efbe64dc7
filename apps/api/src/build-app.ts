import 'reflect-metadata';

import { JwtService } from '@nestjs/jwt';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule, type AppParts } from './app.module.js';
import { type Claims, holderOf, jwtOptions, tokenOf } from './auth/token.js';
import { NotifyService } from './payment/notify.service.js';
import type { Clock } from './platform/clock.js';
import { Database } from './platform/database.js';
import { serveDocs } from './platform/docs.js';
import { createHttp, prepareHttp } from './platform/http.js';

/** The whole API on a migrated database, ready to listen; `main` and the tests build the same one. */
export async function buildApp(parts: AppParts): Promise<NestFastifyApplication> {
  const { config } = parts;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), createHttp(config), {
    bodyParser: false,
    logger: config.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
    abortOnError: false,
  });
  const jwt = new JwtService(jwtOptions(config.JWT_SECRET));
  const notifies = app.get(NotifyService);
  await prepareHttp(app, config, {
    userOf: (request) => verifiedUser(jwt, parts.clock, request.headers.authorization),
    isOwnNotify: (request) =>
      notifies.isGenuine('alipay', {
        body: typeof request.body === 'string' ? request.body : '',
        contentType: request.headers['content-type'] ?? '',
      }),
  });
  serveDocs(app);
  await app.get(Database).migrate();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

function verifiedUser(jwt: JwtService, clock: Clock, header: string | undefined): string | null {
  const token = tokenOf(header);
  if (token === null) return null;
  try {
    const holder = holderOf(jwt.verify<Claims>(token), clock.now());
    return holder && `user:${holder.userId}`;
  } catch {
    return null;
  }
}
