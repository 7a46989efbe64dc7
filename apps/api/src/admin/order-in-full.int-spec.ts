import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import type { OrderInFullView } from './order.admin.dto.js';

let world: World;
let support: string;
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
});
afterAll(() => world.close());

const read = async (outTradeNo: string, query = '', token = support): Promise<OrderInFullView> =>
  (await world.get(`/api/admin/orders/${outTradeNo}/${query}`, token)).body.order as unknown as OrderInFullView;

/** Courses 1 and 2, of which course 1 went back. */
async function partlyRefunded(): Promise<{ token: string; outTradeNo: string }> {
  const bought = await world.bought([1, 2], '298.00');
  const path = `/api/order/${bought.outTradeNo}/refund/`;
  const { body } = await world.post(path, bought.token, { reason: '不想学了', courses: [1] });
  const { out_request_no } = body['refund' as never] as { out_request_no: string };
  world.pass(60);
  const finance = await world.token('finance');
  await world.post(`/api/admin/refunds/${out_request_no}/approve/`, finance, { note: '同意' });
  world.pass(60);
  await world.sweep();
  return bought;
}

describe('one order in full', () => {
  test('tells money, lines, payments, refunds, notifies, events and coupon', async () => {
    const { outTradeNo } = await partlyRefunded();
    const order = await read(outTradeNo);
    expect(new Set(order.events.map(({ actor, actor_name }) => `${actor.split(':')[0]} ${actor_name}`))).toEqual(
      new Set(['user student_1', 'alipay null', 'staff finance', 'sweep null']),
    );
    const masked = await read(outTradeNo, '', await world.token('catalogue'));
    expect(new Set(masked.events.map((event) => event.actor_name))).toEqual(new Set(['s***1', null, 'finance']));
    expect(order).toMatchObject({
      out_trade_no: outTradeNo,
      username: 'student_1',
      courses: [{ course_id: 1 }, { course_id: 2 }],
      money: { original: '298.00', discount: '0.00', paid: '298.00', refunded: '99.00', net: '199.00' },
      lines: [
        { course_id: 1, price: '99.00', live: false, access: 'ended', access_sources: [{ kind: 'order' }] },
        { course_id: 2, live: true, access: 'active', access_sources: [{ kind: 'order', ended_at: null }] },
      ],
      payments: [
        {
          out_trade_no: outTradeNo,
          amount: '298.00',
          state: 'succeeded',
          disposition: 'applied',
          buyer_id: '2088000000009999',
          next_query_at: null,
        },
      ],
      refunds: [
        {
          amount: '99.00',
          state: 'succeeded',
          kind: 'student',
          note: '同意',
          requested_by: 'student_1',
          decided_by: 'finance',
          attempts: 1,
          cause: null,
          next_try_at: null,
          lines: [{ course_id: 1, amount: '99.00' }],
        },
      ],
      notifies: [{ verdict: 'settled', answer: 'success', out_trade_no: outTradeNo }],
      notes: [],
      coupon: null,
      alerts: [],
      as_of: null,
    });
    expect(order.events.map((event) => `${event.seq} ${event.type} ${event.actor.split(':')[0]}`)).toEqual([
      '1 placed user',
      '2 paid alipay',
      '3 refund_requested user',
      '4 refund_approved staff',
      '5 refunded sweep',
    ]);
    expect(JSON.stringify(order)).not.toMatch(/"body"|"headers"/);
  });

  test('is found by the number of any of its payments', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [2], '199.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    const order = await read(second);
    expect([order.out_trade_no, order.payments.map((payment) => payment.state)]).toEqual([
      outTradeNo,
      ['closed', 'waiting'],
    ]);
    expect(order.money).toEqual({ original: '199.00', discount: '0.00', paid: '0.00', refunded: '0.00', net: '0.00' });
    expect(order.lines).toMatchObject([{ live: true, access: 'none', access_sources: [] }]);
  });

  test('tells the coupon it holds, and what it warned of', async () => {
    const token = await world.student();
    const { body } = await world.post('/api/coupon/1/claim/', token);
    const { id } = body['coupon' as never] as { id: number };
    const placed = await world.post('/api/order/pay/', token, {
      total_amount: '79.00',
      pay_type: 1,
      courses: [1],
      coupon: id,
    });
    const outTradeNo = placed.body.out_trade_no ?? '';
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo, { total_amount: '0.01' }));
    const order = await read(outTradeNo);
    expect(order.coupon).toEqual({ record_id: id, name: '新同学立减 20 元', state: 'held' });
    expect(order.alerts).toMatchObject([
      { kind: 'notify_suspicious', subject: outTradeNo, cleared_at: null, cleared_by: null },
    ]);
    expect(order.notifies).toMatchObject([{ verdict: 'amount', answer: 'failed' }]);
  });

  test('hides persons from those who need not know them', async () => {
    const { outTradeNo } = await partlyRefunded();
    const order = await read(outTradeNo, '', await world.token('catalogue'));
    expect([order.username, order.payments[0]?.buyer_id, order.refunds[0]?.requested_by]).toEqual([
      expect.stringMatching(/^s\*\*\*\d$/),
      '2***9',
      expect.stringMatching(/^s\*\*\*\d$/),
    ]);
    expect(order.refunds[0]?.decided_by).toBe('finance');
  });
});

