import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type OrderKind, ordersOfEveryKind } from '../../test/orders.js';
import { World } from '../../test/world.js';

let world: World;
let admin: string;
let numberOf: Record<OrderKind, string>;
let nameOf: Map<string, string>;

beforeAll(async () => {
  world = await World.open();
  admin = await world.token('admin');
  numberOf = await ordersOfEveryKind(world);
  nameOf = new Map(Object.entries(numberOf).map(([name, number]) => [number, name]));
});
afterAll(() => world.close());

interface Found {
  items?: { out_trade_no: string; username: string; user_id: number }[];
  next_cursor?: string | null;
  total?: { count: number; exact: boolean };
  code?: string;
}

const search = async (query: Record<string, string>, token = admin): Promise<Found> =>
  (await world.get(`/api/admin/orders/?${new URLSearchParams(query).toString()}`, token)).body as Found;

const found = async (query: Record<string, string>, token = admin): Promise<string> => {
  const body = await search(query, token);
  return body.items?.map((item) => nameOf.get(item.out_trade_no) ?? '?').join(' ') ?? String(body.code);
};

const ALL = 'free coupon locked odd double late part plain';

describe('staff narrow orders', () => {
  test.each<[Record<string, string>, string]>([
    [{}, ALL],
    [{ refund_status: '1' }, 'part'],
    [{ refund_status: '0' }, 'free coupon locked odd double late plain'],
    [{ refund_status: '2' }, ''],
    [{ course_id: '1' }, 'coupon part plain'],
    [{ course_id: '999' }, ''],
    [{ coupon_id: '1' }, 'coupon'],
    [{ coupon_id: '2' }, ''],
    [{ amount_from: '99.00', amount_to: '199' }, 'double plain'],
    [{ amount_from: '199.01' }, 'part'],
    [{ amount_to: '0' }, 'free'],
    [{ flag: 'late' }, 'late'],
    [{ flag: 'duplicate' }, 'double'],
    [{ flag: 'suspicious' }, 'odd'],
    [{ flag: 'paid_without_access' }, 'locked'],
    [{ flag: 'late', order_status: '1' }, ''],
    [{ course_id: '1', refund_status: '0', amount_from: '80' }, 'plain'],
  ])('by %j: %s', async (query, names) => {
    expect(await found(query)).toBe(names);
    const { total } = await search({ ...query, limit: '1' });
    expect(total).toEqual({ count: names === '' ? 0 : names.split(' ').length, exact: true });
  });

  test('by the number of a refund and of a user', async () => {
    const [refund] = await world.rows<{ out_request_no: string }>(
      'SELECT out_request_no FROM luffy_refund WHERE kind = $1',
      ['student'],
    );
    expect(await found({ q: refund?.out_request_no ?? '' })).toBe('part');
    const buyer = await world.userId('student_1');
    expect(await found({ q: String(buyer) })).toBe('plain');
    expect(await found({ q: `${buyer}0` })).toBe('');
  });

  test.each([
    { refund_status: '3' },
    { course_id: '0' },
    { course_id: 'x' },
    { course_id: '99999999999999999999' },
    { coupon_id: '-1' },
    { amount_from: '-1' },
    { amount_from: '1e3' },
    { amount_to: '1.001' },
    { amount_from: '' },
    { flag: 'rich' },
    { sort: 'id' },
    { sort: 'created; DROP TABLE luffy_order' },
  ])('but not by %j, and the answer names it', async (query) => {
    const body = (await search(query)) as { code?: string; fields?: { field: string }[] };
    expect([body.code, body.fields?.[0]?.field]).toEqual(['VALIDATION', Object.keys(query)[0]]);
  });

  test.each([
    [{ amount_from: '2', amount_to: '1' }, 'amount_from'],
    [{ created_from: '2026-03-02T14:06:00+08:00', created_to: '2026-03-02T14:05:00+08:00' }, 'created_from'],
    [{ paid_from: '2026-03-02T14:06:00+08:00', paid_to: '2026-03-02T06:05:59Z' }, 'paid_from'],
  ])('nor by the range %j, whose ends are the wrong way round', async (query, field) => {
    const body = (await search(query)) as { code?: string; fields?: { field: string }[] };
    expect([body.code, body.fields?.[0]?.field]).toEqual(['VALIDATION', field]);
  });
});

