import cluster from 'node:cluster';

import { createPay, loadKeys, type PaymentChannel } from '@luffy/ipay';

import { seedDemo } from '../scripts/seed.js';
import { buildApp } from './build-app.js';
import { type Clock, SystemClock } from './platform/clock.js';
import { type AppConfig, ConfigError, loadConfig } from './platform/config.js';
import { Database } from './platform/database.js';

/** Tells whoever started us that the port was taken, and not that we are broken. */
const PORT_IN_USE = 98;

async function serve(config: AppConfig): Promise<void> {
  const clock = new SystemClock();
  const app = await buildApp({ config, clock, channels: [channelOf(config, clock)] });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  const database = app.get(Database);
  await clock.follow(() => database.now());
  if (config.DEMO) await seedDemo(database, clock);
  await app.listen(config.PORT, config.HOST);
  process.stdout.write(`listening ${await app.getUrl()}\n`);
}

function channelOf(config: AppConfig, clock: Clock): PaymentChannel {
  const keys = loadKeys({
    ...(config.ALIPAY_APP_PRIVATE_KEY_FILE ? { appPrivateKeyFile: config.ALIPAY_APP_PRIVATE_KEY_FILE } : {}),
    ...(config.ALIPAY_PUBLIC_KEY_FILE ? { alipayPublicKeyFile: config.ALIPAY_PUBLIC_KEY_FILE } : {}),
  });
  return createPay({
    alipay: {
      appId: config.ALIPAY_APP_ID,
      sellerId: config.ALIPAY_SELLER_ID,
      gateway: config.ALIPAY_GATEWAY,
      ...keys,
      returnUrl: config.RETURN_URL,
      notifyUrl: config.NOTIFY_URL,
      quitUrl: `${config.PUBLIC_URL}/orders`,
      now: () => clock.now(),
    },
  }).alipay;
}

/** One process serves; more share the port, each with its own sweeps, which do not get in each other's way. */
function fork(workers: number): void {
  for (let i = 0; i < workers; i++) cluster.fork();
  cluster.on('exit', (worker, code) => {
    if (worker.exitedAfterDisconnect) return;
    process.exitCode = code || 1;
    for (const other of Object.values(cluster.workers ?? {})) other?.process.kill('SIGTERM');
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      for (const worker of Object.values(cluster.workers ?? {})) {
        if (worker) worker.exitedAfterDisconnect = true;
        worker?.process.kill('SIGTERM');
      }
    });
  }
}

function fail(error: unknown): never {
  const isPortTaken = (error as { code?: string }).code === 'EADDRINUSE';
  const words = isPortTaken
    ? `Port ${process.env['PORT'] ?? 8000} is in use: choose another with PORT.`
    : error instanceof ConfigError
      ? error.message
      : `The API could not start: ${error instanceof Error ? error.message : String(error)}`;
  process.stderr.write(`${words}\n`);
  process.exit(isPortTaken ? PORT_IN_USE : 1);
}

try {
  const config = loadConfig(process.env);
  if (config.WORKERS > 1 && cluster.isPrimary) fork(config.WORKERS);
  else await serve(config);
} catch (error) {
  fail(error);
}
