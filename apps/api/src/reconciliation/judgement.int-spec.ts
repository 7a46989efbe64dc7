import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FakeBillRow } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { BillDesk, resolvedAs } from '../../test/bill-desk.js';
import { World } from '../../test/world.js';

let world: World;
let desk: BillDesk;
beforeEach(async () => {
  world = await World.open();
  desk = await BillDesk.open(world);
});
afterEach(() => world.close());

describe('what only a person can judge', () => {
  const dearer = (rows: FakeBillRow[]): FakeBillRow[] => rows.map((row) => ({ ...row, amountFen: fen(9901) }));
  beforeEach(async () => {
    await world.bought([1], '99.00');
    expect(await desk.matched(dearer)).toBe('red');
    expect(await desk.kinds()).toEqual(['payment_amount look']);
  });

  test('is judged with a reason, once, and stays judged for as long as both sides say the same', async () => {
    const first = await desk.resolve();
    expect(first).toMatchObject(resolvedAs('seen'));
    const again = await desk.post(`differences/${String(first.id)}/resolve/`, { reason: '再看一次' });
    expect(again.body).toEqual(first.body);
    expect(await desk.audited()).toHaveLength(1);
    expect(await desk.matched(dearer)).toBe('green');
    expect(await desk.matched((rows) => rows.map((row) => ({ ...row, amountFen: fen(9902) })))).toBe('red');
    expect(await desk.kinds()).toEqual(['payment_amount look']);
  });

  test('is judged once under one key, and another word under it is refused', async () => {
    const [difference] = await desk.list();
    const path = `differences/${String(difference?.['id'])}/resolve/`;
    const ask = (reason: string) => desk.ask(path, { body: { reason }, key: 'k1' });
    const twins = await Promise.all([ask('核对过'), ask('核对过')]);
    expect(twins.map((twin) => twin.http)).toEqual([200, 200]);
    expect(twins[0]?.body).toEqual(twins[1]?.body);
    expect(await ask('另一个原因')).toMatchObject({ http: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await desk.audited()).toHaveLength(1);
  });

  test('goes away by itself when the next bill agrees, and comes back with one that does not', async () => {
    expect(await desk.matched()).toBe('green');
    expect(await desk.list()).toMatchObject([{ state: 'resolved', resolved_by: null, outcome: 'gone' }]);
    expect(await desk.matched(dearer)).toBe('red');
    expect(await desk.list()).toMatchObject([{ state: 'open', outcome: null }]);
    expect((await world.get('/api/admin/alerts/', await world.token('finance'))).body.items).toMatchObject([
      { kind: 'bill_differs', subject: '2026-03-02', data: { differences: 1 } },
    ]);
  });

  test.each([
    {},
    { reason: '' },
    { reason: 'ab' },
    { reason: 'x'.repeat(257) },
    { reason: 1 },
    { reason: '核对过', x: 1 },
  ])('is not judged with %j', async (body) => {
    expect(await desk.resolve(body)).toMatchObject({ http: 400, body: { code: 'VALIDATION' } });
    expect(await desk.kinds()).toEqual(['payment_amount look']);
  });
});
