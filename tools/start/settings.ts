import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import { type AppConfig, ConfigError, loadConfig } from '../../apps/api/src/platform/config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** What the API will read, without what is only known once its neighbours run. */
  config: AppConfig;
  dataDir: string;
  gatewayPort: number;
  /** Unset: the embedded server. */
  databaseUrl: string | undefined;
  jwtSecret: string | undefined;
  payment: 'local-gateway' | 'given';
}

const ALIPAY = ['ALIPAY_APP_ID', 'ALIPAY_SELLER_ID', 'ALIPAY_GATEWAY'] as const;
/** Where libs/ipay finds the keys when no variable names them. */
const KEY_FILES = {
  ALIPAY_APP_PRIVATE_KEY_FILE: 'libs/ipay/pem/app_private_key.pem',
  ALIPAY_PUBLIC_KEY_FILE: 'libs/ipay/pem/alipay_public_key.pem',
} as const;

/** Stand in for what the start makes itself, so that everything else can be judged before anything is made. */
const TO_BE_MADE = {
  DATABASE_URL: 'postgres://127.0.0.1/made-later',
  JWT_SECRET: 'made-later-and-then-longer-than-this',
  ALIPAY_APP_ID: '0000000000000000',
  ALIPAY_SELLER_ID: '2088000000000000',
  ALIPAY_GATEWAY: 'https://127.0.0.1/made-later',
};

/** Judges the whole environment at once. An empty value counts as absent. @throws ConfigError naming every fault */
export function readSettings(environment: Environment, root: string): Settings {
  const env = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const dataDir = resolve(root, env['DATA_DIR'] ?? '.data');
  const isProduction = env['NODE_ENV'] === 'production';
  const payment = paymentOf(env);
  const faults = [
    ...(payment === 'given' ? alipayFaults(env, root) : []),
    ...(isProduction ? productionFaults(env, payment, join(dataDir, 'keys'), root) : []),
  ];
  const gatewayPort = Number(env['GATEWAY_PORT'] ?? 8100);
  if (!Number.isInteger(gatewayPort) || gatewayPort < 0 || gatewayPort > 65_535) {
    faults.push('GATEWAY_PORT: must be a whole number from 0 to 65535');
  } else if (payment === 'local-gateway' && gatewayPort !== 0 && String(gatewayPort) === (env['PORT'] ?? '8000')) {
    faults.push('GATEWAY_PORT: must not be the same as PORT');
  }
  const config = judged({ ...TO_BE_MADE, ...env, DATA_DIR: dataDir }, faults);
  return { config, dataDir, gatewayPort, databaseUrl: env['DATABASE_URL'], jwtSecret: env['JWT_SECRET'], payment };
}

function judged(env: Environment, faults: readonly string[]): AppConfig {
  let config: AppConfig | undefined;
  let more: string[] = [];
  try {
    config = loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    more = error.message.split('\n').slice(1);
  }
  const named = new Set(faults.map((fault) => fault.split(':')[0]));
  const all = [...faults.map((fault) => `  ${fault}`), ...more.filter((line) => !named.has(line.trim().split(':')[0]))];
  if (!config || all.length > 0) throw new ConfigError(`The environment is not usable:\n${all.join('\n')}`);
  return config;
}

/** One of the five is enough to show that a real gateway is meant; half of them must not silently mean the local one. */
function paymentOf(env: Environment): Settings['payment'] {
  return [...ALIPAY, ...Object.keys(KEY_FILES)].some((name) => env[name] !== undefined) ? 'given' : 'local-gateway';
}

function alipayFaults(env: Environment, root: string): string[] {
  const missing: string[] = ALIPAY.filter((name) => env[name] === undefined);
  const faults: string[] = [];
  for (const [name, usual] of Object.entries(KEY_FILES)) {
    const file = env[name];
    if (file === undefined && !existsSync(join(root, usual))) missing.push(name);
    if (file !== undefined && !existsSync(resolve(root, file)))
      faults.push(`${name}: names a file that does not exist`);
  }
  if (missing.length > 0) {
    faults.unshift(
      `${missing.join(', ')}: missing, while other settings of Alipay are there; set all five, or none for the local gateway`,
    );
  }
  return faults;
}

function productionFaults(env: Environment, payment: Settings['payment'], keys: string, root: string): string[] {
  const faults: string[] = [];
  if (env['JWT_SECRET'] === undefined) faults.push('JWT_SECRET: is required in production, at least 32 characters');
  if (payment === 'local-gateway') {
    faults.push(
      `${[...ALIPAY, ...Object.keys(KEY_FILES)].join(', ')}: are required in production, where the local gateway is refused`,
    );
  }
  for (const name of Object.keys(KEY_FILES)) {
    const file = env[name];
    if (file && resolve(root, file).startsWith(keys + sep))
      faults.push(`${name}: the keys of the local gateway are refused in production`);
  }
  return faults;
}
