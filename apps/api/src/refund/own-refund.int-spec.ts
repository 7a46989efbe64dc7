import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

let world: World;
let staff: string;
beforeAll(async () => {
  world = await World.open();
  staff = await world.token('admin');
});
afterAll(() => world.close());

const own = async (token: string, query = '') => (await world.get(`/api/refund/${query}`, token)).body.items;

const asked = async (token: string, outTradeNo: string, body: object): Promise<string> => {
  const answer = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', ...body });
  return (answer.body['refund' as never] as { out_request_no: string }).out_request_no;
};

const decide = (outRequestNo: string, decision: 'approve' | 'reject', note: string) =>
  world.post(`/api/admin/refunds/${outRequestNo}/${decision}/`, staff, { note });

describe('a student’s refunds', () => {
  test('show what goes back for which course', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    await asked(token, outTradeNo, { amount: '29.80' });
    expect(await own(token)).toMatchObject([
      {
        out_trade_no: outTradeNo,
        kind: 'student',
        state: 'requested',
        amount: '29.80',
        lines: [
          { course_id: 1, course_name: 'Python 从零到上手', amount: '9.90' },
          { course_id: 2, amount: '19.90' },
        ],
      },
    ]);
  });

  test('show the money of a payment that came too late, which goes back by itself', async () => {
    const token = await world.student();
    const outTradeNo = await world.place(token, [1], '99.00');
    await world.post(`/api/order/${outTradeNo}/cancel/`, token);
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo));
    expect(await own(token)).toEqual([]);
    await world.sweep();
    expect(await own(token, `?orders=${outTradeNo}`)).toMatchObject([
      { out_trade_no: outTradeNo, kind: 'late', state: 'succeeded', amount: '99.00', lines: [] },
    ]);
  });

  test('tell staff’s note where it is a no, and keep the note of a yes inside the house', async () => {
    const { token, outTradeNo } = await world.bought([1, 2], '298.00');
    const no = await asked(token, outTradeNo, { courses: [1] });
    await decide(no, 'reject', '课程已经学完');
    const yes = await asked(token, outTradeNo, { courses: [2] });
    await decide(yes, 'approve', '老客户,直接同意');
    expect(await own(token)).toMatchObject([
      { out_request_no: yes, note: null },
      { out_request_no: no, note: '课程已经学完' },
    ]);
  });

  test('can be asked for by order, newest first, page by page', async () => {
    const first = await world.bought([1], '99.00');
    const second = await world.place(first.token, [2], '199.00');
    await world.pay(second);
    for (const outTradeNo of [first.outTradeNo, second]) await asked(first.token, outTradeNo, {});
    const numbers = async (query: string) => (await own(first.token, query))?.map((refund) => refund['out_trade_no']);
    expect(await numbers('')).toEqual([second, first.outTradeNo]);
    expect(await numbers(`?orders=${first.outTradeNo}`)).toEqual([first.outTradeNo]);
    expect(await numbers(`?orders=${first.outTradeNo},${second}`)).toEqual([second, first.outTradeNo]);
    const page = (await world.get('/api/refund/?limit=1', first.token)).body;
    expect(await numbers(`?limit=1&cursor=${page.next_cursor}`)).toEqual([first.outTradeNo]);
  });

  test('are nobody else’s to see', async () => {
    const { token, outTradeNo } = await world.bought([1], '99.00');
    await asked(token, outTradeNo, {});
    const stranger = await world.student();
    expect(await own(stranger)).toEqual([]);
    expect(await own(stranger, `?orders=${outTradeNo}`)).toEqual([]);
    expect((await world.get('/api/refund/')).http).toBe(401);
  });

  test.each(['', ',', 'a,', "a'b", 'a b', 'x'.repeat(65), Array(101).fill('a').join(','), '%00'])(
    'orders=%s is refused',
    async (orders) => {
      const token = await world.student();
      expect((await world.get(`/api/refund/?orders=${orders}`, token)).http).toBe(400);
    },
  );
});
