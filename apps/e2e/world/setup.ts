import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startPostgres } from '../../../tools/postgres.ts';
import { findChromium } from './browser.ts';
import { freePort, runProgram } from '../../../tools/program.ts';

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
    const keys = writeKeys(folder);
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

/** Two key pairs as Alipay's console would give them. */
function writeKeys(folder: string): Record<'appPrivate' | 'appPublic' | 'gatewayPrivate' | 'gatewayPublic', string> {
  const write = (name: string, pem: string): string => {
    const path = join(folder, `${name}.pem`);
    writeFileSync(path, pem, { mode: 0o600 });
    return path;
  };
  const pair = (name: string) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    return { private: write(`${name}-private`, privateKey), public: write(`${name}-public`, publicKey) };
  };
  const [app, gateway] = [pair('app'), pair('gateway')];
  return {
    appPrivate: app.private,
    appPublic: app.public,
    gatewayPrivate: gateway.private,
    gatewayPublic: gateway.public,
  };
}
