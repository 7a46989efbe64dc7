import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { act, REASON } from '../../test/acts.js';
import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  const admin = await world.token('admin');
  const body = { username: 'finance2', password: 'long enough', roles: ['finance'] };
  expect((await world.post('/api/admin/staff/', admin, body)).http).toBe(200);
  // Two courses that together cost more than one person may send back alone.
  await world.rows('UPDATE luffy_course SET price = 999.00, original_price = 999.00 WHERE id = 1');
  await world.rows('UPDATE luffy_course SET price = 1.01 WHERE id = 2');
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const bought = () => world.bought([1, 2], '1000.01');
const refund = (outTradeNo: string, body: object = {}, key?: string, role = 'finance') =>
  act(world, role, outTradeNo, 'refund', body, key);
const decide = async (role: string, outRequestNo: string | undefined, verb: string, body: object = {}, key?: string) =>
  world.ask('POST', `/api/admin/refunds/${outRequestNo}/${verb}/`, {
    token: await world.token(role),
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const audited = (subject: string | undefined) =>
  world.rows<{ act: string; staff: string; before: object; after: object }>(
    `SELECT a.act, u.username AS staff, a.before, a.after FROM luffy_audit a JOIN luffy_user u ON u.id = a.staff_id
     WHERE a.subject = $1 ORDER BY a.id`,
    [subject],
  );

describe('staff send money back', () => {
  test('for some courses: at once, and the lines end', async () => {
    const { token, outTradeNo } = await bought();
    const { body } = await refund(outTradeNo, { courses: [1] });
    expect(body.refund).toMatchObject({ amount: '999.00', kind: 'staff', state: 'approved', reason: REASON });
    expect(body.audit?.after).toEqual({ [`refund ${body.refund?.out_request_no}`]: 'approved 999.00' });
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refund_status: 1, refunded_amount: '999.00' });
    expect(await world.courses(token)).toEqual([2]);
    const { items = [] } = (await world.get('/api/message/', token)).body;
    expect(items.map((item) => item['kind'])).toEqual(['refund_succeeded', 'refund_approved']);
  });

  test('long after the student’s days are over', async () => {
    const { token, outTradeNo } = await bought();
    world.pass(90 * 86_400);
    const asked = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', courses: [2] });
    expect(asked.body.code).toBe('REFUND_WINDOW_OVER');
    expect((await refund(outTradeNo, { courses: [2] })).body.refund).toMatchObject({
      amount: '1.01',
      state: 'approved',
    });
    await world.sweep();
  });

  test('a part of it, twice when asked twice, and once under one key', async () => {
    const { outTradeNo } = await bought();
    const numbers = [
      await refund(outTradeNo, { amount: '10.00' }, 'part-1'),
      await refund(outTradeNo, { amount: '10.00' }, 'part-1'),
      await refund(outTradeNo, { amount: '10.00' }, 'part-2'),
    ].map(({ body }) => body.refund?.out_request_no);
    expect(numbers[0]).toBe(numbers[1]);
    expect(numbers[2]).not.toBe(numbers[0]);
    await world.sweep();
    world.pass(60); // of one payment one goes at a time
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refunded_amount: '20.00' });
  });

  test('the same courses once, until that refund came to nothing', async () => {
    const { outTradeNo } = await bought();
    const first = (await refund(outTradeNo, { courses: [2] })).body.refund?.out_request_no;
    expect((await refund(outTradeNo, { courses: [2] })).body.refund?.out_request_no).toBe(first);
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    await world.sweep();
    const second = (await refund(outTradeNo, { courses: [2] })).body.refund?.out_request_no;
    expect(second).not.toBe(first);
    await world.sweep();
  });

  test.each<[object, number, string]>([
    [{ amount: '1000.02' }, 409, 'REFUND_EXCEEDS'],
    [{ courses: [3] }, 404, 'COURSE_NOT_FOUND'],
    [{ courses: [1], amount: '1.00' }, 400, 'VALIDATION'],
    [{ amount: '0' }, 400, 'VALIDATION'],
    [{ amount: '-1' }, 400, 'VALIDATION'],
    [{ amount: '1.001' }, 400, 'VALIDATION'],
    [{ courses: [] }, 400, 'VALIDATION'],
    [{ courses: [1, 1] }, 400, 'VALIDATION'],
    [{ courses: null }, 400, 'VALIDATION'],
  ])('never for %j', async (said, http, code) => {
    const { outTradeNo } = await bought();
    const before = await world.snapshot();
    for (const path of ['refund', 'refund/preview'])
      expect(await act(world, 'finance', outTradeNo, path, said)).toMatchObject({ http, body: { code } });
    expect(await world.snapshot()).toBe(before);
  });

  test('never of an order without money', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [4], '59.00');
    expect((await refund(outTradeNo)).body.code).toBe('REFUND_NOT_POSSIBLE');
    const free = await world.post('/api/order/pay/', token, { total_amount: '0', pay_type: 0, courses: [3] });
    expect((await refund(free.body.out_trade_no ?? '')).body.code).toBe('REFUND_NOT_POSSIBLE');
  });

  test('and are told before what it comes to', async () => {
    const { outTradeNo } = await bought();
    const preview = async (body: object) =>
      (await act(world, 'finance', outTradeNo, 'refund/preview', { ...body, reason: undefined })).body.preview;
    expect(await preview({ courses: [2] })).toMatchObject({
      act: 'refund',
      before: { refund: null },
      after: { refund: 'approved 1.01' },
      refund: { amount: '1.01', state: 'approved' },
    });
    expect(await preview({})).toMatchObject({
      after: { refund: 'requested 1000.01' },
      refund: { amount: '1000.01', state: 'requested' },
    });
  });
});

