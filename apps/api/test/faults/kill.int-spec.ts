import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Gateway, startGateway } from '@luffy/alipay-gateway';
import pg from 'pg';

import { startPostgres } from '../../../../tools/postgres.ts';
import { freePort, type RunningProgram, runProgram } from '../../../../tools/program.ts';
import { Buyers } from './buyers.js';

const API_KILLS = 30;
const DATABASE_KILLS = 10;
const BUYERS = 4;
const APP_ID = '9021000000000001';
const SELLER_ID = '2088000000000001';

let folder: string;
let gateway: Gateway | undefined;
let database: Awaited<ReturnType<typeof startPostgres>> | undefined;
let api: RunningProgram | undefined;
let buyers: Buyers | undefined;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luffy-kill-'));
  chmodSync(folder, 0o755);
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
  const [app, theirs] = [pair(), pair()];
  const keep = (name: string, pem: string): string => {
    writeFileSync(join(folder, name), pem, { mode: 0o600 });
    return join(folder, name);
  };
  gateway = await startGateway({
    port: 0,
    storage: join(folder, 'gateway.sqlite'),
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKeyPem: app.publicKey,
    gatewayPrivateKeyPem: theirs.privateKey,
  });
  database = await startPostgres({ dataDir: join(folder, 'data') });
  env = {
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    JWT_SECRET: 'a secret of the kill test, thirty-two characters at least',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: gateway.gatewayUrl,
    ALIPAY_APP_PRIVATE_KEY_FILE: keep('app.pem', app.privateKey),
    ALIPAY_PUBLIC_KEY_FILE: keep('alipay.pem', theirs.publicKey),
    RATE_LIMIT: '0',
    SWEEP_SECONDS: '1',
  };
  api = await startApi();
}, 120_000);

afterAll(async () => {
  await buyers?.stop();
  await api?.stop();
  await gateway?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const startApi = (): Promise<RunningProgram> => runProgram('apps/api/dist/src/main.js', env);

test('killed in the middle of its work, again and again, the product loses no yuan and no course', async () => {
  if (!gateway || !database) throw new Error('the set-up did not finish');
  buyers = new Buyers(`http://127.0.0.1:${env['PORT']}`, gateway.url);
  await buyers.start(BUYERS);
  for (let kill = 0; kill < API_KILLS; kill++) {
    await sleep(100 + Math.random() * 700);
    await api?.kill();
    api = await startApi();
  }
  for (let kill = 0; kill < DATABASE_KILLS; kill++) {
    await sleep(100 + Math.random() * 700);
    process.kill(database.pid, 'SIGKILL');
    database = await startPostgres({ dataDir: join(folder, 'data') });
    if (database.url === env['DATABASE_URL']) continue;
    // Somebody took the port while it was free; a server elsewhere is a new start for the API too.
    env['DATABASE_URL'] = database.url;
    await api?.kill();
    api = await startApi();
  }
  const bought = await buyers.stop();
  const books = await settledBooks(gateway, bought.paid);
  process.stdout.write(
    `kill test: ${API_KILLS} kills of the API, ${DATABASE_KILLS} of PostgreSQL; ${bought.placed} orders placed, ` +
      `${bought.paid.length} trades paid, ${books.accepted} notifies accepted\n`,
  );
  expect(bought.paid.length).toBeGreaterThan(API_KILLS);
  expect(books.faults).toEqual([]);
}, 600_000);

interface Books {
  accepted: number;
  faults: string[];
}

/** Waits until the sweeps are through, then holds the gateway's books against ours. */
async function settledBooks(theirs: Gateway, paid: readonly string[]): Promise<Books> {
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] ?? '' });
  await client.connect();
  try {
    const deadline = Date.now() + 90_000;
    for (;;) {
      const books = await compare(theirs, client, paid);
      if (books.faults.length === 0 || Date.now() > deadline) return books;
      await sleep(1000);
    }
  } finally {
    await client.end();
  }
}

async function compare(theirs: Gateway, client: pg.Client, paid: readonly string[]): Promise<Books> {
  const faults: string[] = [];
  let accepted = 0;
  for (const outTradeNo of paid) {
    const reply = await theirs.inject({ method: 'GET', url: `/control/trades/${outTradeNo}` });
    const book = JSON.parse(reply.body) as {
      trade: { trade_no: string; trade_status: string };
      notifies: { attempts: { answer: string }[] }[];
    };
    const wasAccepted = book.notifies.some((notify) => notify.attempts.some((attempt) => attempt.answer === 'success'));
    if (wasAccepted) accepted++;
    const ours = await stateOf(client, outTradeNo);
    if (ours?.tradeNo !== book.trade.trade_no || !ours.isGood) {
      faults.push(`${outTradeNo}: ${wasAccepted ? 'accepted' : 'not accepted'}, ours ${JSON.stringify(ours)}`);
    }
  }
  const views = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.views WHERE table_name LIKE 'invariant_%' AND table_name NOT LIKE '%i7%'`,
  );
  for (const { name } of views.rows) {
    for (const row of (await client.query<{ subject: string }>(`SELECT subject FROM ${name}`)).rows)
      faults.push(`${name}: ${row.subject}`);
  }
  return { accepted, faults };
}

/** Good: applied and every line enrolled, or given back. */
async function stateOf(
  client: pg.Client,
  outTradeNo: string,
): Promise<{ tradeNo: string | null; isGood: boolean } | undefined> {
  const { rows } = await client.query<{ trade_no: string | null; good: boolean }>(
    `SELECT p.trade_no, CASE p.disposition
       WHEN 'applied' THEN o.order_status = 1 AND NOT EXISTS (
         SELECT 1 FROM luffy_order_detail d LEFT JOIN luffy_enrolment e ON e.order_detail_id = d.id AND e.ended_at IS NULL
         WHERE d.order_id = o.id AND e.id IS NULL)
       ELSE EXISTS (SELECT 1 FROM luffy_refund r WHERE r.payment_id = p.id AND r.state = 'succeeded') END AS good
     FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id WHERE p.out_trade_no = $1`,
    [outTradeNo],
  );
  const [row] = rows;
  return row && { tradeNo: row.trade_no, isGood: row.good };
}
