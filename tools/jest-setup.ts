import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres } from './postgres.ts';

declare global {
  /** Stops the server of this test run; absent when the run brought its own. */
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** One throw-away server a run; every test file makes its own database on it. */
export default async function setup(): Promise<void> {
  if (process.env['TEST_DATABASE_URL']) return;
  const dataDir = mkdtempSync(join(tmpdir(), 'luffy-test-'));
  chmodSync(dataDir, 0o711); // for root's sake: the server runs as another user and must pass through
  try {
    const server = await startPostgres({ dataDir, throwAway: true });
    process.env['TEST_DATABASE_URL'] = server.url;
    globalThis.stopTestPostgres = async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}
