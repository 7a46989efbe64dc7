import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { RefundRequest } from '@luffy/ipay';
import type { Fen } from '@luffy/money';

import { World } from '../../test/world.js';
import { Database } from '../platform/database.js';
import { PaymentChannels } from './payment.channels.js';
import type { GatewayCallView } from './payment.dto.js';

let world: World;
let support: string;
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
});
afterAll(() => world.close());

const channel = () => world.app.get(PaymentChannels).get('alipay');

/** What staff see on the page of an order, the oldest first. */
const callsOf = async (outTradeNo: string, token = support): Promise<GatewayCallView[]> => {
  const { body } = await world.get(`/api/admin/orders/${outTradeNo}/`, token);
  return (body.order as unknown as { gateway_calls: GatewayCallView[] }).gateway_calls.toReversed();
};
const wordsOf = async (outTradeNo: string): Promise<string[]> =>
  (await callsOf(outTradeNo)).map(({ method, outcome, cause }) => [method, outcome, cause ?? ''].join(' ').trim());

const waiting = async (): Promise<string> => world.place(await world.student(), [1], '99.00');

async function paid(): Promise<RefundRequest> {
  const { outTradeNo } = await world.bought([1], '99.00');
  const { trade_no: tradeNo } = (await world.orderRow(outTradeNo)) as { trade_no: string };
  return { outTradeNo, tradeNo, outRequestNo: `r${outTradeNo.slice(1)}`, refundFen: 100 as Fen, reason: '退一部分' };
}

describe('what was asked of the channel about an order', () => {
  test('is nothing while a student only buys: links are signed here, notifies are read here', async () => {
    const { outTradeNo } = await paid();
    expect(await callsOf(outTradeNo)).toEqual([]);
  });

  test('is each query with what it found', async () => {
    const outTradeNo = await waiting();
    await channel().query(outTradeNo);
    world.channel.scan(outTradeNo);
    await channel().query(outTradeNo);
    world.channel.pay(outTradeNo);
    await channel().query(outTradeNo);
    expect(await wordsOf(outTradeNo)).toEqual(['query absent', 'query waiting', 'query paid']);
  });

  test('is each close', async () => {
    const outTradeNo = await waiting();
    await channel().close(outTradeNo);
    world.channel.scan(outTradeNo);
    await channel().close(outTradeNo);
    await channel().close(outTradeNo);
    await channel().query(outTradeNo);
    expect(await wordsOf(outTradeNo)).toEqual(['close absent', 'close closed', 'close not-waiting', 'query closed']);
  });

  test('is each refund with its own number, what came of it and why not', async () => {
    const request = await paid();
    const { outTradeNo, outRequestNo } = request;
    await channel().queryRefund(request);
    world.channel.answerNext('refund', { kind: 'later', cause: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    await channel().refund(request);
    await channel().refund(request);
    await channel().refund(request);
    await channel().refund({ ...request, refundFen: 200 as Fen });
    await channel().queryRefund(request);
    expect(await wordsOf(outTradeNo)).toEqual([
      'queryRefund absent',
      'refund later ACQ.SELLER_BALANCE_NOT_ENOUGH',
      'refund refunded',
      'refund processing',
      'refund refused ACQ.DISCORDANT_REPEAT_REQUEST',
      'queryRefund refunded',
    ]);
    const calls = await callsOf(outTradeNo);
    expect(new Set(calls.map((call) => `${call.out_trade_no} ${call.out_request_no}`))).toEqual(
      new Set([`${outTradeNo} ${outRequestNo}`]),
    );
  });

  test('is told with when it was sent and how long the answer took', async () => {
    const outTradeNo = await waiting();
    const sentAt = world.clock.now();
    world.channel.onCall = async () => {
      world.pass(7);
      await new Promise((done) => setTimeout(done, 40));
    };
    await channel().query(outTradeNo);
    const [call] = await callsOf(outTradeNo);
    expect(call).toMatchObject({
      channel: 'alipay',
      out_trade_no: outTradeNo,
      out_request_no: null,
      asked_at: sentAt.toISOString(),
    });
    expect(call?.took_ms).toBeGreaterThanOrEqual(39);
    expect(call?.took_ms).toBeLessThan(5000);
  });

  test('is unknown where no answer came, with why', async () => {
    const request = await paid();
    for (const method of ['query', 'close', 'refund', 'queryRefund'] as const) {
      world.channel.answerNext(method, { kind: 'unknown', cause: 'timeout' });
    }
    await channel().query(request.outTradeNo);
    await channel().close(request.outTradeNo);
    await channel().refund(request);
    await channel().queryRefund(request);
    expect(await wordsOf(request.outTradeNo)).toEqual([
      'query unknown timeout',
      'close unknown timeout',
      'refund unknown timeout',
      'queryRefund unknown timeout',
    ]);
  });

  test('is unknown also where the channel broke its word and threw, which still reaches the caller', async () => {
    const outTradeNo = await waiting();
    world.channel.onCall = () => {
      throw new Error('a bug in the channel');
    };
    await expect(channel().query(outTradeNo)).rejects.toThrow('a bug in the channel');
    expect(await wordsOf(outTradeNo)).toEqual(['query unknown threw']);
  });

  test('keeps no more of a cause than fits, and none of its control characters', async () => {
    const outTradeNo = await waiting();
    world.channel.answerNext('query', { kind: 'unknown', cause: `a\u0000b${'长'.repeat(500)}` });
    await channel().query(outTradeNo);
    expect((await callsOf(outTradeNo))[0]?.cause).toBe(`a b${'长'.repeat(125)}`);
  });

  test('is seen on the page of the order for all its payments, and of no other order', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [2], '199.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    await channel().query(outTradeNo);
    await channel().query(second);
    await channel().query(await waiting());
    const numbers = (await callsOf(outTradeNo)).map((call) => call.out_trade_no);
    expect(numbers).toEqual([outTradeNo, second]);
    expect(await callsOf(second)).toHaveLength(2);
  });

  test('is recorded whoever asks: the sweep, an act of staff, a refund on its way', async () => {
    const { token, outTradeNo } = await world.bought([4], '59.00');
    const { body } = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '买错了' });
    const { out_request_no: no } = body['refund' as never] as { out_request_no: string };
    await world.post(`/api/admin/orders/${outTradeNo}/requery/`, support, { reason: '学员来问' });
    await world.post(`/api/admin/refunds/${no}/approve/`, await world.token('finance'), { reason: '同意退款' });
    await world.sweep();
    expect(await callsOf(outTradeNo)).toMatchObject([
      { method: 'query', outcome: 'paid', out_request_no: null },
      { method: 'refund', outcome: 'refunded', out_request_no: no },
    ]);
  });
});

