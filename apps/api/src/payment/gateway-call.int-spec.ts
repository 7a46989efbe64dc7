import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { GatewayCallService } from './gateway-call.service.js';
import { PaymentChannels } from './payment.channels.js';

let world: World;
let support: string;
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => world.close());

interface Call {
  method: string;
  outcome: string;
  cause: string | null;
  out_trade_no: string;
  out_request_no: string | null;
  took_ms: number;
  asked_at: string;
}

const callsOf = async (outTradeNo: string): Promise<Call[]> =>
  ((await world.get(`/api/admin/orders/${outTradeNo}/`, support)).body.order as unknown as { gateway_calls: Call[] })
    .gateway_calls;

const placed = async (): Promise<string> => world.place(await world.student(), [1], '99.00');
const channel = () => world.app.get(PaymentChannels).get('alipay');

describe('what the channel is asked about an order', () => {
  test('is told with its answer, the newest first, to staff only', async () => {
    const outTradeNo = await placed();
    expect(await callsOf(outTradeNo)).toEqual([]);
    await channel().query(outTradeNo);
    world.pass(1);
    await channel().close(outTradeNo);
    expect(await callsOf(outTradeNo)).toMatchObject([
      { method: 'close', outcome: 'absent', cause: null, out_trade_no: outTradeNo, out_request_no: null },
      { method: 'query', outcome: 'absent', cause: null, out_trade_no: outTradeNo, out_request_no: null },
    ]);
    expect((await world.get(`/api/admin/orders/${outTradeNo}/`, await world.student())).http).toBe(403);
  });

  test('a silent channel is an answer too, with its cause and how long it took', async () => {
    const outTradeNo = await placed();
    world.channel.mode = 'unknown';
    world.channel.onCall = () => world.pass(10);
    try {
      expect(await channel().query(outTradeNo)).toMatchObject({ kind: 'unknown' });
    } finally {
      world.channel.mode = 'normal' as typeof world.channel.mode;
      world.channel.onCall = () => undefined;
    }
    expect(await callsOf(outTradeNo)).toMatchObject([
      { method: 'query', outcome: 'unknown', cause: 'timeout', took_ms: 10_000 },
    ]);
  });

  test('a refund and the question what became of it carry the number of the refund', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    const tradeNo = world.channel.tradeOf(outTradeNo)?.tradeNo ?? '';
    const request = { outTradeNo, tradeNo, outRequestNo: 'r1', refundFen: 100 as never, reason: 'x' };
    await channel().refund(request);
    await channel().queryRefund(request);
    expect(await callsOf(outTradeNo)).toMatchObject([
      { method: 'refund_query', outcome: 'refunded', out_request_no: 'r1' },
      { method: 'refund', outcome: 'refunded', out_request_no: 'r1' },
    ]);
  });

  test('a channel that throws was asked all the same, and its fault goes on to the caller', async () => {
    const outTradeNo = await placed();
    world.channel.onCall = () => {
      throw new Error('a fault');
    };
    try {
      await expect(channel().query(outTradeNo)).rejects.toThrow('a fault');
    } finally {
      world.channel.onCall = () => undefined;
    }
    expect(await callsOf(outTradeNo)).toMatchObject([{ method: 'query', outcome: 'unknown', cause: 'threw' }]);
  });

  test('a cause that no table would take, or that is longer than anybody reads, is kept as far as it goes', async () => {
    const outTradeNo = await placed();
    world.channel.answerNext('refund', { kind: 'refused', cause: `A\u0000B\n${'x'.repeat(300)}` });
    const request = { outTradeNo, tradeNo: 't', outRequestNo: 'r2', refundFen: 100 as never, reason: 'x' };
    await channel().refund(request);
    const [call] = await callsOf(outTradeNo);
    expect(call?.cause).toBe(`A B ${'x'.repeat(252)}`);
  });

  test('links, notifies and returns are no questions', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    channel().readReturn(world.channel.returnQuery(outTradeNo));
    expect(await callsOf(outTradeNo)).toEqual([]);
  });

  test('an answer counts although it cannot be written down', async () => {
    const outTradeNo = await placed();
    world.channel.pay(outTradeNo);
    const before = await world.rows('SELECT count(*) FROM luffy_gateway_call');
    await world.rows('ALTER TABLE luffy_gateway_call ADD CONSTRAINT no_room CHECK (false) NOT VALID');
    try {
      world.pass(5);
      await world.sweep();
    } finally {
      await world.rows('ALTER TABLE luffy_gateway_call DROP CONSTRAINT no_room');
    }
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
    expect(await world.rows('SELECT count(*) FROM luffy_gateway_call')).toEqual(before);
  });

  test('is kept for half a year, and never changed', async () => {
    const outTradeNo = await placed();
    await channel().query(outTradeNo);
    await expect(world.rows(`UPDATE luffy_gateway_call SET outcome = 'paid'`)).rejects.toThrow('append only');
    const calls = world.app.get(GatewayCallService);
    world.pass(180 * 86_400 - 1);
    await calls.forgetOld();
    expect(await callsOf(outTradeNo)).toHaveLength(1);
    world.pass(2);
    expect(await calls.forgetOld()).toBeGreaterThan(0);
    expect(await callsOf(outTradeNo)).toEqual([]);
  });
});