describe('a list in an order', () => {
  const SORTED: Readonly<Record<string, string>> = {
    '-created': ALL,
    created: ALL.split(' ').toReversed().join(' '),
    amount: 'free late odd coupon locked plain double part',
    '-amount': 'part double plain locked coupon odd late free',
    // What was not paid, or for nothing, stands last both ways.
    paid: 'plain part double locked late odd coupon free',
    '-paid': 'locked double part plain free coupon odd late',
  };

  test.each(Object.entries(SORTED))('%s is %s', async (sort, names) => expect(await found({ sort })).toBe(names));

  test.each(Object.keys(SORTED))('%s goes on where the last page ended, whatever its size', async (sort) => {
    for (const limit of ['1', '3']) {
      const pages: string[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { sort, limit, ...(cursor ? { cursor } : {}) };
        pages.push(await found(query));
        cursor = (await search(query)).next_cursor;
      } while (cursor);
      expect(pages.join(' ')).toBe(SORTED[sort]);
    }
  });

  test.each<[Record<string, string>, number]>([
    [{ limit: '3' }, 8],
    [{ limit: '1', course_id: '1' }, 3],
  ])('keeps its total on every page of %j', async (query, count) => {
    const { next_cursor, total } = await search(query);
    expect(total).toEqual({ count, exact: true });
    expect((await search({ ...query, cursor: next_cursor ?? '' })).total).toEqual({ count, exact: true });
  });

  test.each([
    ['amount', '-amount'],
    ['created', 'paid'],
    ['-created', 'created'],
  ])('%s has no use for the place in %s', async (sort, other) => {
    const { next_cursor } = await search({ sort: other, limit: '1' });
    expect((await search({ sort, cursor: next_cursor ?? '' })).code).toBe('CURSOR_INVALID');
  });

  test.each([
    '-created:1',
    '-created:1:1:1',
    '-created:x:1',
    '-created:99999999999999999:1',
    '-created:1:0',
    'id:1',
    '%',
  ])('is not read from the forged place %s', async (text) => {
    expect((await search({ cursor: Buffer.from(text).toString('base64url') })).code).toBe('CURSOR_INVALID');
  });

  test.each([
    '-created:9007199254740991:9007199254740991',
    '-created:-9007199254740991:1',
    '-paid:-1:1',
    'amount:-1:1',
    'paid:9007199254740991:1',
  ])('survives the strange place %s', async (text) => {
    const sort = text.split(':')[0] ?? '';
    const answer = await search({ sort, cursor: Buffer.from(text).toString('base64url') });
    expect(answer.items).toBeDefined();
  });
});

describe('who need not know persons', () => {
  test('sees them masked, and does not find by their name either', async () => {
    const catalogue = await world.token('catalogue');
    const { items = [] } = await search({}, catalogue);
    expect(items.map((item) => item.username)).toEqual(items.map(() => expect.stringMatching(/^s\*\*\*\d$/)));
    expect(await found({ q: 'student_1' }, catalogue)).toBe('');
    expect(await found({ q: numberOf.plain }, catalogue)).toBe('plain');
    expect(await found({ q: 'student_1' }, await world.token('support'))).toBe('plain');
  });
});

