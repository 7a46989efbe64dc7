import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { loadKeys } from './pem.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luffy-pem-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const load = (files: Parameters<typeof loadKeys>[0]): ReturnType<typeof loadKeys> =>
  loadKeys(files, pathToFileURL(`${folder}/`));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('without names the two usual files are read', () => {
  write('app_private_key.pem', 'ours');
  write('alipay_public_key.pem', 'theirs');
  expect(load({})).toEqual({ appPrivateKey: 'ours', alipayPublicKey: 'theirs' });
});

test('a named file goes before the usual one, an empty name does not', () => {
  write('app_private_key.pem', 'ours');
  write('alipay_public_key.pem', 'theirs');
  const appPrivateKeyFile = write('elsewhere', 'another');
  expect(load({ appPrivateKeyFile, alipayPublicKeyFile: '' })).toEqual({
    appPrivateKey: 'another',
    alipayPublicKey: 'theirs',
  });
});

test('every missing file is named at once', () => {
  expect(() => load({ appPrivateKeyFile: '/nowhere/key' })).toThrow(
    /ALIPAY_APP_PRIVATE_KEY_FILE: \/nowhere\/key does not exist\n.*ALIPAY_PUBLIC_KEY_FILE: .*alipay_public_key\.pem does not exist/,
  );
});

test('a file that is too long to be a key is not read', () => {
  const alipayPublicKeyFile = write('big', 'x'.repeat(20_000));
  expect(() => load({ appPrivateKeyFile: alipayPublicKeyFile, alipayPublicKeyFile })).toThrow(
    'is too long to be a key',
  );
});
