import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { act, REASON } from '../../test/acts.js';
import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterAll(() => world.close());

const resend = (outTradeNo: string, path = 'resend', key?: string) => act(world, 'support', outTradeNo, path, {}, key);
const waiting = async () => {
  const token = await world.student();
  return { token, outTradeNo: await world.place(token, [1], '99.00') };
};
/** What the student reads, the newest first. */
const toldTo = async (token: string) => (await world.get('/api/message/', token)).body.items ?? [];

async function refunded(courses: number[]): Promise<{ token: string; outTradeNo: string }> {
  const bought = await world.bought([1, 2], '298.00');
  await act(world, 'finance', bought.outTradeNo, 'refund', { courses });
  await world.sweep();
  return bought;
}

describe('telling a student again', () => {
  test('of a waiting order: its number, its amount, and until when', async () => {
    const { token, outTradeNo } = await waiting();
    const answer = await resend(outTradeNo);
    expect(answer).toMatchObject({ http: 200, body: { order: { order_status: 0 } } });
    expect(answer.body.audit).toMatchObject({
      act: 'resend',
      subject: outTradeNo,
      reason: REASON,
      before: { message: null },
      after: { message: 'order_waiting' },
    });
    const { expires_at } = await world.orderRow(outTradeNo);
    expect(await toldTo(token)).toMatchObject([
      {
        kind: 'order_waiting',
        data: { out_trade_no: outTradeNo, amount: '99.00', expires_at: (expires_at as Date).toISOString() },
        read_at: null,
      },
    ]);
  });

  test('of a paid order: which courses are open, and of no other', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    await act(world, 'admin', outTradeNo, 'end-access', { course_id: 1 });
    expect((await resend(outTradeNo)).body.audit?.after).toEqual({ message: 'order_open' });
    const [course] = await world.rows<{ name: string }>('SELECT name FROM luffy_course WHERE id = 2');
    expect(await toldTo(token)).toMatchObject([
      { kind: 'order_open', data: { out_trade_no: outTradeNo, amount: '298.00', course_names: [course?.name] } },
    ]);
  });

  test('of a free order: that its course is open', async () => {
    const token = await world.student();
    const [free] = await world.rows<{ id: string }>(
      'SELECT id FROM luffy_course WHERE price = 0 AND status = 1 LIMIT 1',
    );
    const body = { total_amount: '0.00', pay_type: 1, courses: [Number(free?.id)] };
    const outTradeNo = (await world.post('/api/order/pay/', token, body)).body.out_trade_no ?? '';
    expect((await resend(outTradeNo)).http).toBe(200);
    expect(await toldTo(token)).toMatchObject([{ kind: 'order_open', data: { amount: '0.00' } }]);
  });

  test.each([
    ['in part', [1], '99.00'],
    ['in full', [1, 2], '298.00'],
  ])('of one that was refunded %s: how much', async (_what, courses, amount) => {
    const { token, outTradeNo } = await refunded(courses);
    expect((await resend(outTradeNo)).body.audit?.after).toEqual({ message: 'order_refunded' });
    expect((await toldTo(token))[0]).toMatchObject({
      kind: 'order_refunded',
      data: { out_trade_no: outTradeNo, amount },
    });
  });

  test('changes nothing but the message and the record of it', async () => {
    const { outTradeNo } = await waiting();
    const others = ['luffy_message', 'luffy_audit'];
    const before = await world.snapshot(others);
    await resend(outTradeNo);
    expect(await world.snapshot(others)).toBe(before);
  });

  test('is foreseen in words, and the preview tells nobody', async () => {
    const { token, outTradeNo } = await waiting();
    const before = await world.snapshot();
    const { preview } = (await resend(outTradeNo, 'resend/preview')).body;
    expect(preview).toEqual({ act: 'resend', before: { message: null }, after: { message: 'order_waiting' } });
    expect(await world.snapshot()).toBe(before);
    expect(await toldTo(token)).toEqual([]);
  });
});

