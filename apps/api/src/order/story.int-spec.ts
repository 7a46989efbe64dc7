import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterAll(() => world.close());

const read = (token: string | undefined, outTradeNo: string) => world.get(`/api/order/${outTradeNo}/story/`, token);
const told = async (token: string, outTradeNo: string) =>
  ((await read(token, outTradeNo)).body.items ?? []).map((item) => [item['type'], item['data']]);

const ask = async (token: string, outTradeNo: string, body: object): Promise<string> => {
  const answer = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', ...body });
  return (answer.body['refund' as never] as { out_request_no: string }).out_request_no;
};
const decide = async (outRequestNo: string, decision: 'approve' | 'reject') =>
  world.post(`/api/admin/refunds/${outRequestNo}/${decision}/`, staff, { note: '内部说明' });

describe('the story of an order', () => {
  test('is told its owner from the first event on, with numbers, moments and amounts in yuan', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    const answer = await read(token, outTradeNo);
    expect(answer.body).toEqual({
      status: 100,
      msg: expect.any(String),
      next_cursor: null,
      items: [
        { seq: 1, at: '2026-03-02T06:05:00.000Z', type: 'placed', data: { total_amount: '298.00' } },
        {
          seq: 2,
          at: '2026-03-02T06:05:00.000Z',
          type: 'paid',
          data: { trade_no: (await world.orderRow(outTradeNo))['trade_no'] },
        },
      ],
    });
  });

  test('keeps to itself what staff wrote, who they are, and why the channel refused', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    const no = await ask(token, outTradeNo, { courses: [1] });
    await decide(no, 'reject');
    const yes = await ask(token, outTradeNo, { courses: [1] });
    await decide(yes, 'approve');
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    await world.sweep();
    await decide(yes, 'approve');
    await world.sweep();
    const refund = (outRequestNo: string) => ({ out_request_no: outRequestNo, amount: '99.00' });
    expect((await told(token, outTradeNo)).slice(2)).toEqual([
      ['refund_requested', refund(no)],
      ['refund_rejected', refund(no)],
      ['refund_requested', refund(yes)],
      ['refund_approved', refund(yes)],
      ['refund_failed', refund(yes)],
      ['refund_approved', refund(yes)],
      ['refunded', { refunded_amount: '99.00' }],
    ]);
    expect((await read(token, outTradeNo)).text).not.toMatch(/staff|actor|内部说明|ACQ|sweep|user/);
  });

  test('of a cancelled order says which side cancelled it, and that late money goes back', async () => {
    const token = await world.student();
    const [mine, theirs] = [await world.place(token, [1], '99.00'), await world.place(token, [2], '199.00')];
    await world.post(`/api/order/${mine}/cancel/`, token);
    await world.post(`/api/admin/orders/${theirs}/cancel/`, staff);
    expect((await told(token, theirs)).at(-1)).toEqual(['cancelled', { by: 'shop' }]);
    world.channel.pay(mine);
    await world.notify(world.channel.notifyBody(mine));
    await world.sweep();
    const { tradeNo } = world.channel.tradeOf(mine) ?? {};
    const [{ out_request_no } = {}] = await world.rows(
      "SELECT r.out_request_no FROM luffy_refund r WHERE r.kind = 'late'",
    );
    expect((await told(token, mine)).slice(1)).toEqual([
      ['cancelled', { by: 'student' }],
      ['payment_late', { trade_no: tradeNo, amount: '99.00' }],
      ['refund_approved', { out_request_no, amount: '99.00' }],
      ['refunded', { out_request_no, amount: '99.00' }],
    ]);
  });

  test('shows a new payment page with its own number, and is found by that number too', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    const story = await told(token, outTradeNo);
    expect(story.slice(1)).toEqual([
      ['payment_closed', { out_trade_no: outTradeNo }],
      ['payment_opened', { out_trade_no: second }],
    ]);
    expect(await told(token, second)).toEqual(story);
  });

  test('is nobody else’s to read', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    expect((await read(undefined, outTradeNo)).http).toBe(401);
    for (const [token, number] of [
      [await world.student(), outTradeNo],
      [staff, outTradeNo],
      [await world.student(), 'f'.repeat(32)],
      [await world.student(), '%00'],
    ] as const) {
      expect(await read(token, number)).toMatchObject({ http: 404, body: { code: 'ORDER_NOT_FOUND' } });
    }
  });
});
