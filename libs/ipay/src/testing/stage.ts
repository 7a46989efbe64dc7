import { type Fen, fen } from '@luffy/money';

import type { PayUrlRequest, PaymentChannel, RawNotify } from '../channel.js';

/** A provider with one buyer, as the contract drives it. */
export interface ChannelWorld {
  channel: PaymentChannel;
  /** The provider's clock. */
  now(): Date;
  /** The buyer's browser opens a link; rejects when the provider shows an error page. */
  open(url: string): Promise<void>;
  /** The buyer logs in at the cashier. */
  scan(outTradeNo: string): Promise<void>;
  /** The buyer logs in and pays. */
  pay(outTradeNo: string): Promise<void>;
  /** The newest notify about a trade whose event is this one. */
  notifyAbout(outTradeNo: string, event: 'paid' | 'refund'): Promise<RawNotify>;
  /** Until `recover`, answers to this call cannot be believed. */
  breakDown(call: 'query' | 'close' | 'refund' | 'queryRefund' | 'bill'): Promise<void>;
  recover(): Promise<void>;
  passSeconds(seconds: number): Promise<void>;
  end(): Promise<void>;
}

/** What the contract's payments cost. */
export const TOTAL = fen(9900);

/** What the tests say, in one place. */
export class Stage {
  constructor(
    readonly world: ChannelWorld,
    readonly outTradeNo: string,
  ) {}

  get channel(): PaymentChannel {
    return this.world.channel;
  }

  request(change: Partial<PayUrlRequest> = {}): PayUrlRequest {
    const expiresAt = new Date(this.world.now().getTime() + 1_800_000);
    return {
      outTradeNo: this.outTradeNo,
      totalFen: TOTAL,
      subject: '鲸落课程',
      expiresAt,
      device: 'desktop',
      ...change,
    };
  }

  async opened(change: Partial<PayUrlRequest> = {}): Promise<void> {
    await this.world.open(await this.channel.payUrl(this.request(change)));
  }

  async waiting(): Promise<string> {
    await this.opened();
    await this.world.scan(this.outTradeNo);
    const state = await this.channel.query(this.outTradeNo);
    if (state.kind !== 'waiting') throw new Error(`expected a waiting trade, got ${state.kind}`);
    return state.tradeNo;
  }

  async paid(): Promise<string> {
    await this.opened();
    await this.world.pay(this.outTradeNo);
    const state = await this.channel.query(this.outTradeNo);
    if (state.kind !== 'paid') throw new Error(`expected a paid trade, got ${state.kind}`);
    return state.tradeNo;
  }

  refund(tradeNo: string, outRequestNo: string, refundFen: Fen): ReturnType<PaymentChannel['refund']> {
    return this.channel.refund({ outTradeNo: this.outTradeNo, tradeNo, outRequestNo, refundFen, reason: '不想学了' });
  }

  queryRefund(tradeNo: string, outRequestNo: string): ReturnType<PaymentChannel['queryRefund']> {
    return this.channel.queryRefund({ outTradeNo: this.outTradeNo, tradeNo, outRequestNo });
  }
}
