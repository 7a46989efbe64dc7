import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { act } from '../../test/acts.js';
import { World } from '../../test/world.js';

/**
 * A month that finance can close: our books beside the channel's bills. Every day is what the bill says, to the fen, but
 * for what was planted, and that is named.
 */
let world: World;
let finance: string;
beforeAll(async () => {
  world = await World.open();
  finance = await world.token('finance');
});
afterAll(() => world.close());

const DAY = 86_400;
const at = () => world.clock.now();
/** To a minute of a day in March, Beijing time. */
const until = (day: number, hour: number, minute = 0): void => {
  const moment = new Date(Date.UTC(2026, 2, day, hour - 8, minute));
  world.pass((moment.getTime() - at().getTime()) / 1000);
};
const fetchBill = async (day: string): Promise<string> => {
  const { body } = await world.post(`/api/admin/bills/${day}/fetch/`, finance);
  return (body as unknown as { bill: { state: string } }).bill.state;
};

async function month(): Promise<Map<string, string[]>> {
  const { text } = await world.get('/api/admin/exports/month/2026-03.csv', finance);
  const lines = text.replace('\uFEFF', '').split('\r\n').slice(1, -1);
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', cellsOf(line)]));
}
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('"', '')).slice(1, 13);

describe('a month beside its bills', () => {
  test('ties on every day, but for what was planted', async () => {
    // The second: two payments. The third: one, and a refund of yesterday's. The fourth: nothing at all.
    const first = await world.bought([1], '99.00');
    await world.bought([1, 2], '298.00');
    until(3, 10);
    await world.bought([2], '199.00');
    await act(world, 'finance', first.outTradeNo, 'refund', {});
    await world.sweep();
    // The fifth: the channel books a refund before midnight, and we hear of it after.
    until(5, 9);
    const late = await world.bought([1], '99.00');
    until(5, 23, 59);
    await act(world, 'finance', late.outTradeNo, 'refund', { amount: '9.00' });
    world.channel.failNext('refund', 'unknown-after-doing');
    await world.sweep();
    until(6, 0, 10);
    await world.sweep();
    // The sixth: a payment that the bill does not know, and one that only the bill knows.
    const missing = await world.bought([2], '199.00');
    until(8, 12);
    const planted = (rows: Parameters<typeof world.channel.onBill>[0], day: string) =>
      day === '2026-03-06'
        ? [
            ...rows.filter((row) => row.outTradeNo !== missing.outTradeNo),
            {
              kind: 'payment' as const,
              tradeNo: '2026030622001400000000009999',
              outTradeNo: 'f'.repeat(32),
              outRequestNo: '',
              amountFen: fen(4_200),
              feeFen: fen(-25),
              at: new Date('2026-03-06T12:00:00+08:00'),
            },
          ]
        : rows;
    world.channel.onBill = planted;
    const colours: string[] = [];
    for (const day of ['02', '03', '04', '05', '06', '07']) colours.push(await fetchBill(`2026-03-${day}`));
    expect(colours).toEqual(['green', 'green', 'green', 'green', 'red', 'green']);

    const days = await month();
    expect(days.get('2026-03-02')).toEqual([
      '2',
      '397.00',
      '0',
      '0.00',
      '397.00',
      '2',
      '397.00',
      '0',
      '0.00',
      expect.stringMatching(/^-\d/),
      '0.00',
      '一致',
    ]);
    expect(days.get('2026-03-03')?.slice(0, 5)).toEqual(['1', '199.00', '1', '99.00', '100.00']);
    expect(days.get('2026-03-03')?.slice(-2)).toEqual(['0.00', '一致']);
    expect(days.get('2026-03-04')).toEqual([
      '0',
      '0.00',
      '0',
      '0.00',
      '0.00',
      '0',
      '0.00',
      '0',
      '0.00',
      '0.00',
      '0.00',
      '一致',
    ]);
    expect(days.get('2026-03-05')?.slice(0, 5)).toEqual(['1', '99.00', '1', '9.00', '90.00']);
    expect(days.get('2026-03-05')?.slice(-2)).toEqual(['0.00', '一致']);
    const sixth = days.get('2026-03-06') ?? [];
    expect(sixth.slice(0, 5)).toEqual(['1', '199.00', '0', '0.00', '199.00']);
    expect(sixth.slice(5, 9)).toEqual(['1', '42.00', '0', '0.00']);
    expect(sixth.slice(-2)).toEqual(['157.00', '其他应用的交易 1 项;这里已收款,账单中没有 1 项']);
    expect(days.get('2026-03-08')?.slice(-2)).toEqual(['', '没有账单']);
    expect(days.get('合计')?.slice(-2)).toEqual(['157.00', '5 天一致,1 天不一致,25 天没有账单']);
  });

  test('a difference that a person explained stays named, and says that it was dealt with', async () => {
    const [difference] = await world.rows<{ id: string }>(
      `SELECT id FROM luffy_bill_difference WHERE kind = 'line_foreign' AND state = 'open'`,
    );
    await world.post(`/api/admin/differences/${difference?.id}/resolve/`, finance, { reason: '另一家店的钱,已转出' });
    world.pass(DAY);
    expect((await month()).get('2026-03-06')?.at(-1)).toContain('其他应用的交易 1 项(已处理)');
  });

  test('a month without any bill says so', async () => {
    const { text } = await world.get('/api/admin/exports/month/2025-02.csv', finance);
    const lines = text.split('\r\n');
    expect(lines[1]).toBe('2025-02-01,0,0.00,0,0.00,0.00,,,,,,,没有账单');
    expect(lines.at(-2)).toBe('合计,0,0.00,0,0.00,0.00,,,,,,,"0 天一致,0 天不一致,28 天没有账单"');
  });

  test.each(['2026-13.csv', '2026-2.csv', '2026-02', '2026-02-01.csv', '1999-12.csv', '.csv', '%3D1.csv'])(
    'is not made for %s',
    async (name) => {
      const { body } = await world.get(`/api/admin/exports/month/${name}`, finance);
      expect([body.code, body.fields?.[0]?.field]).toEqual(['VALIDATION', 'month']);
    },
  );
});
