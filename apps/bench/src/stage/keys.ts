import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The two key pairs of a merchant and a gateway, as files for the servers and as keys for whoever plays the other side. */
export interface Keys {
  /** The merchant's private key signs links; its file is given to both servers. */
  appPrivateFile: string;
  /** The gateway's public key verifies notifies; its file is given to both servers. */
  gatewayPublicFile: string;
  /** The merchant's public key, for the local gateway. */
  appPublicFile: string;
  gatewayPrivateFile: string;
  /** The gateway's own key: the load signs notifies with it. */
  gatewayPrivate: KeyObject;
}

/** RSA of 2048 bits, which is what Alipay's own tool makes. */
export function makeKeys(folder: string): Keys {
  const pair = (name: string) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const files = { private: join(folder, `${name}-private.pem`), public: join(folder, `${name}-public.pem`) };
    writeFileSync(files.private, privateKey, { mode: 0o600 });
    writeFileSync(files.public, publicKey, { mode: 0o600 });
    return { ...files, key: createPrivateKey(privateKey) };
  };
  const [app, gateway] = [pair('app'), pair('gateway')];
  return {
    appPrivateFile: app.private,
    appPublicFile: app.public,
    gatewayPublicFile: gateway.public,
    gatewayPrivateFile: gateway.private,
    gatewayPrivate: gateway.key,
  };
}
