import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type OrderKind, ordersOfEveryKind } from '../../test/orders.js';
import { World } from '../../test/world.js';
import { InvariantService } from '../invariant/invariant.service.js';
import { QUEUES } from '../queue/queue.rule.js';

let world: World;
let staff: string;
let numberOf: Record<OrderKind, string>;
let asked: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('catalogue');
  numberOf = await ordersOfEveryKind(world);
});
afterAll(() => world.close());

const counts = async (): Promise<Record<string, number>> => {
  const { queues = [] } = (await world.get('/api/admin/queues/', staff)).body;
  expect(queues.map((queue) => queue.name)).toEqual([...QUEUES]);
  for (const { count, oldest_at } of queues) expect(oldest_at === null).toBe(count === 0);
  return Object.fromEntries(queues.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]));
};
const list = async (name: string, query = '') => (await world.get(`/api/admin/queues/${name}/${query}`, staff)).body;
const items = async (name: string) => (await list(name)).items;

describe('what waits for staff', () => {
  test('is told of money on its way back, of suspicion, and of access that is missing', async () => {
    expect(await counts()).toEqual({
      late_payments: 1,
      duplicate_payments: 1,
      suspicious: 1,
      paid_without_access: 1,
      open_alerts: 1,
    });
    const { late, odd, locked } = numberOf;
    expect(await items('late_payments')).toMatchObject([
      { subject: late, out_trade_no: late, amount: '59.00', what: 'no_refund', at: expect.any(String) },
    ]);
    expect(await items('suspicious')).toEqual([
      { subject: odd, out_trade_no: odd, amount: '0.01', what: 'notify_suspicious', at: expect.any(String) },
    ]);
    expect(await items('paid_without_access')).toMatchObject([
      { subject: 'course:5', out_trade_no: locked, amount: '88.80', what: expect.any(String) },
    ]);
    expect(Object.keys((await items('open_alerts'))?.[0] ?? {})).toEqual([
      'subject',
      'out_trade_no',
      'amount',
      'at',
      'what',
    ]);
  });

  test('leaves as soon as it is dealt with', async () => {
    world.channel.mode = 'unknown';
    await world.sweep();
    expect(await counts()).toMatchObject({ late_payments: 1, duplicate_payments: 1, unknown_refunds: 2 });
    expect(await items('unknown_refunds')).toMatchObject([{ what: 'timeout' }, { what: 'timeout' }]);
    expect(await items('late_payments')).toMatchObject([{ what: 'unknown' }]);
    world.channel.mode = 'normal';
    world.pass(600);
    await world.sweep();
    const now = await counts();
    expect([now['late_payments'], now['duplicate_payments'], now['unknown_refunds']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('names a payment by its own number, and the order beside it', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [4], '59.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.pay(second);
    expect(await items('duplicate_payments')).toMatchObject([{ subject: second, out_trade_no: outTradeNo }]);
    await world.sweep();
    expect(await items('duplicate_payments')).toEqual([]);
  });

  test('is told of refunds asked for, the oldest first, page by page', async () => {
    for (const amount of ['1.00', '2.00', '3.00']) {
      const { token, outTradeNo } = await world.bought([2], '199.00');
      asked = outTradeNo;
      await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', amount });
      world.pass(60);
    }
    expect(await counts()).toMatchObject({ refund_requests: 3 });
    const first = await list('refund_requests', '?limit=2');
    const rest = await list('refund_requests', `?limit=2&cursor=${first.next_cursor}`);
    expect([...(first.items ?? []), ...(rest.items ?? [])].map((item) => item['amount'])).toEqual([
      '1.00',
      '2.00',
      '3.00',
    ]);
    expect(rest.items).toMatchObject([
      { out_trade_no: asked, what: 'student', subject: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
    expect(rest.next_cursor).toBeNull();
    const { queues } = (await world.get('/api/admin/queues/', staff)).body;
    const oldest = queues?.find(({ name }) => name === 'refund_requests')?.oldest_at;
    expect(oldest).toBe(first.items?.[0]?.['at']);
  });

  test('is told of payments nobody can tell of', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    world.channel.failNext('query');
    await world.post(`/api/admin/orders/${outTradeNo}/requery/`, await world.token('support'), { reason: '没有回音' });
    expect(await items('unknown_payments')).toMatchObject([{ subject: outTradeNo, amount: '99.00', what: 'alipay' }]);
  });

  test('is told of promises that are broken', async () => {
    await world.app.get(InvariantService).alarm();
    expect(await items('broken_invariants')).toEqual([
      { subject: numberOf.locked, out_trade_no: numberOf.locked, amount: null, what: 'I4', at: expect.any(String) },
    ]);
    expect(await items('bill_differences')).toEqual([]);
  });

  test.each(QUEUES)('%s is a list like every other', async (name) => {
    expect((await list(name, '?limit=100')).next_cursor).toBeNull();
    expect(await list(name, '?cursor=x')).toMatchObject({ code: 'CURSOR_INVALID', fields: [{ field: 'cursor' }] });
    expect((await list(name, '?limit=0')).fields?.[0]?.field).toBe('limit');
    expect(await list(name, '?sort=at')).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'sort' }] });
  });

  test.each(['moon', 'constructor', '%00'])('there is no queue %j', async (name) => {
    expect(await list(name)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
