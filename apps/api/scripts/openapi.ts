import { NestFactory } from '@nestjs/core';

import { AppModule } from '../src/app.module.js';
import { SystemClock } from '../src/platform/clock.js';
import { loadConfig } from '../src/platform/config.js';
import { openApiOf } from '../src/platform/docs.js';
import { createHttp, UNPREFIXED } from '../src/platform/http.js';

/** Prints the API's description to standard output. Reads the code only: no database, no port, no secret. */
const config = loadConfig({
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  JWT_SECRET: 'only describes the routes, signs nothing',
  ALIPAY_APP_ID: '0000000000000000',
  ALIPAY_SELLER_ID: '2088000000000000',
  ALIPAY_GATEWAY: 'http://127.0.0.1:1/gateway.do',
  LOG_LEVEL: 'silent',
});
const app = await NestFactory.create(
  AppModule.with({ config, clock: new SystemClock(), channels: [] }),
  createHttp(config),
  {
    logger: false,
    preview: true,
  },
);
app.setGlobalPrefix('api', { exclude: UNPREFIXED });
// Through the stream: a pipe takes only so much at once, and what is written past it is refused, not waited for.
process.stdout.write(`${JSON.stringify(openApiOf(app), null, 2)}\n`, () => process.exit(0));
