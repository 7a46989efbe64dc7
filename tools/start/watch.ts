import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

import { build } from '../build.ts';
import { type Child, startChild } from './child.ts';
import type { Life } from './life.ts';
import type { Service } from './services.ts';
import { say } from './step.ts';

/** Editors write a file in several strokes. */
const SETTLED_AFTER_MS = 200;
const SERVICES = ['libs/money', 'libs/contracts', 'libs/ipay', 'apps/alipay-gateway', 'apps/api'];

export interface Watched {
  root: string;
  logFile: string;
  life: Life;
  api: Service;
  gateway: Service | undefined;
}

/** Builds again what was changed, and starts again what runs it. The page is built by Vite, which watches by itself. */
export async function watchSources(watched: Watched): Promise<void> {
  const { root, life } = watched;
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const changed = (_event: string, file: string | null): void => {
    if (file && /(^|[/\\])(dist|node_modules)([/\\]|$)|\.(int-)?spec\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(() => renew(watched));
    }, SETTLED_AFTER_MS);
  };
  const watchers = SERVICES.flatMap((folder) =>
    ['src', 'migrations', 'scripts'].map((part) => join(root, folder, part)),
  )
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, changed));
  await life.own(() => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  });
  if (existsSync(join(root, 'apps/web/index.html'))) await watchPage(watched);
}

async function watchPage({ root, logFile, life }: Watched): Promise<void> {
  const web = join(root, 'apps/web');
  const vite: Child = startChild({
    title: 'Vite',
    script: join(web, 'node_modules/vite/bin/vite.js'),
    args: ['build', '--watch', '--emptyOutDir', 'false'],
    cwd: web,
    env: { ...process.env, NODE_ENV: 'production' },
    logFile,
  });
  void vite.ended.then(({ why }) => !life.isStopping && say(why));
  await life.own(() => vite.stop(1_000));
}

async function renew({ api, gateway, life }: Watched): Promise<void> {
  if (life.isStopping) return;
  try {
    const { built } = await build({ only: SERVICES, signal: life.signal });
    const parts: [string, Service | undefined, (folder: string) => boolean][] = [
      ['gateway', gateway, (folder) => folder === 'apps/alipay-gateway'],
      ['API', api, (folder) => folder !== 'apps/alipay-gateway'],
    ];
    for (const [name, service, concerns] of parts) {
      if (!service || !built.some(concerns) || life.isStopping) continue;
      await service.stop(3_000);
      await service.start();
      say(`↻ ${name} started again (${built.join(', ')})`);
    }
  } catch (error) {
    if (!life.isStopping)
      say(`${error instanceof Error ? error.message : String(error)}\nWaiting for the next change.`);
  }
}
