import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { AlertService } from './alert.service.js';
import { MessageService } from './message.service.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const list = async (token: string, query = '') => (await world.get(`/api/message/${query}`, token)).body;

/** A student who was told of so many late payments. */
async function told(times: number): Promise<string> {
  const token = await world.student();
  const [user] = await world.rows<{ id: string }>('SELECT max(id) AS id FROM luffy_user');
  for (let time = 0; time < times; time++) {
    await world.db.tx((tx) =>
      world.app.get(MessageService).tell(tx, Number(user?.id), 'payment_late', { out_trade_no: `n${time}` }),
    );
  }
  return token;
}

describe('what the shop told a student', () => {
  test('is shown newest first, unread until it is read, and reading it twice keeps the first time', async () => {
    const token = await told(2);
    const { items = [] } = await list(token);
    expect(items).toMatchObject([
      { kind: 'payment_late', data: { out_trade_no: 'n1' }, read_at: null },
      { data: { out_trade_no: 'n0' } },
    ]);
    const at = world.clock.now().toISOString();
    expect(await world.post(`/api/message/${String(items[0]?.['id'])}/read/`, token)).toMatchObject({
      http: 200,
      body: { status: 100 },
    });
    world.pass(60);
    expect((await world.post(`/api/message/${String(items[0]?.['id'])}/read`, token)).http).toBe(200);
    expect((await list(token)).items).toMatchObject([{ read_at: at }, { read_at: null }]);
  });

  test('is paged', async () => {
    const token = await told(3);
    const first = await list(token, '?limit=2');
    expect(first.items).toHaveLength(2);
    expect((await list(token, `?cursor=${first.next_cursor}`)).items).toMatchObject([{ data: { out_trade_no: 'n0' } }]);
  });

  test('can be narrowed to what is unread, page by page, and counted', async () => {
    const token = await told(4);
    const count = async () => (await world.get('/api/message/unread/', token)).body['count' as never];
    const numbers = (items: Record<string, unknown>[] = []) =>
      items.map((item) => (item['data'] as { out_trade_no: string }).out_trade_no);
    expect(await count()).toBe(4);
    const [, second] = (await list(token)).items ?? [];
    await world.post(`/api/message/${String(second?.['id'])}/read/`, token);
    expect(await count()).toBe(3);
    const first = await list(token, '?unread=1&limit=2');
    expect(numbers(first.items)).toEqual(['n3', 'n1']);
    const rest = await list(token, `?unread=1&limit=2&cursor=${first.next_cursor}`);
    expect([numbers(rest.items), rest.next_cursor]).toEqual([['n0'], null]);
    expect((await list(token)).items).toHaveLength(4);
  });

  test('can be read all at once: what was read before keeps its moment, and others keep theirs unread', async () => {
    const [token, other] = [await told(3), await told(2)];
    const count = async (whose: string) => (await world.get('/api/message/unread', whose)).body['count' as never];
    const [first] = (await list(token)).items ?? [];
    const before = world.clock.now().toISOString();
    await world.post(`/api/message/${String(first?.['id'])}/read/`, token);
    world.pass(60);
    const after = world.clock.now().toISOString();
    expect(await world.post('/api/message/read/', token)).toMatchObject({ http: 200, body: { status: 100 } });
    expect((await list(token)).items?.map((item) => item['read_at'])).toEqual([before, after, after]);
    expect([await count(token), await count(other)]).toEqual([0, 2]);
    expect((await list(token, '?unread=1')).items).toEqual([]);
    world.pass(60);
    expect((await world.post('/api/message/read/', token)).http).toBe(200);
    expect((await list(token)).items?.map((item) => item['read_at'])).toEqual([before, after, after]);
  });

  test.each(['unread=', 'unread=0', 'unread=true', 'unread=1&unread=1', 'unread[]=1', 'read=1'])(
    '?%s is refused',
    async (query) => {
      expect((await list(await world.student(), `?${query}`)).code).toBe('VALIDATION');
    },
  );

  test('is nobody else’s to see or to mark', async () => {
    const [mine] = (await list(await told(1))).items ?? [];
    const stranger = await world.student();
    expect((await list(stranger)).items).toEqual([]);
    for (const id of [mine?.['id'], 999_999, 0, 'x']) {
      expect(await world.post(`/api/message/${String(id)}/read/`, stranger)).toMatchObject({
        http: 404,
        body: { code: 'NOT_FOUND' },
      });
    }
  });
});

describe('what staff are warned of', () => {
  const raise = (subject: string) =>
    world.db.tx((tx) => world.app.get(AlertService).raise(tx, 'payment_suspicious', subject, { amount_fen: 1 }));

  test('is one alert a subject while it is open, and a new one after it was cleared', async () => {
    const staff = await world.token('admin');
    const subjects = async () =>
      ((await world.get('/api/admin/alerts/', staff)).body.items ?? []).map((alert) => alert['subject']);
    await raise('order-1');
    await raise('order-1');
    await raise('order-2');
    expect(await subjects()).toEqual(['order-2', 'order-1']);
    await world.db.tx((tx) => world.app.get(AlertService).clear(tx, 'payment_suspicious', 'order-1', null));
    expect(await subjects()).toEqual(['order-2']);
    await raise('order-1');
    expect(await subjects()).toEqual(['order-1', 'order-2']);
  });
});