describe('a notify as it came', () => {
  test('is whole, with its headers, and belongs to its order only', async () => {
    const { outTradeNo } = await world.bought([4], '59.00');
    const other = await world.bought([4], '59.00');
    const [notify] = (await read(outTradeNo)).notifies;
    const path = (number: string, id: unknown) => `/api/admin/orders/${number}/notifies/${String(id)}/`;
    const answer = await world.get(path(outTradeNo, notify?.id), support);
    expect(answer.body['notify' as never]).toMatchObject({
      id: notify?.id,
      verified: true,
      verdict: 'settled',
      headers: { 'content-type': expect.stringContaining('x-www-form-urlencoded') },
      body: expect.stringContaining(`out_trade_no=${outTradeNo}`),
      checks: expect.arrayContaining([{ check: 'signature', passed: true }]),
    });
    expect((await world.get(path(other.outTradeNo, notify?.id), support)).http).toBe(404);
    expect((await world.get(path(outTradeNo, 999_999), support)).http).toBe(404);
    expect((await world.get(path(outTradeNo, 'x'), support)).http).toBe(404);
  });
});

describe('an order as it stood', () => {
  test('before, between and after what happened to it', async () => {
    const { outTradeNo } = await partlyRefunded();
    const { events } = await read(outTradeNo);
    const at = (type: string): Date => new Date(events.find((event) => event.type === type)?.at ?? Number.NaN);
    const then = async (instant: Date) =>
      (await read(outTradeNo, `?${new URLSearchParams({ at: instant.toISOString() }).toString()}`)).as_of;
    expect(await then(new Date(at('placed').getTime() - 1))).toBeNull();
    expect(await then(at('refund_requested'))).toEqual({
      order_status: 1,
      refunded_amount: '0.00',
      lines: [
        { course_id: 1, live: true },
        { course_id: 2, live: true },
      ],
    });
    expect(await then(at('refunded'))).toEqual({
      order_status: 1,
      refunded_amount: '99.00',
      lines: [
        { course_id: 1, live: false },
        { course_id: 2, live: true },
      ],
    });
  });

  test.each(['yesterday', '2026-03-02', ''])('at %j is not an instant', async (at) => {
    const { outTradeNo } = await world.bought([4], '59.00');
    const answer = await world.get(`/api/admin/orders/${outTradeNo}/?at=${at}`, support);
    expect(answer).toMatchObject({ http: 400, body: { fields: [expect.objectContaining({ field: 'at' })] } });
  });

  test('now is how its rows stand now, for every order there is', async () => {
    const orders = await world.rows<{
      out_trade_no: string;
      order_status: number;
      refunded_amount: string;
      live: unknown;
    }>(
      `SELECT o.out_trade_no, o.order_status, o.refunded_amount,
         (SELECT json_agg(json_build_object('course_id', d.course_id, 'live', d.live) ORDER BY d.id)
          FROM luffy_order_detail d WHERE d.order_id = o.id) AS live FROM luffy_order o`,
    );
    expect(orders.length).toBeGreaterThan(5);
    for (const { out_trade_no, live, ...row } of orders) {
      const { as_of } = await read(out_trade_no, `?at=${encodeURIComponent(world.clock.now().toISOString())}`);
      expect([out_trade_no, as_of]).toEqual([out_trade_no, { ...row, lines: live }]);
    }
  });
});

describe('a note', () => {
  const note = (outTradeNo: string, body: object, token = support) =>
    world.post(`/api/admin/orders/${outTradeNo}/notes/`, token, body);

  test('is kept with who wrote it, for staff only', async () => {
    const { token, outTradeNo } = await world.bought([4], '59.00');
    expect((await note(outTradeNo, { text: '学员来电,要发票\n明天回复' })).body['note' as never]).toMatchObject({
      staff: 'support',
      text: '学员来电,要发票\n明天回复',
    });
    await note(outTradeNo, { text: '第二条' }, await world.token('admin'));
    expect((await read(outTradeNo)).notes).toMatchObject([{ staff: 'support' }, { staff: 'admin', text: '第二条' }]);
    expect((await world.get(`/api/order/${outTradeNo}/`, token)).text).not.toContain('第二条');
    await expect(world.rows(`UPDATE luffy_order_note SET text = 'x'`)).rejects.toMatchObject({
      driverError: { code: '23001' },
    });
  });

  test.each([{}, { text: '' }, { text: '  ' }, { text: 'x'.repeat(2001) }, { text: 1 }, { text: 'x', to: 'all' }])(
    '%j is none',
    async (body) => {
      const { outTradeNo } = await world.bought([4], '59.00');
      expect((await note(outTradeNo, body)).body.code).toBe('VALIDATION');
      expect((await read(outTradeNo)).notes).toEqual([]);
    },
  );

  test('to an order that does not exist is not found', async () => {
    expect((await note('f'.repeat(32), { text: 'x' })).body.code).toBe('ORDER_NOT_FOUND');
  });
});