describe('among twelve thousand orders', () => {
  beforeAll(async () => {
    // Most of them of one kind, so that the rare kinds are worth an index.
    await world.rows(`
      INSERT INTO luffy_order (subject, total_amount, original_amount, out_trade_no, trade_no, order_status, pay_type, pay_time, user_id, created_time, expires_at)
      SELECT 'many', n, n, 'many' || n, 'T' || n, 1, 1, t, 1, t, t
      FROM generate_series(1, 12000) n, LATERAL (SELECT timestamptz '2025-01-01T00:00:00Z' + n * interval '1 minute' AS t) AS times`);
    await world.rows(`
      INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, disposition, trade_no, paid_at, linked_at, created_time)
      SELECT id, 'alipay', out_trade_no, total_amount, 'succeeded', 'applied', trade_no, pay_time, created_time, created_time
      FROM luffy_order WHERE subject = 'many'`);
    await world.rows(`
      INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
      SELECT id, 7, total_amount, total_amount, user_id, 'many', false FROM luffy_order WHERE subject = 'many'`);
    for (const table of ['order', 'payment', 'order_detail', 'coupon_record', 'alert', 'enrolment', 'refund'])
      await world.rows(`ANALYZE luffy_${table}`);
  });

  test('the total is a guess, and says so', async () => {
    const { total } = await search({ pay_type: '1' });
    expect(total?.exact).toBe(false);
    expect(total?.count).toBeGreaterThan(11_000);
    expect(total?.count).toBeLessThan(13_000);
    expect(await search({ pay_type: '1', order_status: '2' })).toMatchObject({ total: { count: 1, exact: true } });
  });

  /** What the database would do for a search: the indexes it takes for the order's own rows and what leads to them. */
  async function indexesOf(query: Record<string, string>): Promise<string> {
    const seen: string[] = [];
    const ask = world.db.ask.bind(world.db);
    world.db.ask = async <Row>(sql: string, values: readonly unknown[]): Promise<Row[]> => {
      if (/FROM luffy_order o WHERE/.test(sql) && !sql.startsWith('EXPLAIN')) {
        const rows = await ask<Record<string, string>>(`EXPLAIN ${sql}`, values);
        seen.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return ask<Row>(sql, values);
    };
    try {
      await search(query);
    } finally {
      world.db.ask = ask;
    }
    return seen.join('\n');
  }

  test.each<[Record<string, string>, string]>([
    [{}, 'luffy_order_created'],
    [{ sort: 'created' }, 'luffy_order_created'],
    [{ sort: 'amount' }, 'luffy_order_amount'],
    [{ sort: '-amount' }, 'luffy_order_amount'],
    [{ sort: 'paid' }, 'luffy_order_paid'],
    [{ sort: '-paid' }, 'luffy_order_paid_back'],
    [{ q: 'many77' }, 'luffy_order_out_trade_no'],
    [{ q: 'T77' }, 'luffy_payment_trade'],
    [{ q: 'T77' }, 'luffy_order_pkey'],
    [{ q: 'student_1' }, 'luffy_order_user'],
    [{ order_status: '2' }, 'luffy_order_status'],
    [{ pay_type: '0' }, 'luffy_order_pay_type'],
    [{ refund_status: '1' }, 'luffy_order_refund_status'],
    [{ course_id: '6' }, 'luffy_order_detail_of_course'],
    [{ coupon_id: '1' }, 'luffy_order_coupon'],
    [{ created_from: '2026-01-01T00:00:00Z' }, 'luffy_order_created'],
    [{ paid_from: '2026-01-01T00:00:00Z' }, 'luffy_order_paid_back'],
    [{ paid_to: '2025-01-01T01:00:00Z' }, 'luffy_order_paid'],
    [{ amount_from: '11990', sort: '-created' }, 'luffy_order_amount'],
    [{ flag: 'late' }, 'luffy_payment_back'],
    [{ flag: 'duplicate' }, 'luffy_payment_back'],
    [{ flag: 'suspicious' }, 'luffy_payment_out_trade_no'],
    [{ flag: 'paid_without_access' }, 'luffy_order_detail_is_live'],
  ])('a search by %j is served by the index %s', async (query, index) => {
    expect(await indexesOf(query)).toMatch(new RegExp(`\\b${index}\\b`));
  });
});
