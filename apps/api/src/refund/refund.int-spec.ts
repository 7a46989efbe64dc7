import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import { InvariantService } from '../invariant/invariant.service.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterEach(async () => expect(await world.app.get(InvariantService).broken()).toEqual([]));
afterAll(() => world.close());

/** A student who bought courses 1 and 2 and paid. */
async function bought(): Promise<{ token: string; outTradeNo: string }> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [1, 2], '298.00');
  world.channel.pay(outTradeNo);
  expect((await world.notify(world.channel.notifyBody(outTradeNo))).text).toBe('success');
  return { token, outTradeNo };
}

const ask = (token: string, outTradeNo: string, body: object) =>
  world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', ...body });

async function approved(answer: Awaited<ReturnType<typeof ask>>): Promise<string> {
  const { out_request_no } = answer.body['refund' as never] as { out_request_no: string };
  expect((await world.post(`/api/admin/refunds/${out_request_no}/approve/`, staff, {})).http).toBe(200);
  return out_request_no;
}

const ownedCourses = async (token: string) =>
  (await world.get('/api/enrolment/', token)).body.items?.map((item) => item['course_id']).toSorted();

describe('a refund that staff approve', () => {
  test('of everything ends the access to every course and makes the order fully refunded', async () => {
    const { token, outTradeNo } = await bought();
    await approved(await ask(token, outTradeNo, {}));
    await world.sweep();
    const { order } = (await world.get(`/api/order/${outTradeNo}/`, token)).body;
    expect(order).toMatchObject({ order_status: 1, refund_status: 2, refunded_amount: '298.00' });
    expect(await ownedCourses(token)).toEqual([]);
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toHaveLength(1);
  });

  test('of one course ends the access to that course only, and it can be bought again', async () => {
    const { token, outTradeNo } = await bought();
    await approved(await ask(token, outTradeNo, { courses: [1] }));
    await world.sweep();
    expect(await ownedCourses(token)).toEqual([2]);
    expect((await world.get(`/api/order/${outTradeNo}/`, token)).body.order).toMatchObject({
      refund_status: 1,
      refunded_amount: '99.00',
    });
    await world.place(token, [1], '99.00');
  });

  test('of a bare amount is shared over the lines, and what is left can still be asked for', async () => {
    const { token, outTradeNo } = await bought();
    await approved(await ask(token, outTradeNo, { amount: '29.80' }));
    await world.sweep();
    const { order } = (await world.get(`/api/order/${outTradeNo}/`, token)).body;
    expect(order?.courses.map((course) => course.refunded_amount)).toEqual(['9.90', '19.90']);
    expect(await ownedCourses(token)).toEqual([1, 2]);
    expect((await ask(token, outTradeNo, { amount: '268.21' })).body.code).toBe('REFUND_EXCEEDS');
    expect((await ask(token, outTradeNo, {})).body['refund' as never]).toMatchObject({
      amount: '268.20',
      state: 'requested',
    });
  });

  test('keeps its number when the answer was lost, is asked for first, and is refunded once', async () => {
    const { token, outTradeNo } = await bought();
    const outRequestNo = await approved(await ask(token, outTradeNo, { courses: [2] }));
    world.channel.failNext('refund', 'unknown-after-doing');
    await world.sweep();
    expect(await world.rows('SELECT state FROM luffy_refund WHERE out_request_no = $1', [outRequestNo])).toEqual([
      { state: 'unknown' },
    ]);
    const sent = world.channel.calls.refund;
    world.clock.advance(11_000);
    await world.sweep();
    expect(await world.rows('SELECT state FROM luffy_refund WHERE out_request_no = $1', [outRequestNo])).toEqual([
      { state: 'succeeded' },
    ]);
    expect(world.channel.calls.refund).toBe(sent);
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toHaveLength(1);
  });

  test('that never arrived is sent again under the same number', async () => {
    const { token, outTradeNo } = await bought();
    const outRequestNo = await approved(await ask(token, outTradeNo, { courses: [2] }));
    world.channel.failNext('refund', 'unknown');
    await world.sweep();
    world.clock.advance(11_000);
    await world.sweep();
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toMatchObject([{ outRequestNo, refundFen: 19_900 }]);
  });

  test('that is refused for now is tried later, and one that can never succeed alarms staff, who may try it again', async () => {
    const { token, outTradeNo } = await bought();
    const outRequestNo = await approved(await ask(token, outTradeNo, { courses: [1] }));
    world.channel.answerNext('refund', { kind: 'later', cause: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    await world.sweep();
    expect(await world.rows('SELECT state FROM luffy_refund WHERE out_request_no = $1', [outRequestNo])).toEqual([
      { state: 'approved' },
    ]);
    world.clock.advance(60_000);
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    await world.sweep();
    expect(await world.rows('SELECT state FROM luffy_refund WHERE out_request_no = $1', [outRequestNo])).toEqual([
      { state: 'failed' },
    ]);
    expect((await world.get('/api/admin/alerts/', staff)).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'refund_failed', subject: outRequestNo })]),
    );
    expect((await world.post(`/api/admin/refunds/${outRequestNo}/approve/`, staff, {})).http).toBe(200);
    await world.sweep();
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toHaveLength(1);
  });
});

