import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { smallHistory } from '../../test/history.js';
import { World } from '../../test/world.js';
import { REPORTS } from '../report/report.rule.js';

interface Answered {
  code?: string;
  from?: string;
  to?: string;
  fields?: { field: string; msg: string }[];
  columns?: { key: string; label: string; unit: string }[];
  rows?: Record<string, string | number | null>[];
}

let world: World;
let support: string;
let nameOf: (id: number) => string;
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
  await smallHistory(world);
  const courses = await world.rows<{ id: string; name: string }>('SELECT id, name FROM luffy_course');
  nameOf = (id) => courses.find((course) => Number(course.id) === id)?.name ?? '?';
});
afterAll(() => world.close());

const DAYS = { from: '2026-02-27', to: '2026-03-01' };
const ask = async (name: string, query: Record<string, string> = DAYS): Promise<Answered> =>
  (await world.get(`/api/admin/reports/${name}/?${new URLSearchParams(query).toString()}`, support)).body;
/** Each row as its cells in the order of the columns. */
const cells = async (name: string, query: Record<string, string> = DAYS) => {
  const { columns = [], rows = [] } = await ask(name, query);
  return rows.map((row) => columns.map(({ key }) => row[key]));
};

describe('the reports of three days', () => {
  test('daily: what came in each day of Beijing, beside the three days before', async () => {
    expect(await cells('daily')).toEqual([
      ['2026-02-27', '298.00', 1, '2026-02-24', '99.00', 1],
      ['2026-02-28', '99.00', 1, '2026-02-25', '0.00', 0],
      ['2026-03-01', '59.00', 1, '2026-02-26', '0.00', 0],
    ]);
  });

  test('funnel: how far the orders placed then have come; a look before buying is not studying', async () => {
    expect(await cells('funnel')).toEqual([
      ['placed', 7, 5, 100],
      ['paid', 5, 4, 71.4],
      ['studying', 2, 2, 28.6],
    ]);
  });

  test('time to payment: 20 s, 119.999 s and exactly 600 s', async () => {
    expect(await cells('time-to-payment')).toEqual([
      [0, 30, 1, 33.3, 33.3],
      [30, 60, 0, 0, 33.3],
      [60, 120, 1, 33.3, 66.7],
      [120, 300, 0, 0, 66.7],
      [300, 600, 0, 0, 66.7],
      [600, 900, 1, 33.3, 100],
      [900, 1800, 0, 0, 100],
      [1800, null, 0, 0, 100],
    ]);
  });

  test('success by hour: who may still pay has not failed, and a free order succeeds at nothing', async () => {
    const rows = await cells('success-by-hour');
    expect(rows).toHaveLength(24);
    expect(rows.filter(([, placed]) => placed !== 0)).toEqual([
      [0, 2, 2, 0, 100],
      [10, 2, 0, 1, 0],
      [23, 2, 2, 0, 100],
    ]);
    expect(rows[12]).toEqual([12, 0, 0, 0, null]);
  });

  test('refunds: by course and reason; what failed or came later is not there', async () => {
    expect(await cells('refunds')).toEqual([
      [null, null, 'late', '订单关闭后支付', 1, '199.00'],
      [6, nameOf(6), 'student', '不想学了', 1, '79.00'],
      [1, nameOf(1), 'student', '不想学了', 1, '50.00'],
      [1, nameOf(1), 'staff', '买错了', 1, '49.00'],
      [2, nameOf(2), 'staff', '买错了', 1, '10.00'],
    ]);
  });

  test('income: by course, less what went back; a course can have given back more than it brought', async () => {
    expect(await cells('income')).toEqual([
      [2, nameOf(2), 1, '199.00', '10.00', '189.00'],
      [1, nameOf(1), 2, '198.00', '99.00', '99.00'],
      [4, nameOf(4), 1, '59.00', '0.00', '59.00'],
      [6, nameOf(6), 0, '0.00', '79.00', '-79.00'],
    ]);
  });

  test('confirmed by: who told us first, and how long it took', async () => {
    expect(await cells('confirmed-by')).toEqual([
      ['notify', 2, 50, 2, 5, 5],
      ['query', 1, 25, 30, 30, 30],
      ['return', 1, 25, 1, 1, 1],
      ['bill', 0, 0, null, null, null],
      ['staff', 0, 0, null, null, null],
    ]);
    expect(await cells('confirmed-by', { from: '2026-02-23', to: '2026-02-24' })).toEqual([
      ['notify', 0, 0, null, null, null],
      ['query', 0, 0, null, null, null],
      ['return', 0, 0, null, null, null],
      ['bill', 1, 50, 86400, 86400, 86400],
      ['staff', 1, 50, 36001, 36001, 36001],
    ]);
  });

  test('more reasons than a page holds end in one line, and nothing is lost of the sum', async () => {
    await world.rows(
      `INSERT INTO luffy_refund (order_id, payment_id, out_request_no, amount, reason, kind, state, created_time, finished_at)
       SELECT order_id, id, 'why' || n, 0.01, 'reason ' || n, 'staff', 'succeeded', '2026-01-10', '2026-01-10'
       FROM luffy_payment, generate_series(1, 230) n WHERE disposition = 'applied' AND amount = 298`,
    );
    const rows = await cells('refunds', { from: '2026-01-10', to: '2026-01-10' });
    expect([rows.length, rows.at(-1)]).toEqual([201, [null, null, null, null, 30, '0.30']]);
    await world.rows(`DELETE FROM luffy_refund WHERE out_request_no LIKE 'why%'`);
  });
});

