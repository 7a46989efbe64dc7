import { expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { beijingText } from '../alipay/alipay.wire.js';
import type { Stage } from './stage.js';

/** What every channel promises of its bills. */
export function bills(use: () => Stage): void {
  const dayOf = (at: Date): string => beijingText(at).slice(0, 10);

  test('is a zip once the day is over, and the same one every time', async () => {
    const stage = use();
    const tradeNo = await stage.paid();
    await stage.refund(tradeNo, 'r1', fen(100));
    const state = await stage.channel.query(stage.outTradeNo);
    if (state.kind !== 'paid') throw new Error('not paid');
    await stage.world.passSeconds(86_400);
    const bill = await stage.channel.bill(dayOf(state.paidAt));
    if (bill.kind !== 'bill') throw new Error(`no bill: ${bill.kind}`);
    expect(Buffer.from(bill.zip.subarray(0, 4)).toString('latin1')).toBe('PK\u0003\u0004');
    expect((await stage.channel.bill(dayOf(state.paidAt))).kind).toBe('bill');
  });

  test('is not ready while the day lasts, nor before it begins', async () => {
    const stage = use();
    await stage.paid();
    const tomorrow = new Date(stage.world.now().getTime() + 86_400_000);
    expect(await stage.channel.bill(dayOf(stage.world.now()))).toEqual({ kind: 'not-ready' });
    expect(await stage.channel.bill(dayOf(tomorrow))).toEqual({ kind: 'not-ready' });
  });

  test('is empty for a day on which nobody paid', async () => {
    const stage = use();
    await stage.waiting();
    await stage.world.passSeconds(2 * 86_400);
    const yesterday = new Date(stage.world.now().getTime() - 86_400_000);
    expect(await stage.channel.bill(dayOf(yesterday))).toEqual({ kind: 'empty' });
  });
}
