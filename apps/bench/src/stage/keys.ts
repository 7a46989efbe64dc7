import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { ensureKeys, type KeyFolder } from '../../../../tools/start/keys.ts';

/** The two key pairs of a merchant and a gateway: files for the servers, and the gateway's own key for the load to sign with. */
export interface Keys extends KeyFolder {
  gatewayKey: KeyObject;
}

export async function makeKeys(folder: string): Promise<Keys> {
  const files = await ensureKeys(folder);
  return { ...files, gatewayKey: createPrivateKey(readFileSync(files.gatewayPrivate)) };
}