describe('what the student hears of a refund', () => {
  test('is that it is on its way, and then that it is there; of a rejected one why', async () => {
    const { token, outTradeNo } = await bought();
    const told = async () => ((await world.get('/api/message/', token)).body.items ?? []).toReversed();
    const outRequestNo = await approved(await ask(token, outTradeNo, { courses: [1] }));
    const data = { out_trade_no: outTradeNo, out_request_no: outRequestNo, amount: '99.00' };
    expect(await told()).toMatchObject([{ kind: 'refund_approved', data, read_at: null }]);
    await world.sweep();
    expect((await told()).slice(1)).toMatchObject([{ kind: 'refund_succeeded', data }]);
    const second = (await ask(token, outTradeNo, {})).body['refund' as never] as { out_request_no: string };
    await world.post(`/api/admin/refunds/${second.out_request_no}/reject/`, staff, { note: '已经学完' });
    expect((await told()).slice(2)).toMatchObject([{ kind: 'refund_rejected', data: { note: '已经学完' } }]);
  });
});

describe('a refund that is asked for wrongly is refused and changes nothing', () => {
  test.each([
    [{ amount: '0' }, 400],
    [{ amount: 0 }, 400],
    [{ amount: '-1' }, 400],
    [{ amount: '298.01' }, 409],
    [{ amount: '1', courses: [1] }, 400],
    [{ courses: [] }, 400],
    [{ courses: [1, 1] }, 400],
    [{ courses: [4] }, 404],
    [{ amount: null }, 400],
    [{ courses: null }, 400],
    [{ reason: '' }, 400],
    [{ reason: 'x'.repeat(257) }, 400],
  ])('%j is %i', async (body, http) => {
    const { token, outTradeNo } = await bought();
    const before = await world.snapshot();
    expect((await ask(token, outTradeNo, body)).http).toBe(http);
    expect(await world.snapshot()).toBe(before);
  });

  test('of an unpaid order, of another person’s order, or past the refund days', async () => {
    const { token, outTradeNo } = await bought();
    const stranger = await world.student();
    expect((await ask(stranger, outTradeNo, {})).body.code).toBe('ORDER_NOT_FOUND');
    const unpaid = await world.place(stranger, [1], '99.00');
    expect((await ask(stranger, unpaid, {})).body.code).toBe('REFUND_NOT_POSSIBLE');
    world.clock.advance(7 * 86_400_000 + 1000);
    expect((await ask(token, outTradeNo, {})).body.code).toBe('REFUND_WINDOW_OVER');
    await world.sweep();
  });

  test('twice: a decided refund is not decided again', async () => {
    const { token, outTradeNo } = await bought();
    const outRequestNo = await approved(await ask(token, outTradeNo, {}));
    expect((await world.post(`/api/admin/refunds/${outRequestNo}/reject/`, staff, {})).body.code).toBe(
      'REFUND_DECIDED',
    );
    expect((await world.post('/api/admin/refunds/nobody/approve/', staff, {})).body.code).toBe('REFUND_NOT_FOUND');
    await world.sweep();
  });
});

describe('fifty at once', () => {
  const statuses = async (token: string, outTradeNo: string, body: object) => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(token, outTradeNo, body)));
    return answers.filter((answer) => answer.http === 200).length;
  };

  test('full refunds: one', async () => {
    const { token, outTradeNo } = await bought();
    expect(await statuses(token, outTradeNo, {})).toBe(1);
  });

  test('refunds of 30 %: three', async () => {
    const { token, outTradeNo } = await bought();
    expect(await statuses(token, outTradeNo, { amount: '89.40' })).toBe(3);
  });
});

