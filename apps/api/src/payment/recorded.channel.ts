import { performance } from 'node:perf_hooks';

import {
  type BillOutcome,
  type CloseOutcome,
  type NotifyReading,
  PaymentChannel,
  type PayUrlRequest,
  type RawNotify,
  type RefundOutcome,
  type RefundRequest,
  type RefundState,
  type ReturnReading,
  type TradeState,
} from '@luffy/ipay';

import type { Clock } from '../platform/clock.js';
import type { GatewayCall } from './gateway-call.entity.js';
import type { GatewayCallService } from './gateway-call.service.js';

type Asked = Pick<GatewayCall, 'method' | 'outTradeNo' | 'outRequestNo'>;
type Outcome = TradeState | CloseOutcome | RefundOutcome | RefundState;

/**
 * A channel every call of which is written down once its answer is there. It stands around the channel itself, so that no
 * caller can forget. What is signed or read without a network, and a day's bill, are about no call of one order.
 */
export class RecordedChannel extends PaymentChannel {
  readonly name: PaymentChannel['name'];

  constructor(
    private readonly channel: PaymentChannel,
    private readonly calls: GatewayCallService,
    private readonly clock: Clock,
  ) {
    super();
    this.name = channel.name;
  }

  override query(outTradeNo: string): Promise<TradeState> {
    return this.#recorded({ method: 'query', outTradeNo, outRequestNo: null }, () => this.channel.query(outTradeNo));
  }

  override close(outTradeNo: string): Promise<CloseOutcome> {
    return this.#recorded({ method: 'close', outTradeNo, outRequestNo: null }, () => this.channel.close(outTradeNo));
  }

  override refund(request: RefundRequest): Promise<RefundOutcome> {
    const { outTradeNo, outRequestNo } = request;
    return this.#recorded({ method: 'refund', outTradeNo, outRequestNo }, () => this.channel.refund(request));
  }

  override queryRefund(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): Promise<RefundState> {
    const { outTradeNo, outRequestNo } = request;
    return this.#recorded({ method: 'queryRefund', outTradeNo, outRequestNo }, () => this.channel.queryRefund(request));
  }

  override payUrl(request: PayUrlRequest): Promise<string> {
    return this.channel.payUrl(request);
  }

  override readNotify(raw: RawNotify): NotifyReading {
    return this.channel.readNotify(raw);
  }

  override signedTextOf(raw: RawNotify): string | null {
    return this.channel.signedTextOf(raw);
  }

  override readReturn(query: string): ReturnReading {
    return this.channel.readReturn(query);
  }

  override bill(day: string): Promise<BillOutcome> {
    return this.channel.bill(day);
  }

  async #recorded<O extends Outcome>(asked: Asked, call: () => Promise<O>): Promise<O> {
    const askedAt = this.clock.now();
    const startedMs = performance.now();
    const keep = (outcome: Outcome): Promise<void> =>
      this.calls.keep({
        ...asked,
        channel: this.name,
        outcome: outcome.kind,
        cause: 'cause' in outcome ? outcome.cause : null,
        askedAt,
        // The clock may be corrected while the call is out; what was waited is measured beside it.
        tookMs: Math.round(performance.now() - startedMs),
      });
    try {
      const outcome = await call();
      await keep(outcome);
      return outcome;
    } catch (error) {
      // A channel that throws has a bug, and nobody knows what it did: the staff who look must see that it was called.
      await keep({ kind: 'unknown', cause: 'threw' });
      throw error;
    }
  }
}
