import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => void (world = await World.open()));
afterEach(async () => {
  await world.sweep();
  expect(await world.broken()).toEqual([]);
});
afterAll(() => world.close());

const messages = async (token: string) => (await world.get('/api/message/', token)).body.items ?? [];

/** Money that comes although the deadline and a close should have kept it away. */
async function paidAfterAll(outTradeNo: string): Promise<string> {
  world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
  return (await world.notify(world.channel.notifyBody(outTradeNo))).text;
}

async function timedOut(courses = [1], price = '99.00'): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  const outTradeNo = await world.place(token, courses, price);
  world.pass(1860);
  await world.sweep();
  expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 3 });
  return { token, outTradeNo };
}

async function expectLate(token: string, outTradeNo: string, status: number): Promise<void> {
  expect(await world.orderRow(outTradeNo)).toMatchObject({
    order_status: status,
    trade_no: null,
    pay_time: null,
    refunded_amount: '0.00',
  });
  expect(await world.payments(outTradeNo)).toMatchObject([
    { state: 'succeeded', disposition: 'late', amount: '99.00', next_query_at: null },
  ]);
  expect((await world.story(outTradeNo)).at(-1)).toBe('payment_late');
  expect(await messages(token)).toMatchObject([
    { kind: 'payment_late', data: { out_trade_no: outTradeNo, amount: '99.00' }, read_at: null },
  ]);
}

describe('a payment that comes after its order was cancelled', () => {
  test('is late: kept, told to the student, and gives no access', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    await expectLate(token, outTradeNo, 2);
    expect(await world.courses(token)).toEqual([]);
    expect(await paidAfterAllAgain(outTradeNo)).toBe('success');
    await expectLate(token, outTradeNo, 2);
  });

  const paidAfterAllAgain = async (outTradeNo: string) =>
    (await world.notify(world.channel.notifyBody(outTradeNo))).text;

  test('is found by the query ladder when no notify comes', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    world.channel.pay(outTradeNo);
    world.pass(5);
    world.channel.onCall = (call) => void (call === 'refund' && (world.channel.onCall = () => undefined));
    await world.sweep();
    expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: 'late' }]);
  });
});

describe('a payment that comes after its order timed out', () => {
  test('brings the order back to life when it can still be sold as it stands', async () => {
    const { token, outTradeNo } = await timedOut([1, 2], '298.00');
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    expect(await world.orderRow(outTradeNo)).toMatchObject({
      order_status: 1,
      closed_at: null,
      trade_no: expect.any(String),
    });
    expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: 'applied' }]);
    expect(await world.courses(token)).toEqual([1, 2]);
    expect(await world.story(outTradeNo)).toEqual(['placed', 'timed_out', 'paid']);
    expect(await messages(token)).toEqual([]);
    expect(
      await world.rows(
        'SELECT DISTINCT live FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id WHERE out_trade_no = $1',
        [outTradeNo],
      ),
    ).toEqual([{ live: true }]);
  });

  test('is late when another order for a course of it is waiting, which stays untouched', async () => {
    const { token, outTradeNo } = await timedOut();
    const other = await world.place(token, [1], '99.00');
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    await expectLate(token, outTradeNo, 3);
    expect(await world.orderRow(other)).toMatchObject({ order_status: 0 });
  });

  test('is late when the course was bought otherwise since', async () => {
    const { token, outTradeNo } = await timedOut();
    await world.pay(await world.place(token, [1], '99.00'));
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    await expectLate(token, outTradeNo, 3);
    expect(await world.courses(token)).toEqual([1]);
  });

  test('is late when staff gave the course since', async () => {
    const { token, outTradeNo } = await timedOut();
    await world.rows(
      `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) SELECT user_id, 1, 'grant', $2 FROM luffy_order WHERE out_trade_no = $1`,
      [outTradeNo, world.clock.now()],
    );
    await paidAfterAll(outTradeNo);
    await expectLate(token, outTradeNo, 3);
  });

  test('is late when one of the courses is off sale by now', async () => {
    const { token, outTradeNo } = await timedOut();
    await world.rows('UPDATE luffy_course SET status = 0 WHERE id = 1');
    try {
      expect(await paidAfterAll(outTradeNo)).toBe('success');
      await expectLate(token, outTradeNo, 3);
    } finally {
      await world.rows('UPDATE luffy_course SET status = 1 WHERE id = 1');
    }
  });

  test('fifty notifies of it at once revive it once', async () => {
    const { token, outTradeNo } = await timedOut();
    world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
    const body = world.channel.notifyBody(outTradeNo);
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.notify(body)));
    expect(new Set(answers.map((answer) => answer.text))).toEqual(new Set(['success']));
    expect(await world.story(outTradeNo)).toEqual(['placed', 'timed_out', 'paid']);
    expect(await world.courses(token)).toEqual([1]);
  });

  test('and a new press at the same moment leave one live order, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      const { token, outTradeNo } = await timedOut();
      world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
      const body = world.channel.notifyBody(outTradeNo);
      const [notified, pressed] = await Promise.all([
        world.notify(body),
        world.post('/api/order/pay/', token, { total_amount: '99.00', pay_type: 1, courses: [1] }),
      ]);
      expect(notified.text).toBe('success');
      const revived = (await world.orderRow(outTradeNo))['order_status'] === 1;
      expect(pressed.body.code).toBe(revived ? 'COURSE_OWNED' : undefined);
      expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: revived ? 'applied' : 'late' }]);
    }
  });
});

describe('a second payment of one order', () => {
  /** An order whose first payment was closed by the gateway and whose second one waits. */
  async function reopened(): Promise<{ token: string; outTradeNo: string; second: string }> {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    world.channel.scan(outTradeNo);
    world.channel.expire(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.post(`/api/order/${outTradeNo}/pay/`, token);
    return { token, outTradeNo, second: String((await world.payments(outTradeNo))[1]?.['out_trade_no']) };
  }

  test('is a duplicate: kept, told to the student, and the order stays as the first one paid it', async () => {
    const { token, outTradeNo, second } = await reopened();
    await world.pay(second);
    const paid = await world.orderRow(outTradeNo);
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    expect(await world.payments(outTradeNo)).toMatchObject([{ disposition: 'duplicate' }, { disposition: 'applied' }]);
    expect(await world.orderRow(outTradeNo)).toEqual(paid);
    expect(await messages(token)).toMatchObject([{ kind: 'payment_duplicate', data: { out_trade_no: outTradeNo } }]);
    expect(await world.story(outTradeNo)).toEqual([
      'placed',
      'payment_closed',
      'payment_opened',
      'paid',
      'payment_duplicate',
    ]);
    expect(await world.courses(token)).toEqual([1]);
  });

  test('and the first one, told at the same moment, are one applied and one duplicate', async () => {
    const { outTradeNo, second } = await reopened();
    world.channel.pay(second);
    world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
    const bodies = [world.channel.notifyBody(outTradeNo), world.channel.notifyBody(second)];
    await Promise.all([...bodies, ...bodies].map((body) => world.notify(body)));
    const dispositions = (await world.payments(outTradeNo)).map((payment) => payment['disposition']);
    expect(dispositions.toSorted()).toEqual(['applied', 'duplicate']);
  });

  test('of a closed payment pays the order, when it comes first', async () => {
    const { token, outTradeNo } = await reopened();
    expect(await paidAfterAll(outTradeNo)).toBe('success');
    expect(await world.orderRow(outTradeNo)).toMatchObject({ order_status: 1 });
    expect(await world.courses(token)).toEqual([1]);
  });
});
