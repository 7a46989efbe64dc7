import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';

import { smallHistory } from '../../test/history.js';
import { World } from '../../test/world.js';
import { EXPORT_COLUMN_NAMES } from '../report/order-export.rule.js';

let world: World;
let finance: string;
beforeAll(async () => {
  world = await World.open();
  finance = await world.token('finance');
  await smallHistory(world);
});
afterAll(() => world.close());

const path = (query: Record<string, string>) =>
  `/api/admin/exports/orders.csv?${new URLSearchParams(query).toString()}`;
const ask = (query: Record<string, string>) => world.get(path(query), finance);
const linesOf = (text: string): string[] => text.replace('\uFEFF', '').split('\r\n').slice(0, -1);
const DAYS = { from: '2026-02-27', to: '2026-03-01' };
const MANY = { from: '2020-01-01', to: '2020-12-31' };

describe('a file of orders', () => {
  test('has the columns chosen, in that order, for the days of payment', async () => {
    const columns = 'pay_time,username,total_amount,refunded_amount,net_amount,order_status';
    const { http, text, headers } = await ask({ ...DAYS, by: 'paid', columns });
    expect([http, headers['x-total-estimate']]).toEqual([200, '3']);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="orders-2026-02-27-2026-03-01-2026-03-02-140500.csv"',
      'cache-control': 'no-store',
    });
    expect(text).toBe(
      [
        '\uFEFF支付时间,用户名,应付,已退,净额,订单状态',
        '2026-02-27 00:00:20,wang,298.00,0.00,298.00,已支付',
        '2026-02-28 23:59:59,li,99.00,0.00,99.00,已支付',
        '2026-03-01 00:10:00,zhao,59.00,0.00,59.00,已支付',
        '',
      ].join('\r\n'),
    );
  });

  test('goes by the days of placing unless told otherwise; numbers stay numbers that nobody rounds', async () => {
    const { text } = await ask({ ...DAYS, columns: 'created_time,out_trade_no,trade_no,buyer_id' });
    const lines = linesOf(text);
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      '下单时间',
      '2026-02-27 00:00:00',
      '2026-02-27 10:30:00',
      '2026-02-28 12:00:00',
      '2026-02-28 23:58:00',
      '2026-03-01 00:00:00',
      '2026-03-01 10:15:00',
      '2026-03-01 23:50:00',
    ]);
    expect(lines[1]).toMatch(/^2026-02-27 00:00:00,[0-9a-f]{32}\t,T[0-9a-f]{27}\t,2088000000000002\t$/);
    expect(lines[2]).toMatch(/^2026-02-27 10:30:00,[0-9a-f]{32}\t,,$/);
  });

  test('has every column there is', async () => {
    const { text } = await ask({ from: '2026-02-27', to: '2026-02-27', columns: EXPORT_COLUMN_NAMES.join(',') });
    const [first, second] = await world.rows<{ name: string }>(
      'SELECT name FROM luffy_course WHERE id < 3 ORDER BY id',
    );
    const id = await world.userId('wang');
    const [head, line] = linesOf(text);
    expect(head?.split(',')).toHaveLength(EXPORT_COLUMN_NAMES.length);
    expect(line?.replace(/[0-9a-f]{32}/, 'N').replace(/T[0-9a-f]{27}/, 'T')).toBe(
      `N\t,T\t,2026-02-27 00:00:00,2026-02-27 00:00:20,,已支付,支付宝,past,${first?.name};${second?.name},${id},wang,` +
        '298.00,0.00,298.00,0.00,298.00,,,2088000000000002\t',
    );
  });

  test('has its usual columns when nobody chose, and only its head where nothing happened', async () => {
    const { text, headers } = await ask({ from: '2025-01-01', to: '2025-01-01' });
    expect(text).toBe('\uFEFF订单号,交易号,下单时间,支付时间,订单状态,课程,用户名,应付,已退,净额\r\n');
    expect(headers['x-total-estimate']).toBe('0');
  });

  test('never calculates what people typed', async () => {
    await world.rows(
      `INSERT INTO luffy_order (subject, total_amount, original_amount, out_trade_no, order_status, pay_type, user_id, created_time, expires_at)
       SELECT '=cmd|'' /C calc''!A0, "x"', 99, 99, '12345678901234567890123456789e11', 0, 1, id, '2026-01-05', '2026-01-05' FROM luffy_user WHERE username = 'wang'`,
    );
    const { text } = await ask({ from: '2026-01-05', to: '2026-01-05', columns: 'subject,out_trade_no' });
    expect(linesOf(text)[1]).toBe(`"'=cmd|' /C calc'!A0, ""x""",12345678901234567890123456789e11\t`);
  });

  test.each<[Record<string, string>, string]>([
    [{ columns: 'out_trade_no,password_hash' }, 'columns'],
    [{ columns: '' }, 'columns'],
    [{ columns: 'subject,subject' }, 'columns'],
    [{ columns: 'constructor' }, 'columns'],
    [{ columns: 'o.id); DROP TABLE luffy_order' }, 'columns'],
    [{ by: 'closed' }, 'by'],
    [{ from: '2026-13-01' }, 'from'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'from'],
    [{ from: '2020-01-01', to: '2026-01-01' }, 'from'],
    [{ limit: '5' }, 'limit'],
  ])('is not made for %j, and the answer names %s', async (query, field) => {
    const before = await world.snapshot();
    const { body } = await ask(query);
    expect([body.code, body.fields?.map((fault) => fault.field)]).toEqual(['VALIDATION', [field]]);
    expect(await world.snapshot()).toBe(before);
  });

  test('is written down with who took which columns of which days', async () => {
    await ask({ ...DAYS, columns: 'username', by: 'paid' });
    await world.get('/api/admin/exports/month/2026-02.csv', finance);
    const rows = await world.rows(
      'SELECT staff_id::integer, role, act, subject, said, after FROM luffy_audit ORDER BY id DESC LIMIT 2',
    );
    const who = { staff_id: await world.userId('finance'), role: 'finance', act: 'export' };
    expect(rows).toEqual([
      { ...who, subject: 'month/2026-02.csv', said: { month: '2026-02' }, after: { lines: '29' } },
      { ...who, subject: 'orders.csv', said: { columns: ['username'], by: 'paid', ...DAYS }, after: { lines: '3' } },
    ]);
  });
});

