import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';
import type { NotifyBenchView } from '../payment/payment.dto.js';

let world: World;
let support: string;
beforeAll(async () => {
  world = await World.open();
  support = await world.token('support');
});
afterEach(async () => expect(await world.broken()).toEqual([]));
afterAll(() => world.close());

const post = (raw: unknown) => world.post('/api/admin/notify-bench/', support, { raw });
/** What the bench says, having made sure that it left nothing behind. */
async function rehearse(raw: string): Promise<NotifyBenchView> {
  const before = await world.snapshot();
  const { http, body } = await post(raw);
  expect(http).toBe(200);
  expect(await world.snapshot()).toBe(before);
  return body as unknown as NotifyBenchView;
}
const failedIn = (view: NotifyBenchView) => view.checks.find((check) => check.outcome === 'failed')?.name;
const place = async (courses: number[] = [1], total = '99.00') => {
  const token = await world.student();
  return { token, outTradeNo: await world.place(token, courses, total) };
};

/** Some notify, and what it would come to; the order may be anything before. */
const CASES: Record<string, [would: string, failed: string | undefined, make: () => Promise<string>]> = {
  'of a waiting order': [
    'settle',
    undefined,
    async () => {
      const { outTradeNo } = await place();
      world.channel.pay(outTradeNo);
      return world.channel.notifyBody(outTradeNo);
    },
  ],
  'that came before': [
    'repeat',
    undefined,
    async () => world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo),
  ],
  'of a timed-out order that can still be sold': [
    'settle',
    undefined,
    async () => {
      const { outTradeNo } = await place();
      world.pass(3600);
      await world.sweep();
      world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
      return world.channel.notifyBody(outTradeNo);
    },
  ],
  'of a cancelled order': [
    'late',
    undefined,
    async () => {
      const { token, outTradeNo } = await place();
      await world.post(`/api/order/${outTradeNo}/cancel/`, token);
      world.channel.pay(outTradeNo);
      return world.channel.notifyBody(outTradeNo);
    },
  ],
  'of a second payment': [
    'duplicate',
    undefined,
    async () => {
      const { token, outTradeNo } = await place();
      world.channel.scan(outTradeNo);
      world.channel.expire(outTradeNo);
      await world.notify(world.channel.notifyBody(outTradeNo));
      await world.post(`/api/order/${outTradeNo}/pay/`, token);
      const second = String((await world.payments(outTradeNo))[1]?.['out_trade_no']);
      await world.pay(second);
      world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
      return world.channel.notifyBody(outTradeNo);
    },
  ],
  'of a refund': [
    'refund',
    undefined,
    async () => {
      const { outTradeNo } = await world.bought([1], '99.00');
      return world.channel.notifyBody(outTradeNo, { refund_fee: '1.00', gmt_refund: '2026-03-02 14:05:00.000' });
    },
  ],
  'of a buyer who logged in': [
    'nothing',
    undefined,
    async () => {
      const { outTradeNo } = await place();
      world.channel.scan(outTradeNo);
      return world.channel.notifyBody(outTradeNo);
    },
  ],
  'with another amount': [
    'suspicious',
    'total_amount',
    async () => {
      const { outTradeNo } = await place();
      world.channel.pay(outTradeNo);
      return world.channel.notifyBody(outTradeNo, { total_amount: '0.01' });
    },
  ],
  'for another seller': [
    'suspicious',
    'seller_id',
    async () => {
      const { outTradeNo } = await place();
      world.channel.pay(outTradeNo);
      return world.channel.notifyBody(outTradeNo, { seller_id: '2088999999999999' });
    },
  ],
  'with a second trade': [
    'suspicious',
    'trade_no',
    async () => {
      const { outTradeNo } = await world.bought([1], '99.00');
      return world.channel.notifyBody(outTradeNo, { trade_no: '2026030222001000000000000001' });
    },
  ],
  'for another app': [
    'failed',
    'app_id',
    async () => world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo, { app_id: '1' }),
  ],
  'of an order that is not ours': [
    'failed',
    'out_trade_no',
    async () =>
      world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo, { out_trade_no: 'f'.repeat(32) }),
  ],
  'of another type': [
    'failed',
    'notify_type',
    async () => world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo, { notify_type: 'moon' }),
  ],
  'with a status of tomorrow': [
    'failed',
    undefined,
    async () => world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo, { trade_status: 'MOON' }),
  ],
  'that was changed on the way': [
    'failed',
    'signature',
    async () => {
      const { outTradeNo } = await place();
      world.channel.pay(outTradeNo);
      return world.channel.notifyBody(outTradeNo).replace('total_amount=99.00', 'total_amount=98.00');
    },
  ],
  'signed in the old way': [
    'failed',
    'sign_type',
    async () => world.channel.notifyBody((await world.bought([1], '99.00')).outTradeNo).replace('RSA2', 'RSA'),
  ],
  'that is none': ['failed', 'form', async () => 'a=1&a=2'],
};

describe('a rehearsed notify', () => {
  test.each(Object.entries(CASES))(
    '%s: as the real one is judged, without any effect',
    async (_, [would, failed, make]) => {
      const raw = await make();
      const view = await rehearse(raw);
      expect([view.would, failedIn(view)]).toEqual([would, failed]);
      expect(view.why).not.toBe('');
      // What stands behind a failed check was not reached, and nothing before it failed.
      const outcomes = view.checks.map((check) => check.outcome);
      const at = outcomes.indexOf('failed');
      expect(outcomes.slice(0, at < 0 ? undefined : at).every((outcome) => outcome === 'ok')).toBe(true);
      expect(at < 0 || outcomes.slice(at + 1).every((outcome) => outcome === 'not_reached')).toBe(true);

      const answer = await world.notify(raw);
      const [row] = await world.rows<{
        verdict: string;
        checks: { check: string; passed: boolean; detail?: string }[];
      }>('SELECT verdict, checks FROM luffy_notify ORDER BY id DESC LIMIT 1');
      expect([answer.text, row?.verdict]).toEqual([view.answer, view.verdict]);
      expect(view.checks.filter((check) => check.outcome !== 'not_reached')).toEqual(
        row?.checks.map(({ check, passed, detail }) => ({
          name: check,
          outcome: passed ? 'ok' : 'failed',
          detail: detail ?? null,
        })),
      );
      await world.sweep();
    },
  );

  test('shows the text that was signed, in its order and without sign and sign_type', async () => {
    const { outTradeNo } = await place();
    world.channel.pay(outTradeNo);
    const { signed_text } = await rehearse(`\n  ${world.channel.notifyBody(outTradeNo, { subject: '课程 & 咖啡' })}\n`);
    const names = signed_text?.split('&').map((pair) => pair.split('=')[0]?.trim());
    expect(signed_text).toMatch(/^app_id=2021000000000001&/);
    expect(signed_text).toContain('subject=课程 & 咖啡');
    expect(names).not.toContain('sign');
    expect(names).not.toContain('sign_type');
    expect((await rehearse('a=1&a=2')).signed_text).toBeNull();
  });

  test.each([undefined, null, '', 7, 'x'.repeat(65_537)])('is not one when the text is %p', async (raw) => {
    const { http, body } = await post(raw);
    expect([400, 413]).toContain(http);
    if (http === 400) expect(body.fields?.map(({ field }) => field)).toEqual(['raw']);
  });
});
