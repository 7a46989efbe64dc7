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

type About = Pick<GatewayCall, 'method' | 'outTradeNo' | 'outRequestNo'>;
type Ending = Pick<GatewayCall, 'outcome' | 'cause'>;

/**
 * A channel whose calls about one order are written down when they are over. It stands around every channel of the
 * product, so that no caller can forget; what it does not write down passes through: links and notifies are no calls of
 * ours and come by the thousand, and a bill is about no order (`luffy_bill` tells of it).
 */
export class RecordedChannel extends PaymentChannel {
  readonly name: PaymentChannel['name'];

  constructor(
    private readonly channel: PaymentChannel,
    private readonly calls: Pick<GatewayCallService, 'keep'>,
    private readonly clock: Clock,
  ) {
    super();
    this.name = channel.name;
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

  override query(outTradeNo: string): Promise<TradeState> {
    const about = { method: 'query', outTradeNo, outRequestNo: null } as const;
    return this.#recorded(about, () => this.channel.query(outTradeNo));
  }

  override close(outTradeNo: string): Promise<CloseOutcome> {
    const about = { method: 'close', outTradeNo, outRequestNo: null } as const;
    return this.#recorded(about, () => this.channel.close(outTradeNo));
  }

  override refund(request: RefundRequest): Promise<RefundOutcome> {
    const { outTradeNo, outRequestNo } = request;
    return this.#recorded({ method: 'refund', outTradeNo, outRequestNo }, () => this.channel.refund(request));
  }

  override queryRefund(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): Promise<RefundState> {
    const { outTradeNo, outRequestNo } = request;
    return this.#recorded({ method: 'queryRefund', outTradeNo, outRequestNo }, () => this.channel.queryRefund(request));
  }

  async #recorded<Outcome extends { kind: Ending['outcome']; cause?: string }>(
    about: About,
    call: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const askedAt = this.clock.now();
    // A length of time, not a moment: our clock follows the database's and may be set while the call is out.
    const startMs = performance.now();
    const keep = (ending: Ending): Promise<void> =>
      this.calls.keep({
        channel: this.name,
        ...about,
        ...ending,
        askedAt,
        tookMs: Math.round(performance.now() - startMs),
      });
    try {
      const outcome = await call();
      await keep({ outcome: outcome.kind, cause: outcome.cause ?? null });
      return outcome;
    } catch (error) {
      // No channel throws for what a provider does. Where one does all the same, nobody knows whether it was asked.
      await keep({ outcome: 'unknown', cause: error instanceof Error ? error.name : 'threw' });
      throw error;
    }
  }
}
