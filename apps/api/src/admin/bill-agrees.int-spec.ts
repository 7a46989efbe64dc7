import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { BillDesk, REASON } from '../../test/bill-desk.js';
import { World } from '../../test/world.js';
import { InvariantService } from '../invariant/invariant.service.js';

let world: World;
let desk: BillDesk;
beforeEach(async () => {
  world = await World.open();
  desk = await BillDesk.open(world);
});
afterEach(() => world.close());

const staff = () => world.token('catalogue');
const laws = async (): Promise<Record<string, unknown>> => {
  const { items = [] } = (await world.get('/api/admin/invariants/', await staff())).body;
  return Object.fromEntries(items.map(({ name, count }) => [name, count]));
};
const openAlerts = async (): Promise<string[]> => {
  await world.app.get(InvariantService).alarm();
  const { items = [] } = (await world.get('/api/admin/alerts/', await staff())).body;
  return items.map(({ kind, subject }) => `${String(kind)} ${String(subject)}`).toSorted();
};
const queue = async (name: string) => (await world.get(`/api/admin/queues/${name}/`, await staff())).body.items ?? [];

/** A paid order that the day's bill tells with another amount: for people to look at. */
async function differing(): Promise<string> {
  const { outTradeNo } = await world.bought([1], '99.00');
  expect(await desk.matched((rows) => rows.map((row) => ({ ...row, amountFen: 9800 as never })))).toBe('red');
  return outTradeNo;
}

/** A payment near midnight that its day's bill lacks: the next day's may tell of it. */
async function waiting(): Promise<string> {
  world.pass(35_696);
  const { outTradeNo } = await world.bought([1], '99.00');
  world.pass(86_400);
  expect(await desk.matched(() => [])).toBe('amber');
  expect(await desk.kinds()).toEqual(['payment_missing wait']);
  return outTradeNo;
}

describe('the tenth promise, that the channel’s books agree with ours', () => {
  test('stands in the list after the ninth, and is kept where nothing differs', async () => {
    await world.bought([1], '99.00');
    expect(await desk.matched()).toBe('green');
    world.pass(60);
    const list = await laws();
    expect(Object.keys(list)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10']);
    expect(list['I10']).toBe(0);
  });

  test('is broken by an open difference once a sweep could have ended it, and kept again when it is resolved', async () => {
    const outTradeNo = await differing();
    expect((await laws())['I10']).toBe(0);
    world.pass(31);
    expect((await laws())['I10']).toBe(1);
    expect(await world.broken()).toEqual([{ name: 'I10', subject: outTradeNo }]);
    expect((await desk.resolve({ reason: REASON })).http).toBe(200);
    expect((await laws())['I10']).toBe(0);
  });

  test('is not broken while a difference waits for the next day’s bill, but when its day is over and nobody looked', async () => {
    const outTradeNo = await waiting();
    world.pass(3600);
    expect((await laws())['I10']).toBe(0);
    const over = new Date('2026-03-05T01:00:00+08:00').getTime();
    world.pass((over - world.clock.now().getTime()) / 1000 + 29);
    expect((await laws())['I10']).toBe(0);
    world.pass(2);
    expect(await world.broken()).toEqual([{ name: 'I10', subject: outTradeNo }]);
  });
});

describe('the alarm of it', () => {
  test('does not repeat what the alert of a red day says', async () => {
    await differing();
    world.pass(31);
    expect(await openAlerts()).toEqual(['bill_differs 2026-03-02']);
    expect(await queue('broken_invariants')).toEqual([]);
    expect(await queue('bill_differences')).toHaveLength(1);
  });

  test('speaks once that alert was cleared and the difference left open, once until it is cleared too', async () => {
    const outTradeNo = await differing();
    world.pass(31);
    const [alert] = (await world.get('/api/admin/alerts/', await staff())).body.items ?? [];
    await world.post(`/api/admin/alerts/${String(alert?.['id'])}/clear/`, await world.token('finance'), {
      reason: REASON,
    });
    expect(await openAlerts()).toEqual([`invariant_broken I10 ${outTradeNo}`]);
    expect(await openAlerts()).toHaveLength(1);
    expect(await queue('broken_invariants')).toEqual([
      { subject: outTradeNo, out_trade_no: outTradeNo, amount: null, what: 'I10', at: expect.any(String) },
    ]);
  });

  test('speaks of what still waits when its time is over: an amber day has no alert', async () => {
    const outTradeNo = await waiting();
    world.pass(4 * 86_400);
    expect(await openAlerts()).toEqual([`invariant_broken I10 ${outTradeNo}`]);
  });

  test('still speaks of the other promises on a red day', async () => {
    const outTradeNo = await differing();
    await world.rows('DELETE FROM luffy_enrolment');
    world.pass(31);
    expect(await openAlerts()).toEqual(['bill_differs 2026-03-02', `invariant_broken I4 ${outTradeNo}`]);
  });
});
