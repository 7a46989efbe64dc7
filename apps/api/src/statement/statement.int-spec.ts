import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FakeBillRow } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { World } from '../../test/world.js';
import type { StatementAnswer, StatementDay } from './statement.dto.js';

/** World begins on 2026-03-02 at 14:05 in Beijing. */
const DAY_SECONDS = 86_400;
const TO_MIDNIGHT_SECONDS = 35_700;
const FOREIGN = 'T2026-SHOP-77';

let world: World;
let finance: string;
/** What the bill's rows of a day become. */
const planted = new Map<string, (rows: FakeBillRow[]) => FakeBillRow[]>();
const orders: Record<string, string> = {};

const post = (path: string, body: unknown = {}) => world.post(`/api/admin/${path}`, finance, body);
const fetchBill = async (day: string): Promise<void> => {
  expect((await post(`bills/${day}/fetch/`)).http).toBe(200);
};
const statement = async (month = '2026-03'): Promise<StatementAnswer> =>
  (await world.get(`/api/admin/statements/${month}/`, finance)).body as unknown as StatementAnswer;
const dayOf = ({ days }: StatementAnswer, day: string): StatementDay => {
  const found = days.find((one) => one.day === `2026-03-${day}`);
  if (!found) throw new Error(`no row of ${day}`);
  return found;
};
const sums = (paid: [number, string], back: [number, string], fees: string, net: string) => ({
  paid_count: paid[0],
  paid: paid[1],
  refund_count: back[0],
  refunded: back[1],
  fees,
  net,
});
const NOTHING = sums([0, '0.00'], [0, '0.00'], '0.00', '0.00');

/** A refund that the student asked for and staff approved; `lost` until so many seconds later the channel's answer. */
async function refunded(of: { token: string; outTradeNo: string }, amount: string, lost = 0): Promise<void> {
  const asked = await world.post(`/api/order/${of.outTradeNo}/refund/`, of.token, { reason: '不想学了', amount });
  const { out_request_no: number } = (asked.body as unknown as { refund: { out_request_no: string } }).refund;
  if (lost > 0) world.channel.failNext('refund', 'unknown-after-doing');
  await post(`refunds/${number}/approve/`);
  await world.sweep();
  if (lost > 0) world.pass(lost);
  await world.sweep();
  expect(await world.rows('SELECT state FROM luffy_refund WHERE out_request_no = $1', [number])).toEqual([
    { state: 'succeeded' },
  ]);
}

/** The second day of a month to the seventh, each with a story of its own; the seventh is not over. */
beforeAll(async () => {
  world = await World.open();
  finance = await world.token('finance');
  world.channel.onBill = (rows, day) => planted.get(day)?.(rows) ?? rows;
  // 2nd: two payments. One more is paid seconds before midnight, and a refund of it hangs over midnight.
  const first = await world.bought([1, 2], '298.00');
  await world.bought([1], '99.00');
  world.pass(TO_MIDNIGHT_SECONDS - 30);
  const late = await world.bought([2], '199.00');
  await refunded(late, '50.00', 120);
  // 3rd: a refund of a payment of the day before, and one made in the console, told by a notify.
  world.pass(DAY_SECONDS / 2);
  await refunded(first, '99.00');
  const tradeNo = world.channel.tradeOf(late.outTradeNo)?.tradeNo ?? '';
  const console = {
    outTradeNo: late.outTradeNo,
    tradeNo,
    outRequestNo: 'console-1',
    refundFen: fen(2000),
    reason: '-',
  };
  expect(await world.channel.refund(console)).toEqual({ kind: 'refunded' });
  await world.notify(world.channel.notifyBody(late.outTradeNo));
  await world.sweep();
  // 4th: nothing. 5th: a payment each that the bill lacks, tells with less, charges too much for; and a stranger's.
  world.pass(2 * DAY_SECONDS);
  for (const name of ['lacking', 'less', 'dear', 'good']) orders[name] = (await world.bought([1], '99.00')).outTradeNo;
  planted.set('2026-03-05', (rows) => [
    ...rows
      .filter((row) => row.outTradeNo !== orders['lacking'])
      .map((row) => ({
        ...row,
        ...(row.outTradeNo === orders['less'] ? { amountFen: fen(9800) } : {}),
        ...(row.outTradeNo === orders['dear'] ? { feeFen: fen(-300) } : {}),
      })),
    ...rows
      .filter((row) => row.outTradeNo === orders['good'])
      .map((row) => ({ ...row, outTradeNo: FOREIGN, tradeNo: 'f', amountFen: fen(1234), feeFen: fen(-7) })),
  ]);
  // 6th: a payment, and its bill cannot be read.
  world.pass(DAY_SECONDS);
  await world.bought([1], '99.00');
  world.pass(DAY_SECONDS);
  for (const day of ['01', '02', '03', '04', '05']) await fetchBill(`2026-03-${day}`);
  world.channel.answerNext('bill', { kind: 'bill', zip: Buffer.from('<html>') });
  await fetchBill('2026-03-06');
}, 60_000);
afterAll(() => world.close());

