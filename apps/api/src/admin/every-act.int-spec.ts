import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { act, ACT_CASES, REASON } from '../../test/acts.js';
import { World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const audits = (outTradeNo: string) =>
  world.rows<{ act: string; reason: string; role: string; before: object; after: object }>(
    'SELECT act, reason, role, before, after FROM luffy_audit WHERE subject = $1 ORDER BY id',
    [outTradeNo],
  );

/** The number of a refund to come is not known beforehand. */
const unnumbered = (figures: object | undefined): object =>
  Object.fromEntries(
    Object.entries(figures ?? {}).map(([name, value]) => [name.replace(/^refund [0-9a-f]{32}$/, 'refund'), value]),
  );

describe.each(ACT_CASES)('$act', ({ act: path, role, make }) => {
  const name = path.replace('-', '_');

  test('is foreseen without any effect, and then does exactly that and writes it down', async () => {
    const { outTradeNo, said } = await make(world);
    const before = await world.snapshot();
    const { calls } = world.channel;
    const asked = { ...calls };
    const { preview } = (await act(world, role, outTradeNo, `${path}/preview`, said)).body;
    expect(await world.snapshot()).toBe(before);
    expect([calls.close, calls.refund]).toEqual([asked.close, asked.refund]);

    const done = await act(world, role, outTradeNo, path, said);
    expect(done.http).toBe(200);
    expect(Object.keys(done.body.audit?.after ?? {})).not.toEqual([]);
    expect({ ...preview, refund: undefined }).toEqual({
      act: name,
      before: unnumbered(done.body.audit?.before),
      after: unnumbered(done.body.audit?.after),
    });
    expect(await audits(outTradeNo)).toEqual([
      { act: name, reason: REASON, role, before: done.body.audit?.before, after: done.body.audit?.after },
    ]);
    expect(done.body.audit).toMatchObject({ staff: role, role, act: name, subject: outTradeNo, reason: REASON, said });
    expect(await world.broken()).toEqual([]);
  });

  test('is done once under one key, also when it is asked for twice at the same moment', async () => {
    const { outTradeNo, said } = await make(world);
    const key = `${path}-key`;
    const twins = await Promise.all([1, 2].map(() => act(world, role, outTradeNo, path, said, key)));
    const again = await act(world, role, outTradeNo, path, said, key);
    const ids = [...twins, again].map(({ body }) => body.audit?.id);
    expect(ids).toEqual([ids[0], ids[0], ids[0]]);
    expect(ids[0]).toEqual(expect.any(Number));
    expect(await audits(outTradeNo)).toHaveLength(1);
    const other = await act(world, role, outTradeNo, path, { ...said, reason: '另一个原因' }, key);
    expect(other).toMatchObject({ http: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await world.broken()).toEqual([]);
  });

  test('is not done when it cannot be written down', async () => {
    const { outTradeNo, said } = await make(world);
    await world.rows(
      `CREATE FUNCTION no_paper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no paper'; END $$`,
    );
    await world.rows('CREATE TRIGGER no_paper BEFORE INSERT ON luffy_audit FOR EACH ROW EXECUTE FUNCTION no_paper()');
    const figures = `SELECT (SELECT order_status FROM luffy_order o WHERE out_trade_no = $1) AS status,
      (SELECT count(*)::int FROM luffy_refund) AS refunds, (SELECT count(*)::int FROM luffy_enrolment WHERE ended_at IS NULL) AS access,
      (SELECT count(*)::int FROM luffy_coupon_record WHERE state = 'free') AS coupons`;
    const before = await world.rows(figures, [outTradeNo]);
    expect((await act(world, role, outTradeNo, path, said)).http).toBe(500);
    expect(await world.rows(figures, [outTradeNo])).toEqual(before);
    await world.rows('DROP FUNCTION no_paper CASCADE');
    expect((await act(world, role, outTradeNo, path, said)).http).toBe(200);
  });

  test('is refused without a proper reason, and for an order that is not there', async () => {
    const { outTradeNo, said } = await make(world);
    const before = await world.snapshot();
    for (const reason of [...(path === 'cancel' ? [] : [undefined]), '', 'ab', 'x'.repeat(257), null, 7]) {
      const { http, body } = await act(world, role, outTradeNo, path, { ...said, reason });
      expect([reason, http, body.fields?.map(({ field }) => field)]).toEqual([reason, 400, ['reason']]);
    }
    const unknown = await act(world, role, outTradeNo, path, { ...said, colour: 'red' });
    expect([unknown.http, unknown.body.fields?.map(({ field }) => field)]).toEqual([400, ['colour']]);
    for (const which of [path, `${path}/preview`])
      expect((await act(world, role, 'f'.repeat(32), which, said)).body.code).toBe('ORDER_NOT_FOUND');
    expect((await act(world, role, outTradeNo, path, said, '空格 键')).body.code).toBe('IDEMPOTENCY_KEY_INVALID');
    expect(await world.snapshot()).toBe(before);
    await act(world, role, outTradeNo, path, said);
  });
});

test('an act without a key, done again, is the one that was done', async () => {
  // To ask or to tell again is done again, or refused as too soon.
  for (const { act: path, role, make } of ACT_CASES.filter(({ act: name }) => !['requery', 'resend'].includes(name))) {
    const { outTradeNo, said } = await make(world);
    const first = await act(world, role, outTradeNo, path, said);
    const again = await act(world, 'admin', outTradeNo, path, { ...said, reason: '不知道是否成功,再按一次' });
    expect([path, again.http, again.body.audit]).toEqual([path, 200, first.body.audit]);
    expect(await audits(outTradeNo)).toHaveLength(1);
  }
});
