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
import type { GatewayCall, GatewayMethod } from './gateway-call.entity.js';

/** Keeps a call. Whatever goes wrong with that must stay there: the money does not wait for its record. */
export type KeepCall = (call: Omit<GatewayCall, 'id'>) => Promise<void>;

/** What every answer has in common; `cause` where it says why. */
type Told = { kind: string; cause?: string };
type Named = Pick<GatewayCall, 'outTradeNo'> & { outRequestNo?: string };

/** A channel whose answers about payments are written down, each after it came. Stands before every real channel. */
export class RecordedChannel extends PaymentChannel {
  readonly name: PaymentChannel['name'];

  constructor(
    private readonly inner: PaymentChannel,
    private readonly clock: Clock,
    private readonly keep: KeepCall,
  ) {
    super();
    this.name = inner.name;
  }

  override payUrl(request: PayUrlRequest): Promise<string> {
    return this.inner.payUrl(request);
  }

  override readNotify(raw: RawNotify): NotifyReading {
    return this.inner.readNotify(raw);
  }

  override signedTextOf(raw: RawNotify): string | null {
    return this.inner.signedTextOf(raw);
  }

  override readReturn(query: string): ReturnReading {
    return this.inner.readReturn(query);
  }

  override bill(day: string): Promise<BillOutcome> {
    return this.inner.bill(day);
  }

  override query(outTradeNo: string): Promise<TradeState> {
    return this.#recorded('query', { outTradeNo }, () => this.inner.query(outTradeNo));
  }

  override close(outTradeNo: string): Promise<CloseOutcome> {
    return this.#recorded('close', { outTradeNo }, () => this.inner.close(outTradeNo));
  }

  override refund(request: RefundRequest): Promise<RefundOutcome> {
    return this.#recorded('refund', request, () => this.inner.refund(request));
  }

  override queryRefund(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): Promise<RefundState> {
    return this.#recorded('refund_query', request, () => this.inner.queryRefund(request));
  }

  async #recorded<Outcome extends Told>(
    method: GatewayMethod,
    { outTradeNo, outRequestNo }: Named,
    ask: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const askedAt = this.clock.now();
    const keep = (told: Told): Promise<void> =>
      this.keep({
        channel: this.name,
        method,
        outTradeNo,
        outRequestNo: outRequestNo ?? null,
        outcome: told.kind,
        cause: told.cause === undefined ? null : printable(told.cause),
        askedAt,
        // The clock may be corrected while a call is under way.
        tookMs: Math.max(0, this.clock.now().getTime() - askedAt.getTime()),
      });
    try {
      const outcome = await ask();
      await keep(outcome);
      return outcome;
    } catch (error) {
      // A channel that throws has a fault, and nobody knows what it did: those who look must see that it was asked.
      await keep({ kind: 'unknown', cause: 'threw' });
      throw error;
    }
  }
}

const CAUSE_LENGTH = 256;

/** A cause may hold a word of the channel's own; a table takes no NUL, and a page no line of control characters. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').slice(0, CAUSE_LENGTH);