describe('a record that cannot be written', () => {
  test('changes nothing of the outcome: the money still moves, is booked, and goes back', async () => {
    await world.rows('ALTER TABLE luffy_gateway_call RENAME TO gone');
    try {
      const request = await paid();
      expect(await channel().query(request.outTradeNo)).toMatchObject({ kind: 'paid', tradeNo: request.tradeNo });
      expect(await channel().close(request.outTradeNo)).toEqual({ kind: 'not-waiting' });
      expect(await channel().queryRefund(request)).toEqual({ kind: 'absent' });
      expect(await channel().refund(request)).toEqual({ kind: 'refunded' });
      const outTradeNo = await waiting();
      world.channel.pay(outTradeNo);
      world.pass(60);
      await world.sweep();
      expect((await world.orderRow(outTradeNo))['order_status']).toBe(1);
    } finally {
      await world.rows('ALTER TABLE gone RENAME TO luffy_gateway_call');
    }
  });

  test('does not make it seem that a channel answered what it did not', async () => {
    const outTradeNo = await waiting();
    const database = world.app.get(Database);
    const ask = database.ask.bind(database);
    database.ask = () => Promise.reject(new Error('the connection went away'));
    try {
      world.channel.answerNext('query', { kind: 'unknown', cause: 'timeout' });
      expect(await channel().query(outTradeNo)).toEqual({ kind: 'unknown', cause: 'timeout' });
    } finally {
      database.ask = ask;
    }
  });
});

describe('the table of calls', () => {
  const insert = (columns: Record<string, string>): Promise<unknown> => {
    const all = {
      channel: `'alipay'`,
      method: `'query'`,
      out_trade_no: `'n'`,
      outcome: `'paid'`,
      asked_at: 'now()',
      took_ms: '1',
      ...columns,
    };
    return world.rows(
      `INSERT INTO luffy_gateway_call (${Object.keys(all).join()}) VALUES (${Object.values(all).join()})`,
    );
  };

  test.each<[string, Record<string, string>]>([
    ['of an unknown channel', { channel: `'cash'` }],
    ['of an unknown method', { method: `'bill'` }],
    ['with an outcome its method cannot have', { method: `'close'` }],
    ['of a query with a number of a refund', { out_request_no: `'r'` }],
    ['of a refund without its number', { method: `'refund'`, outcome: `'refunded'` }],
    ['that is unknown without a cause', { outcome: `'unknown'` }],
    ['that is paid because of something', { cause: `'timeout'` }],
    ['that took less than nothing', { took_ms: '-1' }],
  ])('refuses one %s', async (_what, columns) => {
    await expect(insert(columns)).rejects.toThrow(/violates check constraint/);
  });

  test('lets nothing be changed', async () => {
    await insert({});
    await expect(world.rows(`UPDATE luffy_gateway_call SET outcome = 'absent'`)).rejects.toThrow(/append only/i);
  });

  test('forgets what is older than 180 days with the sweep, however much it is, and nothing else', async () => {
    await world.rows('DELETE FROM luffy_gateway_call');
    const day = 86_400_000;
    const now = world.clock.now().getTime();
    await world.rows(
      `INSERT INTO luffy_gateway_call (channel, method, out_trade_no, outcome, asked_at, took_ms)
       SELECT 'alipay', 'query', 'old', 'paid', $1, 1 FROM generate_series(1, 1200)`,
      [new Date(now - 180 * day - 1000)],
    );
    await world.rows(
      `INSERT INTO luffy_gateway_call (channel, method, out_trade_no, outcome, asked_at, took_ms) VALUES ('alipay', 'query', 'kept', 'paid', $1, 1)`,
      [new Date(now - 180 * day + 1000)],
    );
    await world.sweep();
    const left = await world.rows<{ no: string }>('SELECT DISTINCT out_trade_no AS no FROM luffy_gateway_call');
    expect(left.map(({ no }) => no)).toContain('kept');
    expect(left.map(({ no }) => no)).not.toContain('old');
  });
});

afterEach(() => void (world.channel.onCall = () => undefined));