describe('above what one may send alone', () => {
  test('another of the staff has to agree, and whoever asked cannot', async () => {
    const { outTradeNo } = await bought();
    const { body } = await refund(outTradeNo);
    const number = body.refund?.out_request_no;
    expect(body.refund).toMatchObject({ amount: '1000.01', state: 'requested' });
    await world.sweep();
    expect(world.channel.tradeOf(outTradeNo)?.refunds).toEqual([]);
    for (const verb of ['approve', 'approve/preview'])
      expect(await decide('finance', number, verb)).toMatchObject({
        http: 409,
        body: { code: 'SECOND_PERSON_NEEDED' },
      });
    const agreed = await decide('finance2', number, 'approve', { reason: '核对过了' });
    expect(agreed.body.refund).toMatchObject({ state: 'approved', note: '核对过了' });
    await world.sweep();
    expect(await world.orderRow(outTradeNo)).toMatchObject({ refund_status: 2, refunded_amount: '1000.01' });
    expect(await audited(number)).toEqual([
      {
        act: 'refund_approve',
        staff: 'finance2',
        before: { [`refund ${number}`]: 'requested 1000.01' },
        after: { [`refund ${number}`]: 'approved 1000.01' },
      },
    ]);
  });

  test('nor in pieces', async () => {
    const { outTradeNo } = await bought();
    expect((await refund(outTradeNo, { amount: '999.99' })).body.refund).toMatchObject({ state: 'approved' });
    const rest = (await refund(outTradeNo)).body.refund;
    expect(rest).toMatchObject({ amount: '0.02', state: 'requested' });
    expect((await decide('finance', rest?.out_request_no, 'reject')).body.refund).toMatchObject({ state: 'rejected' });
    // Of a colleague it is the first piece.
    expect((await refund(outTradeNo, {}, undefined, 'finance2')).body.refund).toMatchObject({ state: 'approved' });
    await world.sweep();
  });
});

describe('a decision on a refund', () => {
  const asked = async () => {
    const { token, outTradeNo } = await bought();
    const { body } = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', courses: [2] });
    return body.refund?.out_request_no;
  };

  test.each(['approve', 'reject'])(
    'to %s is foreseen, written down, and the same when it is repeated',
    async (verb) => {
      const number = await asked();
      const before = await world.snapshot();
      const { preview } = (await decide('finance', number, `${verb}/preview`)).body;
      expect(await world.snapshot()).toBe(before);
      await decide('finance', number, verb, { reason: '核对过了' }, `${number}-key`);
      expect((await decide('finance', number, verb, { reason: '核对过了' }, `${number}-key`)).http).toBe(200);
      expect((await decide('finance', number, verb, { reason: '再按一次' })).http).toBe(200);
      const [row, ...others] = await audited(number);
      expect([row?.act, others]).toEqual([`refund_${verb}`, []]);
      expect(preview).toEqual({ act: `refund_${verb}`, before: row?.before, after: row?.after });
      expect((await decide('finance2', number, verb)).body.code).toBe('REFUND_DECIDED');
      expect((await decide('finance', number, verb === 'approve' ? 'reject' : 'approve')).body.code).toBe(
        'REFUND_DECIDED',
      );
      await world.sweep();
    },
  );

  test('is taken again where the refund failed, and the alert is cleared by whoever did', async () => {
    const number = await asked();
    await decide('finance', number, 'approve');
    world.channel.answerNext('refund', { kind: 'refused', cause: 'ACQ.TRADE_HAS_FINISHED' });
    await world.sweep();
    const admin = await world.token('admin');
    const alerts = async () => (await world.get(`/api/admin/alerts/?q=${number}&state=all`, admin)).body.items;
    expect(await alerts()).toMatchObject([{ kind: 'refund_failed', cleared_at: null }]);
    expect((await decide('finance', number, 'approve')).body.refund).toMatchObject({ state: 'approved' });
    expect(await alerts()).toMatchObject([{ kind: 'refund_failed', cleared_by: 'finance' }]);
    await world.sweep();
    expect(await audited(number)).toHaveLength(2);
  });

  test.each(['approve', 'reject', 'approve/preview', 'reject/preview'])('to %s needs a refund', async (verb) => {
    expect((await decide('finance', 'r1', verb)).body.code).toBe('REFUND_NOT_FOUND');
    const { http, body } = await decide('finance', await asked(), verb, { reason: 'x' });
    expect([http, body.fields?.map(({ field }) => field)]).toEqual([400, ['reason']]);
  });
});
