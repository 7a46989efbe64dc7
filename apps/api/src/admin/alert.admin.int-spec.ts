import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { AlertService } from '../alert/alert.service.js';

let world: World;
let support: string;
let numbers: string[];
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
  numbers = [];
  for (const total of ['0.01', '0.02']) {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo, { total_amount: total }));
    numbers.push(outTradeNo);
    world.pass(60);
  }
  const facts = { out_trade_no: numbers[0] };
  await world.db.tx((tx) => world.app.get(AlertService).raise(tx, 'refund_waiting', 'r7', facts));
});
afterAll(() => world.close());

const list = async (query: Record<string, string> = {}, token = support) =>
  (await world.get(`/api/admin/alerts/?${new URLSearchParams(query).toString()}`, token)).body;
const found = async (query: Record<string, string>) =>
  (await list(query)).items?.map((item) => `${String(item['kind'])} ${String(item['subject'])}`);
const clear = (id: unknown, body: object, token = support, path = 'clear') =>
  world.ask('POST', `/api/admin/alerts/${String(id)}/${path}/`, { token, body });
const idOf = async (kind: string, q: string): Promise<unknown> =>
  (await list({ kind, q, state: 'all' })).items?.[0]?.['id'];

describe('alerts', () => {
  test('are found by kind, by what they are about, and by the order they name, the newest first', async () => {
    const [one, two] = numbers;
    expect(await found({})).toEqual(['refund_waiting r7', `notify_suspicious ${two}`, `notify_suspicious ${one}`]);
    expect(await found({ kind: 'refund_waiting' })).toEqual(['refund_waiting r7']);
    expect(await found({ q: 'r7' })).toEqual(['refund_waiting r7']);
    expect(await found({ q: one ?? '' })).toEqual(['refund_waiting r7', `notify_suspicious ${one}`]);
    expect(await found({ q: one ?? '', kind: 'notify_suspicious' })).toEqual([`notify_suspicious ${one}`]);
    expect(await found({ q: 'nothing' })).toEqual([]);
    expect(await found({ state: 'cleared' })).toEqual([]);
  });

  test('go on where the last page ended', async () => {
    const { next_cursor } = await list({ limit: '2' });
    expect(await found({ limit: '2', cursor: next_cursor ?? '' })).toEqual([`notify_suspicious ${numbers[0]}`]);
  });

  test.each([
    [{ state: 'half' }, 'state'],
    [{ kind: 'Refund!' }, 'kind'],
    [{ q: '' }, 'q'],
    [{ q: 'x'.repeat(129) }, 'q'],
    [{ limit: '101' }, 'limit'],
    [{ cursor: 'x' }, 'cursor'],
    [{ colour: 'red' }, 'colour'],
  ])('are not asked for by %j', async (query, field) => {
    const { code, fields } = await list(query);
    expect([code, ...new Set(fields?.map((fault) => fault.field))]).toEqual([
      field === 'cursor' ? 'CURSOR_INVALID' : 'VALIDATION',
      field,
    ]);
  });
});

describe('clearing an alert', () => {
  test('is foreseen, says who did it and why, and is done once', async () => {
    const id = await idOf('notify_suspicious', numbers[1] ?? '');
    const before = await world.snapshot();
    const { preview } = (await clear(id, {}, support, 'clear/preview')).body;
    expect(preview).toEqual({ act: 'alert_clear', before: { alert: 'open' }, after: { alert: 'cleared' } });
    expect(await world.snapshot()).toBe(before);

    const first = await clear(id, { reason: '和支付宝后台核对过' });
    expect(first.body.alert).toMatchObject({ id, cleared_by: 'support', cleared_at: world.clock.now().toISOString() });
    expect(first.body.audit).toMatchObject({
      staff: 'support',
      act: 'alert_clear',
      subject: `alert:${String(id)}`,
      reason: '和支付宝后台核对过',
      before: { alert: 'open' },
      after: { alert: 'cleared' },
    });
    world.pass(60);
    const again = await clear(id, { reason: '又看到了一次' }, await world.token('finance'));
    expect([again.body.audit, again.body.alert]).toEqual([first.body.audit, first.body.alert]);
    expect(await found({ q: numbers[1] ?? '' })).toEqual([]);
    expect(await found({ q: numbers[1] ?? '', state: 'cleared' })).toHaveLength(1);
  });

  test('breaks no promise: it was raised, and somebody looked', async () => {
    expect(await world.broken()).toEqual([]);
  });

  test('needs a reason, and an alert', async () => {
    const id = await idOf('refund_waiting', 'r7');
    expect((await clear(id, {})).body.fields?.map(({ field }) => field)).toEqual(['reason']);
    for (const path of ['clear', 'clear/preview']) {
      expect((await clear(999_999, { reason: 'abc' }, support, path)).http).toBe(404);
      expect((await clear('x', { reason: 'abc' }, support, path)).http).toBe(404);
    }
    expect(await found({ kind: 'refund_waiting' })).toHaveLength(1);
  });
});
