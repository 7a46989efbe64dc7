import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { inherited } from '../../../tools/program.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface StartTime {
  seconds: number;
  /** The command's own lines, a step each with the time it took. */
  steps: string[];
}

/** The start command on an empty folder for its data, and once more on what the first start left there. */
export async function startTimes(): Promise<{ cold: StartTime; warm: StartTime }> {
  const folder = mkdtempSync(join(tmpdir(), 'luffy-start-'));
  try {
    return { cold: await startOnce(folder), warm: await startOnce(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(dataDir: string): Promise<StartTime> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/start.ts'], {
    cwd: ROOT,
    env: { ...inherited(), HOME: dataDir, DATA_DIR: dataDir, PORT: '0', GATEWAY_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += String(text)));
  const exited = once(child, 'exit');
  while (!/^ready/im.test(said)) {
    if (child.exitCode !== null) throw new Error(`the start failed:\n${said}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await exited;
  return { seconds, steps: said.split('\n').filter((line) => line.startsWith('✓')) };
}
