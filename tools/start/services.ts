import { join } from 'node:path';

import type { RunningPostgres } from '../postgres.ts';
import { type Child, startChild, untilReady } from './child.ts';
import { API_HEAP, API_MALLOC } from './heap.ts';
import type { KeyFolder } from './keys.ts';
import type { Life } from './life.ts';
import { portFault } from './port.ts';
import type { Settings } from './settings.ts';

/** The shop as the local gateway knows it: sixteen digits beginning with 9021, as in Alipay's sandbox. */
const DEMO_APP_ID = '9021000122684713';
const DEMO_SELLER_ID = '2088721003456789';

/** What a program exits with when somebody else took its port. */
const PORT_TAKEN = 98;
const READY_WITHIN_MS = 45_000;
const API_STOPS_WITHIN_MS = 3_000;
const GATEWAY_STOPS_WITHIN_MS = 1_500;

export interface Plan {
  root: string;
  settings: Settings;
  keys: KeyFolder | undefined;
  jwtSecret: string;
  databaseUrl: string;
  /** Absent as long as there is no page. */
  webDist: string | undefined;
}

interface Launched {
  child: Child;
  place: { url: string; name: string; host: string; port: number };
}

export function launchGateway(plan: Plan): Launched {
  const { root, settings, keys } = plan;
  if (!keys) throw new Error('The local gateway needs keys.');
  const { config, dataDir, gatewayPort } = settings;
  const origins = [config.RETURN_URL, config.NOTIFY_URL, config.PUBLIC_URL].map((url) => new URL(url));
  const areFar = origins.some((url) => !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));
  const env = {
    ...process.env,
    GATEWAY_PORT: String(gatewayPort),
    GATEWAY_STORAGE: join(dataDir, 'gateway.sqlite'),
    ALIPAY_APP_ID: DEMO_APP_ID,
    ALIPAY_SELLER_ID: DEMO_SELLER_ID,
    GATEWAY_APP_PUBLIC_KEY_FILE: keys.appPublic,
    GATEWAY_PRIVATE_KEY_FILE: keys.gatewayPrivate,
    // Left alone it calls nobody but this machine; a shop reached under another address must be named.
    ...(areFar ? { NOTIFY_PREFIXES: [...new Set(origins.map((url) => `${url.origin}/`))].join(',') } : {}),
  };
  const child = startChild({
    title: 'The gateway',
    script: join(root, 'apps/alipay-gateway/dist/main.js'),
    env,
    logFile: join(dataDir, 'logs', 'gateway.log'),
  });
  const url = `http://127.0.0.1:${gatewayPort}/`;
  return { child, place: { url, name: 'GATEWAY_PORT', host: '127.0.0.1', port: gatewayPort } };
}

export function launchApi(plan: Plan): Launched {
  const { root, settings, keys } = plan;
  const { config, dataDir } = settings;
  const env = {
    ...process.env,
    HOST: config.HOST,
    PORT: String(config.PORT),
    DATA_DIR: dataDir,
    DATABASE_URL: plan.databaseUrl,
    JWT_SECRET: plan.jwtSecret,
    ...(plan.webDist ? { WEB_DIST: plan.webDist } : {}),
    ...(keys
      ? {
          ALIPAY_APP_ID: DEMO_APP_ID,
          ALIPAY_SELLER_ID: DEMO_SELLER_ID,
          ALIPAY_GATEWAY: `http://127.0.0.1:${settings.gatewayPort}/gateway.do`,
          ALIPAY_APP_PRIVATE_KEY_FILE: keys.appPrivate,
          ALIPAY_PUBLIC_KEY_FILE: keys.gatewayPublic,
        }
      : {}),
  };
  const child = startChild({
    title: 'The API',
    script: join(root, 'apps/api/dist/src/main.js'),
    nodeArgs: API_HEAP,
    env: { ...API_MALLOC, ...env },
    logFile: join(dataDir, 'logs', 'api.log'),
  });
  const url = `http://${reachable(config.HOST)}:${config.PORT}/health/ready`;
  return { child, place: { url, name: 'PORT', host: config.HOST, port: config.PORT } };
}

async function whenReady({ child, place: { url, ...wish } }: Launched): Promise<void> {
  try {
    await untilReady(child, url, READY_WITHIN_MS);
  } catch (error) {
    const isTaken = child.hasEnded() && (await child.ended).code === PORT_TAKEN;
    await child.stop(1_000);
    throw isTaken
      ? new Error((await portFault(wish)) ?? `Port ${wish.port} was taken for a moment: try again.`)
      : error;
  }
}

/** An address that means "all of them" is one to listen on, not one to call. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** A running part that can be replaced by a new one of its kind. */
export class Service {
  private child: Child | undefined;
  private readonly life: Life;
  private readonly launch: () => Launched;
  private readonly lost: (why: string) => void;

  constructor(life: Life, launch: () => Launched, lost: (why: string) => void) {
    this.life = life;
    this.launch = launch;
    this.lost = lost;
  }

  async start(): Promise<void> {
    const launched = this.launch();
    const { child } = launched;
    this.child = child;
    await whenReady(launched);
    void child.ended.then(({ why }) => {
      if (this.child === child && !this.life.isStopping) this.lost(why);
    });
  }

  async stop(withinMs: number): Promise<void> {
    const child = this.child;
    this.child = undefined;
    await child?.stop(withinMs);
  }
}

export interface Parts {
  api: Service;
  gateway: Service | undefined;
  database: RunningPostgres | undefined;
}

/** Whoever asks stops first, then those who answer. Within the ten seconds that everything has. */
export async function stopParts({ api, gateway, database }: Partial<Parts>): Promise<void> {
  await api?.stop(API_STOPS_WITHIN_MS);
  await Promise.all([gateway?.stop(GATEWAY_STOPS_WITHIN_MS), database?.stop()]);
}
