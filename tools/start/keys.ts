import { generateKeyPair, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface KeyFolder {
  appPrivate: string;
  appPublic: string;
  gatewayPrivate: string;
  gatewayPublic: string;
}

/** Two pairs, as between a merchant and Alipay: each side signs with its own and checks with the other's public half. */
export async function ensureKeys(folder: string): Promise<KeyFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [app, gateway] = await Promise.all([ensurePair(folder, 'app'), ensurePair(folder, 'gateway')]);
  return { appPrivate: app.secret, appPublic: app.open, gatewayPrivate: gateway.secret, gatewayPublic: gateway.open };
}

async function ensurePair(folder: string, owner: string): Promise<{ secret: string; open: string }> {
  const files = { secret: join(folder, `${owner}_private_key.pem`), open: join(folder, `${owner}_public_key.pem`) };
  if (existsSync(files.secret) && existsSync(files.open)) return files;
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  rmSync(files.secret, { force: true });
  rmSync(files.open, { force: true });
  keep(files.secret, pair.privateKey);
  keep(files.open, pair.publicKey);
  return files;
}

/** The secret that signs log-ins; one that survives a restart keeps everybody logged in. */
export function ensureSecret(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'jwt_secret');
  if (!existsSync(file)) keep(file, `${randomBytes(48).toString('base64url')}\n`);
  return readFileSync(file, 'utf8').trim();
}

/** There whole or not at all: half a key would make every later start fail. */
function keep(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  linkSync(draft, file);
  rmSync(draft);
}
