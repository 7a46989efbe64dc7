import { describe, expect, test } from '@jest/globals';
import { fen } from '@luffy/money';

import { describeChannelContract } from './channel.contract.js';
import { FakeChannel } from './fake.channel.js';

const START = new Date('2026-03-02T14:05:07.250+08:00');

describeChannelContract('the fake channel', () => {
  let now = START;
  const channel = new FakeChannel({ now: () => now });
  return Promise.resolve({
    channel,
    now: () => now,
    open: async () => undefined,
    scan: async (outTradeNo) => void channel.scan(outTradeNo),
    pay: async (outTradeNo) => void channel.pay(outTradeNo),
    notifyAbout: async (outTradeNo) => channel.notify(outTradeNo),
    breakDown: async () => void (channel.mode = 'unknown'),
    recover: async () => void (channel.mode = 'normal'),
    passSeconds: async (seconds) => void (now = new Date(now.getTime() + seconds * 1000)),
    end: async () => undefined,
  });
});

describe('what tests may make the fake channel do', () => {
  const make = async (): Promise<FakeChannel> => {
    const channel = new FakeChannel({ now: () => START });
    await channel.payUrl({
      outTradeNo: 'n1',
      totalFen: fen(9900),
      subject: '课',
      expiresAt: new Date(START.getTime() + 60_000),
      device: 'desktop',
    });
    return channel;
  };

  test('an answer is lost after the work was done', async () => {
    const channel = await make();
    const { tradeNo } = channel.pay('n1');
    channel.failNext('refund', 'unknown-after-doing');
    const request = { outTradeNo: 'n1', tradeNo, outRequestNo: 'r1', refundFen: fen(1), reason: '-' };
    expect(await channel.refund(request)).toMatchObject({ kind: 'unknown' });
    expect(await channel.queryRefund(request)).toEqual({ kind: 'refunded', refundFen: 1 });
  });

  test('one call gets a scripted answer, the next one the truth', async () => {
    const channel = await make();
    channel.answerNext('query', { kind: 'closed', tradeNo: 't' });
    expect(await channel.query('n1')).toEqual({ kind: 'closed', tradeNo: 't' });
    expect(await channel.query('n1')).toEqual({ kind: 'absent' });
    expect(channel.calls.query).toBe(2);
  });

  test('a second trade appears under one number, with its own amount', async () => {
    const channel = await make();
    const first = channel.pay('n1').tradeNo;
    const second = channel.pay('n1', { tradeNo: `${first}9`, totalFen: fen(1) });
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid', tradeNo: second.tradeNo, totalFen: 1 });
  });

  test('money comes late, to a trade that was closed', async () => {
    const channel = await make();
    channel.scan('n1');
    expect(await channel.close('n1')).toEqual({ kind: 'closed' });
    expect(() => channel.pay('n1')).toThrow('closed');
    channel.pay('n1', { paidAt: START });
    expect(await channel.query('n1')).toMatchObject({ kind: 'paid', paidAt: new Date('2026-03-02T14:05:07+08:00') });
  });

  test('a notify of another seller verifies and says so, one of another app does not', async () => {
    const channel = await make();
    channel.pay('n1');
    const foreignSeller = channel.readNotify(channel.notify('n1', { seller_id: '2088000000000002' }));
    expect(foreignSeller).toMatchObject({ kind: 'verified', notify: { sellerIsOurs: false } });
    const foreignApp = channel.readNotify(channel.notify('n1', { app_id: '2021000000000002' }));
    expect(foreignApp).toMatchObject({ kind: 'refused', because: 'app-id', outTradeNo: 'n1' });
  });

  test('the return verifies and carries the number', async () => {
    const channel = await make();
    channel.pay('n1');
    expect(channel.readReturn(`?${channel.returnQuery('n1')}`)).toEqual({ verified: true, outTradeNo: 'n1' });
  });
});
