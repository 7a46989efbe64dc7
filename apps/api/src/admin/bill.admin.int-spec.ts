import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

const DAY = '2026-03-02';

let world: World;
let staff: string;
const get = (path: string) => world.get(`/api/admin/${path}`, staff);
const post = (path: string, body?: unknown) => world.post(`/api/admin/${path}`, staff, body);

/** A day with three payments that its bill lacks. */
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
  for (let count = 0; count < 3; count += 1) await world.bought([1], '99.00');
  world.channel.onBill = () => [];
  world.pass(20 * 3600);
  await post(`bills/${DAY}/fetch/`);
});
afterAll(() => world.close());

const list = async (query: string) => (await get(`bills/${DAY}/differences/${query}`)).body.items ?? [];

describe('staff read', () => {
  test('a month day by day, as far as its days are over', async () => {
    const month = async (query: string) => (await get(`bills/${query}`)).body.items ?? [];
    expect(await month('')).toMatchObject([
      { day: '2026-03-01', state: 'none', lines: 0, fetched_at: null, reason: null },
      { day: DAY, state: 'red', lines: 0, differences: 3, open_differences: 3 },
    ]);
    expect(await month('?month=2026-02')).toHaveLength(28);
    expect(await month('?month=2026-04')).toEqual([]);
  });

  test('a day that was never fetched', async () => {
    expect((await get('bills/2026-02-11/')).body).toMatchObject({
      status: 100,
      bill: { day: '2026-02-11', state: 'none' },
      totals: { paid: '0.00', refunded: '0.00', fees: '0.00', net: '0.00', count: 0 },
    });
    expect((await get('bills/2026-02-11/differences/')).body).toMatchObject({ items: [], next_cursor: null });
  });

  test('differences in pages, the newest first, by state', async () => {
    const { body } = await get(`bills/${DAY}/differences/?limit=2`);
    expect(body.items).toHaveLength(2);
    const rest = await list(`?limit=2&cursor=${body.next_cursor ?? ''}`);
    expect(rest).toMatchObject([
      {
        kind: 'payment_missing',
        text: '这里已收款,账单中没有',
        action: 'requery',
        out_request_no: null,
        ours: { amount: '99.00', state: 'succeeded', at: '2026-03-02T06:05:00.000Z' },
        theirs: null,
        resolved_at: null,
      },
    ]);
    expect((await post(`differences/${String(rest[0]?.['id'])}/resolve/`, { reason: '核对过' })).http).toBe(200);
    expect(await list('?state=open')).toHaveLength(2);
    expect(await list('?state=resolved')).toMatchObject([{ id: rest[0]?.['id'], reason: '核对过', outcome: 'paid' }]);
  });
});

test('what waits for a person stands in its queue, and what waits for the next bill does not', async () => {
  const queue = async () => (await get('queues/bill_differences/')).body.items ?? [];
  expect(await queue()).toHaveLength(2);
  const [first] = await queue();
  expect(first).toEqual({
    subject: `bill:${DAY}`,
    out_trade_no: expect.stringMatching(/^[0-9a-f]{32}$/),
    amount: '99.00',
    at: world.clock.now().toISOString(),
    what: 'payment_missing',
  });
  await world.rows(`UPDATE luffy_bill_difference SET action = 'wait' WHERE out_trade_no = $1`, [
    first?.['out_trade_no'],
  ]);
  expect(await queue()).toHaveLength(1);
  const { queues = [] } = (await get('queues/')).body;
  expect(queues.find(({ name }) => name === 'bill_differences')).toMatchObject({ count: 1, oldest_at: first?.['at'] });
});

test.each([
  ['GET', 'bills/?month=2026-13', 400],
  ['GET', 'bills/?month=2026', 400],
  ['GET', 'bills/?day=1', 400],
  ['GET', 'bills/2026-02-30/', 404],
  ['GET', 'bills/today/', 404],
  ['GET', 'bills/2026-03-01/differences/?state=closed', 400],
  ['GET', 'bills/2026-03-01/differences/?cursor=x', 400],
  ['GET', 'bills/2026-03-01/differences/?limit=0', 400],
  ['GET', 'bills/2026-03-01/differences/?x=1', 400],
  ['GET', 'bills/x/differences/', 404],
  ['POST', 'bills/2026-02-30/fetch/', 404],
  ['POST', 'bills/2026-03-03/fetch/', 409],
  ['POST', 'differences/999999/resolve/', 404],
  ['POST', 'differences/x/resolve/', 404],
] as const)('%s %s is refused with %i and a code, and nothing is written', async (method, path, http) => {
  const before = await world.snapshot();
  const body = method === 'POST' ? { reason: '核对过' } : undefined;
  const answer = await world.ask(method, `/api/admin/${path}`, {
    token: staff,
    body: path.endsWith('fetch/') ? undefined : body,
  });
  expect(answer).toMatchObject({ http, body: { code: expect.stringMatching(/^[A-Z_]+$/) } });
  expect(await world.snapshot()).toBe(before);
});
