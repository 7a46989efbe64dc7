import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule, type AppParts } from './app.module.js';
import { TokenService } from './auth/token.service.js';
import { NotifyService } from './payment/notify.service.js';
import { rawNotifyOf } from './payment/notify.wire.js';
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
  const tokens = app.get(TokenService);
  const notifies = app.get(NotifyService);
  await prepareHttp(app, config, {
    userOf: (request) => {
      const holder = tokens.holder(request);
      return holder && `user:${holder.userId}`;
    },
    isOwnNotify: (request) => notifies.isGenuine('alipay', rawNotifyOf(request)),
  });
  serveDocs(app);
  await app.get(Database).migrate();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
