import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FakeChannel } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { act } from '../../test/acts.js';
import { World } from '../../test/world.js';
import type { OrderInFullView } from '../admin/order.admin.dto.js';
import { PaymentChannels } from './payment.channels.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(() => {
  world.channel.mode = 'normal';
  world.channel.onCall = () => undefined;
});
afterAll(() => world.close());

const channel = () => world.app.get(PaymentChannels).get('alipay');
const calls = (outTradeNo: string) =>
  world.rows(
    'SELECT method, outcome, cause, out_request_no FROM luffy_gateway_call WHERE out_trade_no = $1 ORDER BY id',
    [outTradeNo],
  );
const placed = async () => world.place(await world.student(), [1], '99.00');
const shown = async (outTradeNo: string) => {
  const { body } = await world.get(`/api/admin/orders/${outTradeNo}/`, await world.token('support'));
  return (body.order as unknown as OrderInFullView).gateway_calls;
};

/** As a full disk would be for this one table. */
async function withoutPaper(work: () => Promise<void>): Promise<void> {
  await world.rows(`CREATE FUNCTION no_paper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no paper'; END $$`);
  await world.rows(
    'CREATE TRIGGER no_paper BEFORE INSERT ON luffy_gateway_call FOR EACH ROW EXECUTE FUNCTION no_paper()',
  );
  try {
    await work();
  } finally {
    await world.rows('DROP FUNCTION no_paper CASCADE');
  }
}

const refundOf = (outTradeNo: string, outRequestNo: string, yuan = 99) => ({
  outTradeNo,
  tradeNo: world.channel.tradeOf(outTradeNo)?.tradeNo ?? 'none',
  outRequestNo,
  refundFen: fen(yuan * 100),
  reason: '不想学了',
});

