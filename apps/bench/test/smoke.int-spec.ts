import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, test } from '@jest/globals';

const run = promisify(execFile);

/** The whole bench in little: every scenario on both sides, a grown shop, two processes, a profile. No figure is judged. */
test('the bench runs: no request fails, and every promise is kept', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--smoke']);
  expect(stdout).toContain('no request failed and every promise was kept');
  for (const line of ['place bare', 'place product', 'purchase product', 'place two processes', 'admin-search 2000'])
    expect(stdout).toMatch(new RegExp(`^${line}: \\d+/s$`, 'm'));
}, 240_000);
