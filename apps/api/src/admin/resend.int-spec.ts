import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { act } from '../../test/acts.js';
import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const messages = async (token: string) => (await world.get('/api/message/', token)).body.items ?? [];
const resend = (outTradeNo: string, role = 'support') => act(world, role, outTradeNo, 'resend');

describe('staff tell a student again where an order stands', () => {
  test('that it waits, and until when', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    const { expires_at } = await world.orderRow(outTradeNo);
    expect((await resend(outTradeNo)).http).toBe(200);
    expect(await messages(token)).toMatchObject([
      {
        kind: 'order_waiting',
        data: { out_trade_no: outTradeNo, amount: '99.00', expires_at: (expires_at as Date).toISOString() },
      },
    ]);
  });

  test('that its courses are open', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    expect((await resend(outTradeNo)).http).toBe(200);
    expect(await messages(token)).toMatchObject([
      { kind: 'order_paid', data: { out_trade_no: outTradeNo, amount: '99.00' } },
    ]);
  });

  test('what was refunded of it', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    await act(world, 'finance', outTradeNo, 'refund', { courses: [1] });
    await world.sweep();
    expect((await resend(outTradeNo)).http).toBe(200);
    expect((await messages(token))[0]).toMatchObject({
      kind: 'order_refunded',
      data: { out_trade_no: outTradeNo, amount: '99.00' },
    });
  });

  test('each new sum that went back, also within ten minutes', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    for (const amount of ['10.00', '20.00']) {
      expect((await act(world, 'finance', outTradeNo, 'refund', { amount })).http).toBe(200);
      world.pass(60);
      await world.sweep();
      expect((await resend(outTradeNo)).http).toBe(200);
    }
    const told = (await messages(token)).filter(({ kind }) => kind === 'order_refunded');
    expect(told.map(({ data }) => (data as { amount: string }).amount)).toEqual(['30.00', '10.00']);
  });

  test('nothing of one whose time to pay is all but over', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    world.pass(1745);
    expect(await resend(outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_EXPIRING' } });
  });

  test('nothing of one that is closed', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    expect(await resend(outTradeNo)).toMatchObject({ http: 409, body: { code: 'ORDER_CLOSED' } });
    expect(await messages(token)).toEqual([]);
  });

  test('the same not twice in ten minutes, and what is new at once', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    expect((await resend(outTradeNo)).http).toBe(200);
    world.pass(599);
    expect((await resend(outTradeNo)).http).toBe(200);
    expect(await messages(token)).toHaveLength(1);
    await world.pay(outTradeNo);
    expect((await resend(outTradeNo)).http).toBe(200);
    world.pass(600);
    expect((await resend(outTradeNo)).http).toBe(200);
    expect((await messages(token)).map(({ kind }) => kind)).toEqual(['order_paid', 'order_paid', 'order_waiting']);
  });

  test('is support’s to do', async () => {
    const outTradeNo = await world.place(await world.student(), [1], '99.00');
    expect((await resend(outTradeNo, 'finance')).http).toBe(403);
    expect((await resend(outTradeNo, 'catalogue')).http).toBe(403);
  });
});