describe('every report', () => {
  test.each(REPORTS)('%s says what its columns are, and stands still where nothing happened', async (name) => {
    const { columns, rows, from, to } = await ask(name, { from: '2025-01-01', to: '2025-01-01' });
    expect([from, to]).toEqual(['2025-01-01', '2025-01-01']);
    expect(columns?.every(({ key, label, unit }) => key !== '' && label !== '' && unit !== '')).toBe(true);
    for (const row of rows ?? [])
      expect(Object.keys(row).toSorted()).toEqual(columns?.map(({ key }) => key).toSorted());
  });

  test.each(REPORTS)('%s is a file too, with the same rows', async (name) => {
    const { columns = [], rows = [] } = await ask(name);
    const file = await world.get(`/api/admin/reports/${name}/?from=${DAYS.from}&to=${DAYS.to}&format=csv`, support);
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-2026-02-27-2026-03-01.csv"`,
      'cache-control': 'no-store',
    });
    const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ key }) => row[key] ?? ''))];
    expect(file.text).toBe('\uFEFF' + lines.map((line) => `${line.join(',')}\r\n`).join(''));
  });

  test('takes the last thirty days unless told otherwise, and a whole leap year at most', async () => {
    expect(await ask('daily', {})).toMatchObject({ from: '2026-02-01', to: '2026-03-02' });
    expect(await ask('daily', { from: '2026-02-20' })).toMatchObject({ from: '2026-02-20', to: '2026-03-02' });
    expect(await ask('daily', { to: '2026-01-31' })).toMatchObject({ from: '2026-01-02', to: '2026-01-31' });
    expect((await ask('daily', { from: '2024-01-01', to: '2024-12-31' })).rows).toHaveLength(366);
  });

  test.each<[Record<string, string>, string]>([
    [{ from: '2026-02-30' }, 'from'],
    [{ from: '26-2-1' }, 'from'],
    [{ from: '1999-12-31' }, 'from'],
    [{ to: '' }, 'to'],
    [{ to: '2026-03-01T00:00:00+08:00' }, 'to'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'from'],
    [{ from: '2025-02-28', to: '2026-03-01' }, 'from'],
    [{ format: 'xlsx' }, 'format'],
    [{ day: '2026-03-01' }, 'day'],
  ])('is not asked for by %j, and the answer names %s', async (query, field) => {
    const { code, fields } = await ask('income', query);
    expect([code, fields?.map((fault) => fault.field)]).toEqual(['VALIDATION', [field]]);
  });

  test('has a name that exists', async () => {
    for (const name of ['profit', 'daily.csv', 'constructor', 'Daily']) {
      const { code, fields } = await ask(name);
      expect([code, fields?.[0]?.field]).toEqual(['VALIDATION', 'name']);
    }
  });
});