describe('is refused', () => {
  const refusals = async (outTradeNo: string) => {
    const answers = [await resend(outTradeNo), await resend(outTradeNo, 'resend/preview')];
    return answers.map(({ http, body }) => `${http} ${body.code}`);
  };
  const NOT_POSSIBLE = ['409 RESEND_NOT_POSSIBLE', '409 RESEND_NOT_POSSIBLE'];

  test('for a cancelled order, in words', async () => {
    const { token, outTradeNo } = await waiting();
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    expect(await refusals(outTradeNo)).toEqual(NOT_POSSIBLE);
    expect((await resend(outTradeNo)).body.msg).toMatch(/已取消/);
    expect(await toldTo(token)).toEqual([]);
  });

  test('for one that is too near its deadline, past it, or timed out', async () => {
    const { token, outTradeNo } = await waiting();
    const left = Number((await world.orderRow(outTradeNo))['expires_at']) - world.clock.now().getTime();
    world.pass(left / 1000 - 61);
    expect((await resend(outTradeNo)).http).toBe(200);
    world.pass(601 - 600); // sixty seconds are left: no link is worth opening any more
    expect(await refusals(outTradeNo)).toEqual(NOT_POSSIBLE);
    world.pass(120);
    expect(await refusals(outTradeNo)).toEqual(NOT_POSSIBLE);
    world.pass(3600);
    await world.sweep();
    expect((await world.orderRow(outTradeNo))['order_status']).toBe(3);
    expect(await refusals(outTradeNo)).toEqual(NOT_POSSIBLE);
    expect(await toldTo(token)).toHaveLength(1);
  });

  test('for a paid one of which staff ended everything: nothing is open', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    await act(world, 'admin', outTradeNo, 'end-access', { course_id: 1 });
    expect(await refusals(outTradeNo)).toEqual(NOT_POSSIBLE);
  });

  test('for anybody but support', async () => {
    const { outTradeNo } = await waiting();
    for (const role of ['finance', 'catalogue'])
      for (const path of ['resend', 'resend/preview'])
        expect(await act(world, role, outTradeNo, path)).toMatchObject({ http: 403, body: { code: 'FORBIDDEN' } });
    expect((await act(world, 'admin', outTradeNo, 'resend')).http).toBe(200);
  });
});

describe('the same of one order', () => {
  test('is told once in ten minutes, whoever asks, and it is said from when on again', async () => {
    const { token, outTradeNo } = await waiting();
    const at = world.clock.now().getTime();
    await resend(outTradeNo);
    world.pass(599);
    const soon = await act(world, 'admin', outTradeNo, 'resend');
    expect(soon).toMatchObject({
      http: 409,
      body: {
        code: 'RESEND_TOO_SOON',
        msg: expect.stringContaining('10 分钟'),
        again_at: new Date(at + 600_000).toISOString(),
      },
    });
    expect((await resend(outTradeNo, 'resend/preview')).body.code).toBe('RESEND_TOO_SOON');
    expect(await toldTo(token)).toHaveLength(1);
    world.pass(1);
    expect((await resend(outTradeNo)).http).toBe(200);
    expect(await toldTo(token)).toHaveLength(2);
  });

  test('is told once when two press at the same moment', async () => {
    const { token, outTradeNo } = await waiting();
    const answers = await Promise.all(['support', 'admin'].map((role) => act(world, role, outTradeNo, 'resend')));
    expect(answers.map(({ http }) => http).toSorted()).toEqual([200, 409]);
    expect(await toldTo(token)).toHaveLength(1);
  });

  test('is another thing once the order stands otherwise, and of another order', async () => {
    const { token, outTradeNo } = await waiting();
    await resend(outTradeNo);
    await world.pay(outTradeNo);
    expect((await resend(outTradeNo)).http).toBe(200);
    const other = await world.place(token, [2], '199.00');
    expect((await resend(other)).http).toBe(200);
    expect((await toldTo(token)).map((message) => message['kind'])).toEqual([
      'order_waiting',
      'order_open',
      'order_waiting',
    ]);
  });

  test('hears the first answer under the same key, within the ten minutes too, and tells nobody again', async () => {
    const { token, outTradeNo } = await waiting();
    const first = await resend(outTradeNo, 'resend', 'tell-1');
    const again = await resend(outTradeNo, 'resend', 'tell-1');
    expect([again.http, again.body.audit]).toEqual([200, first.body.audit]);
    expect(await toldTo(token)).toHaveLength(1);
  });
});
