import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { SettingsError } from './settings.js';

export interface KeyFiles {
  appPrivateKeyFile?: string | undefined;
  alipayPublicKeyFile?: string | undefined;
}

export interface KeyTexts {
  appPrivateKey: string;
  alipayPublicKey: string;
}

/** `pem/` of this package, seen from `src/` as well as from `dist/`. */
const PEM_FOLDER = new URL('../pem/', import.meta.url);

/** A key of 4096 bits takes 3.3 kB: whatever is longer is another file. */
const LARGEST_KEY_BYTES = 16_384;

/**
 * Reads both keys as text from the named files, or from `pem/app_private_key.pem` and `pem/alipay_public_key.pem` of
 * this package where no file is named. `createPay` looks at what is in them.
 * @throws SettingsError naming every file that is missing, unreadable or too long to be a key.
 */
export function loadKeys(files: KeyFiles, folder: URL = PEM_FOLDER): KeyTexts {
  const faults: string[] = [];
  const read = (setting: string, named: string | undefined, usual: string): string => {
    const path = named || fileURLToPath(new URL(usual, folder));
    try {
      if (statSync(path).size > LARGEST_KEY_BYTES) throw new RangeError('too long');
      return readFileSync(path, 'utf8');
    } catch (error) {
      faults.push(`${setting}: ${path} ${whyUnreadable(error)}`);
      return '';
    }
  };
  const keys = {
    appPrivateKey: read('ALIPAY_APP_PRIVATE_KEY_FILE', files.appPrivateKeyFile, 'app_private_key.pem'),
    alipayPublicKey: read('ALIPAY_PUBLIC_KEY_FILE', files.alipayPublicKeyFile, 'alipay_public_key.pem'),
  };
  if (faults.length > 0) throw new SettingsError(faults);
  return keys;
}

function whyUnreadable(error: unknown): string {
  if (error instanceof RangeError) return 'is too long to be a key';
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'does not exist';
  return code === 'EACCES' ? 'may not be read by this user' : 'cannot be read';
}
