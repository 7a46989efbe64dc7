import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { startGateway, type GatewayOptions } from './gateway.js';

/** Exit code for a port somebody else has, so that the starter can name it. */
const PORT_TAKEN = 98;

const settings = z.object({
  GATEWAY_PORT: z.coerce.number().int().min(0).max(65_535).default(8100),
  GATEWAY_STORAGE: z.string().min(1),
  ALIPAY_APP_ID: z.string().regex(/^\d{16}$/),
  ALIPAY_SELLER_ID: z.string().regex(/^2088\d{12}$/),
  GATEWAY_APP_PUBLIC_KEY_FILE: z.string().min(1),
  GATEWAY_PRIVATE_KEY_FILE: z.string().min(1),
  /** Comma-separated URLs. */
  NOTIFY_PREFIXES: z.string().optional(),
});

function readOptions(env: NodeJS.ProcessEnv): GatewayOptions {
  const read = settings.safeParse(env);
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))];
    throw new Error(`these settings are missing or wrong: ${names.join(', ')}`);
  }
  const prefixes = (read.data.NOTIFY_PREFIXES ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return {
    port: read.data.GATEWAY_PORT,
    storage: read.data.GATEWAY_STORAGE,
    appId: read.data.ALIPAY_APP_ID,
    sellerId: read.data.ALIPAY_SELLER_ID,
    appPublicKeyPem: readFileSync(read.data.GATEWAY_APP_PUBLIC_KEY_FILE, 'utf8'),
    gatewayPrivateKeyPem: readFileSync(read.data.GATEWAY_PRIVATE_KEY_FILE, 'utf8'),
    ...(prefixes.length > 0 ? { notifyPrefixes: prefixes } : {}),
    logger: { info: (message) => console.log(message), warn: (message) => console.error(message) },
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.env);
  const gateway = await startGateway(options);
  const stop = (): void => {
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`alipay gateway listening on ${gateway.url}`);
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const why = error instanceof Error ? error.message : String(error);
  console.error(
    taken
      ? `The port ${process.env['GATEWAY_PORT'] ?? '8100'} of the Alipay gateway is taken by another program; stop it or set GATEWAY_PORT.`
      : `The Alipay gateway cannot start: ${why}`,
  );
  process.exit(taken ? PORT_TAKEN : 1);
});
