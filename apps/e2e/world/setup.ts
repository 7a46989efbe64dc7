import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startPostgres } from '../../../tools/postgres.ts';
import { findChromium } from './browser.ts';
import { freePort, runProgram } from '../../../tools/program.ts';
import { ensureKeys } from '../../../tools/start/keys.ts';

const WEB_DIST = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const APP_ID = '9021000000000001';
const SELLER_ID = '2088000000000001';

/** Starts the product once for all journeys; the workers find it through the environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'luffy-e2e-'));
  chmodSync(folder, 0o755); // PostgreSQL does not run as root and must reach its data
  const stops: (() => Promise<unknown>)[] = [];
  const tearDown = async (): Promise<void> => {
    for (const stop of stops.toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    process.env['CHROMIUM'] = await findChromium(folder);
    const database = await startPostgres({ dataDir: join(folder, 'data') });
    stops.push(() => database.stop());
    const keys = await ensureKeys(join(folder, 'keys'));
    const [apiPort, gatewayPort] = [await freePort(), await freePort()];
    const gateway = await runProgram('apps/alipay-gateway/dist/main.js', {
      GATEWAY_PORT: String(gatewayPort),
      GATEWAY_STORAGE: join(folder, 'gateway.sqlite'),
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_SELLER_ID: SELLER_ID,
      GATEWAY_APP_PUBLIC_KEY_FILE: keys.appPublic,
      GATEWAY_PRIVATE_KEY_FILE: keys.gatewayPrivate,
    });
    stops.push(() => gateway.stop());
    const api = await runProgram('apps/api/dist/src/main.js', {
      PORT: String(apiPort),
      DATABASE_URL: database.url,
      JWT_SECRET: 'a secret of the journeys, thirty-two characters at least',
      ALIPAY_APP_ID: APP_ID,
      ALIPAY_SELLER_ID: SELLER_ID,
      ALIPAY_GATEWAY: `http://127.0.0.1:${gatewayPort}/gateway.do`,
      ALIPAY_APP_PRIVATE_KEY_FILE: keys.appPrivate,
      ALIPAY_PUBLIC_KEY_FILE: keys.gatewayPublic,
      WEB_DIST,
      RATE_LIMIT: '0',
    });
    stops.push(() => api.stop());
    process.env['SHOP_DATABASE_URL'] = database.url;
    process.env['SHOP_URL'] = `http://127.0.0.1:${apiPort}`;
    process.env['GATEWAY_URL'] = `http://127.0.0.1:${gatewayPort}`;
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