describe('30,000 orders', () => {
  const ROWS = 30_000;
  const BATCHES = ROWS / 500;
  const query = { ...MANY, columns: EXPORT_COLUMN_NAMES.filter((name) => name !== 'courses').join(',') };
  const sockets: Socket[] = [];
  let address: string;
  let fetched = 0;
  let mostBytesWaiting = 0;

  beforeAll(async () => {
    await world.rows(
      `INSERT INTO luffy_order (subject, total_amount, original_amount, out_trade_no, trade_no, order_status, pay_type, pay_time, user_id, created_time, expires_at)
       SELECT repeat('课', 150), 99, 99, md5(n::text), 'T' || md5(n::text), 1, 1, at, u.id, at, at
       FROM generate_series(1, ${ROWS}) n, LATERAL (SELECT timestamptz '2020-03-01' + n * interval '1 minute' AS at) t, luffy_user u WHERE u.username = 'wang'`,
    );
    const server = world.app.getHttpServer();
    server.on('connection', (socket: Socket) => sockets.push(socket));
    await world.app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    watchFetches((world.db.source.driver as unknown as { master: Pool }).master);
  }, 60_000);

  /** Counts what is taken from the database, and what then still waits in the server for its reader. */
  function watchFetches(pool: Pool): void {
    const watched = new WeakSet<PoolClient>();
    pool.on('acquire', (client) => {
      if (watched.has(client)) return;
      watched.add(client);
      const send = client.query.bind(client) as (...said: unknown[]) => unknown;
      Object.assign(client, {
        query: (...said: unknown[]) => {
          if (String((said[0] as { text?: string }).text).startsWith('FETCH')) {
            fetched += 1;
            mostBytesWaiting = Math.max(mostBytesWaiting, ...sockets.map((socket) => socket.writableLength));
          }
          return send(...said);
        },
      });
    });
  }

  const download = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get(address + path(query), { headers: { authorization: `jwt ${finance}` }, agent: false }, resolve).on(
        'error',
        reject,
      );
    });

  /** Statements of ours that the database is busy with or has open. */
  const open = async (): Promise<number> => {
    const [row] = await world.rows<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'
         AND (query LIKE 'FETCH%' OR query LIKE 'DECLARE%')`,
    );
    return Number(row?.count);
  };

  async function until(what: () => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < 100; tries++) {
      if (await what()) return true;
      await wait(50);
    }
    return false;
  }

  test('are sent whole, a batch at a time: never more of them is held than a reader can be behind', async () => {
    [fetched, mostBytesWaiting] = [0, 0];
    const file = await download();
    expect(file.headers['x-total-estimate']).toBe(String(ROWS));
    let [bytes, lines] = [0, 0];
    for await (const chunk of file) {
      bytes += (chunk as Buffer).length;
      for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
    }
    expect([lines, fetched]).toEqual([ROWS + 1, BATCHES + 1]);
    expect(bytes).toBeGreaterThan(15_000_000);
    expect(mostBytesWaiting).toBeLessThan(1_000_000);
  }, 60_000);

  test('wait in the database while nobody reads, and go on afterwards', async () => {
    fetched = 0;
    const file = await download();
    file.pause();
    let last = -1;
    await until(async () => {
      const isStill = fetched === last && fetched > 0;
      last = fetched;
      await wait(300);
      return isStill;
    });
    const whilePaused = fetched;
    expect(whilePaused).toBeLessThan(BATCHES * 0.8);
    expect(sockets.at(-1)?.writableLength).toBeLessThan(1_000_000);
    expect(await open()).toBe(1);
    for await (const _ of file);
    expect(fetched).toBe(BATCHES + 1);
    expect(await until(async () => (await open()) === 0)).toBe(true);
  }, 60_000);

  test('are not read on when the reader goes away', async () => {
    fetched = 0;
    const file = await download();
    file.pause();
    await until(async () => fetched > 1);
    expect(await open()).toBe(1);
    file.destroy();
    expect(await until(async () => (await open()) === 0)).toBe(true);
    expect(fetched).toBeLessThan(BATCHES * 0.8);
  }, 60_000);

  test('nor does the statement go on that runs at that moment', async () => {
    const blocker = world.db.source.createQueryRunner();
    await blocker.startTransaction();
    try {
      await blocker.query('LOCK TABLE luffy_coupon IN ACCESS EXCLUSIVE MODE');
      const file = await download();
      expect(await until(async () => (await open()) === 1)).toBe(true);
      file.destroy();
      expect(await until(async () => (await open()) === 0)).toBe(true);
    } finally {
      await blocker.rollbackTransaction();
      await blocker.release();
    }
  }, 60_000);

  test('leave room for students: more than three files at once are refused, and the next one is made again', async () => {
    const files = [await download(), await download(), await download()];
    for (const file of files) file.pause();
    const refused = await ask(query);
    expect([refused.http, refused.body.code]).toEqual([429, 'EXPORT_BUSY']);
    for (const file of files) file.destroy();
    expect(await until(async () => (await ask(DAYS)).http === 200)).toBe(true);
    expect(await until(async () => (await open()) === 0)).toBe(true);
  }, 60_000);
});