describe('a call to the channel', () => {
  test('is kept with its method, what came of it, and the number it was about', async () => {
    const outTradeNo = await placed();
    await channel().query(outTradeNo);
    world.channel.scan(outTradeNo);
    await channel().query(outTradeNo);
    world.channel.pay(outTradeNo);
    await channel().query(outTradeNo);
    await channel().close(outTradeNo);
    await channel().queryRefund(refundOf(outTradeNo, 'r1'));
    world.channel.answerNext('refund', { kind: 'later', cause: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    for (const yuan of [99, 99, 99, 98]) await channel().refund(refundOf(outTradeNo, 'r1', yuan));
    await channel().queryRefund(refundOf(outTradeNo, 'r1'));
    await channel().query(outTradeNo);
    const plain = { cause: null, out_request_no: null };
    const refund = { cause: null, out_request_no: 'r1' };
    expect(await calls(outTradeNo)).toEqual([
      { method: 'query', outcome: 'absent', ...plain },
      { method: 'query', outcome: 'waiting', ...plain },
      { method: 'query', outcome: 'paid', ...plain },
      { method: 'close', outcome: 'not-waiting', ...plain },
      { method: 'queryRefund', outcome: 'absent', ...refund },
      { method: 'refund', outcome: 'later', ...refund, cause: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' },
      { method: 'refund', outcome: 'refunded', ...refund },
      { method: 'refund', outcome: 'processing', ...refund },
      { method: 'refund', outcome: 'refused', ...refund, cause: 'ACQ.DISCORDANT_REPEAT_REQUEST' },
      { method: 'queryRefund', outcome: 'refunded', ...refund },
      { method: 'query', outcome: 'closed', ...plain },
    ]);
  });

  test.each(['query', 'close', 'refund', 'queryRefund'] as const)(
    'that nobody answered is kept as unknown: %s',
    async (method) => {
      const outTradeNo = await placed();
      world.channel.mode = 'unknown-after-doing';
      const about = refundOf(outTradeNo, 'r1');
      await (method === 'query' || method === 'close' ? channel()[method](outTradeNo) : channel()[method](about));
      expect(await calls(outTradeNo)).toMatchObject([{ method, outcome: 'unknown', cause: 'timeout' }]);
    },
  );

  test('that broke is kept as unknown, and breaks as before', async () => {
    const outTradeNo = await placed();
    world.channel.onCall = () => {
      throw new TypeError('https://gateway/?sign=secret');
    };
    await expect(channel().query(outTradeNo)).rejects.toThrow(TypeError);
    expect(await calls(outTradeNo)).toMatchObject([{ outcome: 'unknown', cause: 'TypeError' }]);
  });

  test('is kept with its cause cut, when it began, and how long it took', async () => {
    const outTradeNo = await placed();
    const at = world.clock.now();
    world.channel.answerNext('query', { kind: 'unknown', cause: 'x'.repeat(1000) });
    world.channel.onCall = async () => {
      world.pass(5);
      await new Promise((resolve) => void setTimeout(resolve, 60));
    };
    await channel().query(outTradeNo);
    expect(await shown(outTradeNo)).toEqual([
      {
        id: expect.any(Number),
        channel: 'alipay',
        method: 'query',
        out_trade_no: outTradeNo,
        out_request_no: null,
        outcome: 'unknown',
        cause: 'x'.repeat(128),
        asked_at: at.toISOString(),
        took_ms: expect.any(Number),
      },
    ]);
    const [row] = await shown(outTradeNo);
    expect(row?.took_ms).toBeGreaterThanOrEqual(55);
    expect(row?.took_ms).toBeLessThan(5000); // not what our clock says that passed
  });

  test('links, notifies and returns are none', async () => {
    const { outTradeNo } = await world.bought([1], '99.00');
    await world.get(`/api/order/success/?${world.channel.returnQuery(outTradeNo)}`);
    expect(await calls(outTradeNo)).toEqual([]);
  });
});

describe('when a call cannot be kept', () => {
  test('its outcome is what it was: an order is cancelled, a refund goes out once', async () => {
    const cancelled = await placed();
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await withoutPaper(async () => {
      expect((await act(world, 'support', cancelled, 'cancel')).http).toBe(200);
      expect((await act(world, 'finance', outTradeNo, 'refund')).http).toBe(200);
      await world.sweep();
      await expect(channel().query(outTradeNo)).resolves.toMatchObject({ kind: 'closed' });
    });
    expect(await world.orderRow(cancelled)).toMatchObject({ order_status: 2 });
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refund_status: 2, refunded_amount: '99.00' });
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toHaveLength(1);
    expect(await world.courses(token)).toEqual([]);
    expect([...(await calls(cancelled)), ...(await calls(outTradeNo))]).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  test('what broke is still what broke', async () => {
    const outTradeNo = await placed();
    world.channel.onCall = () => Promise.reject(new TypeError('the call'));
    await withoutPaper(() => expect(channel().query(outTradeNo)).rejects.toThrow('the call'));
  });
});

describe('the calls of an order', () => {
  test('are those of all its payments and their refunds, the newest first, and of no other', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [2], '199.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await act(world, 'support', outTradeNo, 'requery');
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
    await world.pay(second);
    await act(world, 'finance', outTradeNo, 'refund');
    await world.sweep();
    const other = await placed();
    await act(world, 'support', other, 'requery');
    const [refund] = await world.rows('SELECT out_request_no FROM luffy_refund WHERE kind = $1 ORDER BY id DESC', [
      'staff',
    ]);
    const list = (await shown(outTradeNo)).map((call) => [call.method, call.outcome, call.out_trade_no]);
    expect(list).toEqual([
      ['refund', 'refunded', second],
      ['query', 'closed', outTradeNo],
    ]);
    expect((await shown(outTradeNo))[0]?.out_request_no).toBe(refund?.['out_request_no']);
    expect((await shown(second)).length).toBe(2);
  });

  test('of a free order are none', async () => {
    const token = await world.student();
    const { body } = await world.post('/api/order/pay/', token, { total_amount: '0.00', pay_type: 0, courses: [3] });
    expect(await shown(body.out_trade_no ?? '')).toEqual([]);
  });

  test('are at most two hundred', async () => {
    const outTradeNo = await placed();
    await world.rows(
      `INSERT INTO luffy_gateway_call (channel, method, out_trade_no, outcome, asked_at, took_ms)
       SELECT 'alipay', 'query', $1, 'absent', $2, n FROM generate_series(1, 201) n`,
      [outTradeNo, world.clock.now()],
    );
    const list = await shown(outTradeNo);
    expect([list.length, list[0]?.took_ms]).toEqual([200, 201]);
  });
});

describe('the record', () => {
  test('is never changed', async () => {
    await channel().query(await placed());
    await expect(world.rows(`UPDATE luffy_gateway_call SET outcome = 'paid'`)).rejects.toMatchObject({
      driverError: { code: '23001' },
    });
  });

  test('is forgotten after half a year, and not before', async () => {
    const at = world.clock.now();
    const kept = () => world.rows('SELECT 1 FROM luffy_gateway_call WHERE asked_at = $1', [at]);
    await channel().close(await placed());
    world.pass(180 * 86_400);
    await world.sweep();
    expect(await kept()).not.toEqual([]);
    world.pass(1);
    await world.sweep();
    expect(await kept()).toEqual([]);
  });
});

test('a channel in a World is the one the product has around it', () => {
  expect(channel()).not.toBeInstanceOf(FakeChannel);
  expect(channel().name).toBe('alipay');
});