describe('money that bought nothing goes back by itself', () => {
  test('a payment that comes after the student cancelled is refunded once, in full, and the student is told', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    expect((await world.post(`/api/order/${outTradeNo}/cancel/`, token)).http).toBe(200);
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    await world.sweep();
    await world.sweep();
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toMatchObject([{ refundFen: 9900 }]);
    expect((await world.get(`/api/order/${outTradeNo}/`, token)).body.order).toMatchObject({
      order_status: 2,
      refunded_amount: '0.00',
    });
    const kinds = (await world.get('/api/message/', token)).body.items?.map((message) => message['kind']);
    expect(kinds).toEqual(['refund_succeeded', 'payment_late']);
  });

  test('also what is left of it when part was refunded in Alipay’s console before the refund of all could go', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    expect((await world.post(`/api/order/${outTradeNo}/cancel/`, token)).http).toBe(200);
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    world.channel.answerNext('refund', { kind: 'later', cause: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    await world.sweep();
    const fields = { refund_fee: '10.00', gmt_refund: '2026-03-02 15:00:00.000', out_biz_no: 'console-2' };
    expect((await world.notify(world.channel.notifyBody(outTradeNo, fields))).text).toBe('success');
    for (let sweeps = 0; sweeps < 3; sweeps++) {
      await world.sweep();
      world.clock.advance(60_000);
    }
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toMatchObject([{ refundFen: 8900 }]);
    const told = (await world.get('/api/message/', token)).body.items?.map((message) => message['kind']);
    expect(told).toEqual(['refund_succeeded', 'refund_succeeded', 'payment_late']);
    const { items = [] } = (await world.get(`/api/order/${outTradeNo}/story/`, token)).body;
    expect(await world.story(outTradeNo)).toContain('refund_failed');
    expect(items.map((item) => item['type'])).not.toContain('refund_failed');
    // The one that gave way stays given up, whoever approves it.
    const [gaveWay] = (await world.get('/api/admin/refunds/?state=failed', staff)).body.items ?? [];
    const again = await world.post(`/api/admin/refunds/${String(gaveWay?.['out_request_no'])}/approve/`, staff, {});
    expect([again.http, again.body.code]).toEqual([409, 'REFUND_EXCEEDS']);
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toHaveLength(1);
  });
});

describe('a refund made in Alipay’s own console', () => {
  test('is recorded as external with an alert, counts for the order, and displaces a request that no longer fits', async () => {
    const { token, outTradeNo } = await bought();
    const request = (await ask(token, outTradeNo, {})).body['refund' as never] as { out_request_no: string };
    const body = world.channel.notifyBody(outTradeNo, {
      refund_fee: '99.00',
      gmt_refund: '2026-03-02 15:00:00.000',
      out_biz_no: 'console-1',
    });
    expect((await world.notify(body)).text).toBe('success');
    expect((await world.notify(body)).text).toBe('success');
    await world.sweep();
    await world.sweep();
    const refunds = await world.rows(
      'SELECT kind, state, amount FROM luffy_refund r JOIN luffy_order o ON o.id = r.order_id WHERE o.out_trade_no = $1 ORDER BY r.id',
      [outTradeNo],
    );
    expect(refunds).toEqual([
      { kind: 'student', state: 'failed', amount: '298.00' },
      { kind: 'external', state: 'succeeded', amount: '99.00' },
    ]);
    const subjects = (await world.get('/api/admin/alerts/', staff)).body.items?.map(
      (alert) => `${String(alert['kind'])} ${String(alert['subject'])}`,
    );
    expect(subjects).toContain(`refund_failed ${request.out_request_no}`);
    expect((await world.get(`/api/order/${outTradeNo}/`, token)).body.order).toMatchObject({
      refund_status: 1,
      refunded_amount: '99.00',
    });
  });
});

test('staff read refunds the newest first, or the one that waits longest first, page by page', async () => {
  const numbers: string[] = [];
  for (const amount of ['1.00', '2.00', '3.00']) {
    const { token, outTradeNo } = await bought();
    numbers.push(
      ((await ask(token, outTradeNo, { amount })).body['refund' as never] as { out_request_no: string }).out_request_no,
    );
  }
  const mine = async (query: string): Promise<string[]> => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await world.get(`/api/admin/refunds/?state=requested&limit=2${query}${from}`, staff);
      seen.push(...(body.items ?? []).map((item) => String(item['out_request_no'])));
      cursor = (body['next_cursor' as never] as string | null) ?? null;
    }
    return seen.filter((number) => numbers.includes(number));
  };
  expect(await mine('')).toEqual(numbers.toReversed());
  expect(await mine('&sort=-created')).toEqual(numbers.toReversed());
  expect(await mine('&sort=created')).toEqual(numbers);
  expect((await world.get('/api/admin/refunds/?sort=amount', staff)).http).toBe(400);
});