describe('a month beside its bills', () => {
  test('has a row for each day that has come, and ends today', async () => {
    const { month, days } = await statement();
    expect([month, days.map(({ day, verdict }) => `${day.slice(8)} ${verdict}`)]).toEqual([
      '2026-03',
      ['01 ties', '02 ties', '03 ties', '04 ties', '05 differs', '06 no_bill', '07 no_bill'],
    ]);
  });

  test('ties to the fen where nothing was planted, also across midnight and for console refunds', async () => {
    const all = await statement();
    const second = sums([3, '596.00'], [1, '50.00'], '-3.27', '542.73');
    const third = sums([0, '0.00'], [2, '119.00'], '0.71', '-118.29');
    expect(dayOf(all, '02')).toMatchObject({ ours: second, bill: second, difference: NOTHING, differences: [] });
    expect(dayOf(all, '03')).toMatchObject({ ours: third, bill: third, difference: NOTHING, differences: [] });
    expect(dayOf(all, '04')).toMatchObject({ ours: NOTHING, bill: NOTHING, difference: NOTHING });
    // The refund that hung was heard of on the third, and was done on the second.
    expect(
      await world.rows(`SELECT 1 FROM luffy_refund WHERE amount = 50 AND finished_at > '2026-03-03 00:00:00+08'`),
    ).toHaveLength(1);
  });

  test('names what was planted, and nothing is left without a name', async () => {
    const day = dayOf(await statement(), '05');
    expect(day).toMatchObject({
      ours: sums([4, '396.00'], [0, '0.00'], '-2.36', '393.64'),
      bill: sums([4, '308.34'], [0, '0.00'], '-4.25', '304.09'),
      difference: sums([0, '87.66'], [0, '0.00'], '1.89', '89.55'),
      explained_by: 4,
      unexplained: 0,
    });
    expect(day.differences.map(({ kind, count, open }) => [kind, count, open]).toSorted()).toEqual([
      ['fee_odd', 1, 1],
      ['line_foreign', 1, 1],
      ['payment_amount', 1, 1],
      ['payment_missing', 1, 1],
    ]);
  });

  test('counts a day without a bill in our sums, and not in how far the sides are apart', async () => {
    const all = await statement();
    expect(dayOf(all, '06')).toMatchObject({ bill: null, ours: { paid: '99.00' }, difference: NOTHING });
    expect(all).toMatchObject({
      verdict: 'differs',
      total: {
        ours: { paid_count: 8, paid: '1091.00', refunded: '169.00' },
        bill: { paid_count: 7, paid: '904.34', refunded: '169.00' },
        difference: { net: '89.55' },
        explained_by: 4,
        unexplained: 0,
        days_apart: 1,
        days_without_bill: 2,
      },
    });
  });

  test('has the sums of the lines and of our own tables, each counted by itself', async () => {
    const { total } = await statement();
    const [lines] = await world.rows(
      `SELECT count(*) FILTER (WHERE kind = 'payment')::integer AS paid_count,
         sum(receipt) FILTER (WHERE kind = 'payment')::text AS paid, sum(receipt) FILTER (WHERE kind = 'refund')::text AS refunded,
         sum(fee)::text AS fees FROM luffy_bill_line`,
    );
    expect(total.bill).toMatchObject(lines as object);
    const [books] = await world.rows(
      `SELECT (SELECT sum(amount)::text FROM luffy_payment WHERE state = 'succeeded') AS paid,
         (SELECT sum(amount)::text FROM luffy_refund WHERE state = 'succeeded') AS refunded`,
    );
    expect(total.ours).toMatchObject(books as object);
  });
});

describe('the month as a file', () => {
  const lines = async (month = '2026-03') =>
    (await world.get(`/api/admin/exports/month/${month}.csv`, finance)).text.replace('\uFEFF', '').split('\r\n');

  test('has both sides, their difference, what explains it, and the month in all', async () => {
    const file = await lines();
    expect(file).toHaveLength(10);
    expect(file[0]?.split(',')).toHaveLength(21);
    expect(file[0]).toMatch(/^日期,本店支付笔数,.*,账单支付笔数,.*,差额支付笔数,.*,差异,结论$/);
    expect(file[2]).toBe(
      '2026-03-02,3,596.00,1,50.00,-3.27,542.73,3,596.00,1,50.00,-3.27,542.73,0,0.00,0,0.00,0.00,0.00,,一致',
    );
    expect(file[5]).toContain(',0,87.66,0,0.00,1.89,89.55,');
    expect(file[5]).toContain('这里已收款,账单中没有 1');
    expect(file[5]).toContain('"相差 89.55,由 4 条差异解释"');
    expect(file[6]).toBe('2026-03-06,1,99.00,0,0.00,-0.59,98.41,,,,,,,,,,,,,,没有账单');
    expect(file[8]).toMatch(/^合计,8,1091\.00,2?.*"1 天不同,相差 89\.55,由 4 条差异解释;2 天没有账单,不计入差额"$/);
  });

  test('has its sums only, before the month has come', async () => {
    expect((await lines('2028-02')).slice(1)).toEqual([
      '合计,0,0.00,0,0.00,0.00,0.00,0,0.00,0,0.00,0.00,0.00,0,0.00,0,0.00,0.00,0.00,,有账单的日子一致',
      '',
    ]);
  });

  test('is written down with who took it', async () => {
    await lines();
    expect(
      await world.rows('SELECT staff_id::integer, act, subject, said, after FROM luffy_audit ORDER BY id DESC LIMIT 1'),
    ).toEqual([
      {
        staff_id: await world.userId('finance'),
        act: 'export',
        subject: 'month/2026-03.csv',
        said: { month: '2026-03' },
        after: { lines: '8' },
      },
    ]);
  });

  test.each(['2026-13', '2026-2', '1999-12', '=1', '2026-02-01'])(
    'is not made for %s, nor looked at',
    async (month) => {
      for (const path of [
        `exports/month/${encodeURIComponent(month)}.csv`,
        `statements/${encodeURIComponent(month)}/`,
      ]) {
        const { body } = await world.get(`/api/admin/${path}`, finance);
        expect([body.code, body.fields?.[0]?.field]).toEqual(['VALIDATION', 'month']);
      }
      expect((await world.get('/api/admin/exports/month/2026-03', finance)).body.code).toBe('VALIDATION');
    },
  );
});

/** Takes from the bill of the fifth, as kept, so many yuan of the good order; nothing was matched since. */
async function lessInBill(yuan: number): Promise<void> {
  await world.rows('UPDATE luffy_bill_line SET receipt = receipt - $1 WHERE out_trade_no = $2', [yuan, orders['good']]);
  await world.rows(`UPDATE luffy_bill SET paid = paid - $1 WHERE day = '2026-03-05'`, [yuan]);
}

describe('afterwards', () => {
  test('what a person judged still explains; a difference that is gone does not; what nobody knows of is told', async () => {
    const { items = [] } = (await world.get('/api/admin/bills/2026-03-05/differences/', finance)).body;
    const foreign = items.find((item) => item['kind'] === 'line_foreign');
    expect((await post(`differences/${String(foreign?.['id'])}/resolve/`, { reason: '门店的收款' })).http).toBe(200);
    const judged = dayOf(await statement(), '05');
    expect(judged).toMatchObject({ explained_by: 4, unexplained: 0 });
    expect(judged.differences.find(({ kind }) => kind === 'line_foreign')).toMatchObject({ count: 1, open: 0 });

    planted.clear();
    await fetchBill('2026-03-05');
    await fetchBill('2026-03-06');
    const healed = await statement();
    expect(dayOf(healed, '05')).toMatchObject({ verdict: 'ties', differences: [], explained_by: 0 });
    expect([healed.verdict, healed.total.days_without_bill]).toEqual(['incomplete', 1]);

    await lessInBill(1);
    expect(dayOf(await statement(), '05')).toMatchObject({
      verdict: 'differs',
      difference: { paid: '1.00' },
      explained_by: 0,
      unexplained: 1,
    });
    await lessInBill(-1);
  });

  test('a month that is over and whose days all agree ties', async () => {
    world.pass(26 * DAY_SECONDS);
    for (let day = 7; day <= 31; day++) await fetchBill(`2026-03-${String(day).padStart(2, '0')}`);
    const all = await statement();
    expect([all.verdict, all.days.length, all.total.days_without_bill]).toEqual(['ties', 31, 0]);
    expect(all.total.difference).toEqual(NOTHING);
    expect(all.total.ours).toEqual(all.total.bill);
  });
});
