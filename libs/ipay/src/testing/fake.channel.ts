import { type Fen, addFen, yuanFromFen } from '@luffy/money';

import { readNotify, readReturn, signedTextOf } from '../alipay/alipay.notify.js';
import { beijingText } from '../alipay/alipay.wire.js';
import {
  type CloseOutcome,
  type NotifyReading,
  type PayUrlRequest,
  PaymentChannel,
  type RawNotify,
  type RefundOutcome,
  type RefundRequest,
  type RefundState,
  type ReturnReading,
  type TradeState,
} from '../channel.js';
import {
  type FakeFields,
  type FakeTrade,
  fakeRules,
  notifyFields,
  refundedOf,
  returnFields,
  signedForm,
} from './fake.notify.js';

/** The calls that go to the provider. */
export type FakeCall = 'query' | 'close' | 'refund' | 'queryRefund';

/** `unknown`: never arrives. `unknown-after-doing`: is done, and the answer is lost. */
export type FakeMode = 'normal' | 'unknown' | 'unknown-after-doing';

interface Outcomes {
  query: TradeState;
  close: CloseOutcome;
  refund: RefundOutcome;
  queryRefund: RefundState;
}

export interface FakeChannelOptions {
  now: () => Date;
  appId?: string;
  sellerId?: string;
}

export interface FakePayment {
  /** Another number than the trade has: a second trade under the same merchant number. */
  tradeNo?: string;
  /** Another amount than the link said. */
  totalFen?: Fen;
  paidAt?: Date;
}

const NOTIFY_CONTENT_TYPE = 'application/x-www-form-urlencoded; text/html; charset=UTF-8';

/**
 * A payment provider in memory that keeps the promises of `PaymentChannel`, with verbs for what buyers do and switches
 * for what goes wrong. Its notifies have Alipay's fields and run through the same reading; an HMAC stands in for RSA.
 */
export class FakeChannel extends PaymentChannel {
  readonly name = 'alipay';
  readonly appId: string;
  readonly sellerId: string;
  /** How often each method was called since the start. */
  readonly calls = { payUrl: 0, readNotify: 0, query: 0, close: 0, refund: 0, queryRefund: 0 };
  /** How every provider call behaves until it is set again. */
  mode: FakeMode = 'normal';
  /** Awaited inside every provider call before it does anything: the place to race or to look. */
  onCall: (call: FakeCall) => void | Promise<void> = () => undefined;

  readonly #now: () => Date;
  readonly #pages = new Map<string, PayUrlRequest>();
  readonly #trades = new Map<string, FakeTrade>();
  readonly #scripted: { call: FakeCall; answer: FakeMode | Outcomes[FakeCall] }[] = [];
  #serial = 0;

  constructor(options: FakeChannelOptions) {
    super();
    this.#now = options.now;
    this.appId = options.appId ?? '2021000000000001';
    this.sellerId = options.sellerId ?? '2088000000000001';
  }

  override payUrl(request: PayUrlRequest): Promise<string> {
    this.calls.payUrl += 1;
    this.#pages.set(request.outTradeNo, request);
    const query = new URLSearchParams({
      out_trade_no: request.outTradeNo,
      total_amount: yuanFromFen(request.totalFen),
    });
    return Promise.resolve(`https://cashier.fake.test/${request.device}?${query.toString()}`);
  }

  override readNotify(raw: RawNotify): NotifyReading {
    this.calls.readNotify += 1;
    return readNotify(raw, fakeRules(this));
  }

  override signedTextOf(raw: RawNotify): string | null {
    return signedTextOf(raw);
  }

  override readReturn(query: string): ReturnReading {
    return readReturn(query, fakeRules(this));
  }

  override query(outTradeNo: string): Promise<TradeState> {
    return this.#answer('query', (): TradeState => {
      const trade = this.#current(outTradeNo);
      if (!trade) return { kind: 'absent' };
      if (trade.status !== 'paid' || !trade.paidAt) {
        return { kind: trade.status === 'waiting' ? 'waiting' : 'closed', tradeNo: trade.tradeNo };
      }
      const { tradeNo, totalFen, paidAt, buyerId } = trade;
      return { kind: 'paid', outTradeNo, tradeNo, totalFen, paidAt, buyerId };
    });
  }

  override close(outTradeNo: string): Promise<CloseOutcome> {
    return this.#answer('close', (): CloseOutcome => {
      const trade = this.#current(outTradeNo);
      if (!trade) return { kind: 'absent' };
      if (trade.status !== 'waiting') return { kind: 'not-waiting' };
      trade.status = 'closed';
      return { kind: 'closed' };
    });
  }

  override refund(request: RefundRequest): Promise<RefundOutcome> {
    return this.#answer('refund', (): RefundOutcome => {
      const refused = (cause: string): RefundOutcome => ({ kind: 'refused', cause });
      const trade = this.#current(request.outTradeNo);
      if (!trade || trade.tradeNo !== request.tradeNo) return refused('ACQ.TRADE_NOT_EXIST');
      const before = trade.refunds.find((refund) => refund.outRequestNo === request.outRequestNo);
      if (before) {
        return before.refundFen === request.refundFen
          ? { kind: 'processing' }
          : refused('ACQ.DISCORDANT_REPEAT_REQUEST');
      }
      if (trade.status !== 'paid') return refused('ACQ.TRADE_STATUS_ERROR');
      const sum = addFen(refundedOf(trade), request.refundFen);
      if (request.refundFen <= 0 || sum > trade.totalFen) return refused('ACQ.REASON_TRADE_REFUND_FEE_ERR');
      trade.refunds.push({ outRequestNo: request.outRequestNo, refundFen: request.refundFen, at: this.#now() });
      if (sum === trade.totalFen) trade.status = 'closed';
      return { kind: 'refunded' };
    });
  }

  override queryRefund(request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>): Promise<RefundState> {
    return this.#answer('queryRefund', (): RefundState => {
      const refunds = this.#current(request.outTradeNo)?.refunds ?? [];
      const refund = refunds.find((candidate) => candidate.outRequestNo === request.outRequestNo);
      return refund ? { kind: 'refunded', refundFen: refund.refundFen } : { kind: 'absent' };
    });
  }

  /** The next `times` calls of one method behave so, whatever `mode` says. */
  failNext(call: FakeCall, how: Exclude<FakeMode, 'normal'> = 'unknown', times = 1): void {
    for (let left = times; left > 0; left -= 1) this.#scripted.push({ call, answer: how });
  }

  /** The next call of one method answers this and does nothing. */
  answerNext<C extends FakeCall>(call: C, answer: Outcomes[C]): void {
    this.#scripted.push({ call, answer });
  }

  /** The buyer logs in at the cashier: from now on there is a trade. @throws Error when the page is not payable. */
  scan(outTradeNo: string): FakeTrade {
    const trade = this.#current(outTradeNo);
    if (trade) {
      if (trade.status === 'closed') throw new Error(`the trade of ${outTradeNo} is closed`);
      return trade;
    }
    const page = this.#pages.get(outTradeNo);
    if (!page) throw new Error(`no link was made for ${outTradeNo}`);
    if (this.#now() > page.expiresAt) throw new Error(`the page of ${outTradeNo} has expired`);
    return this.#create(page);
  }

  /**
   * The buyer logs in and pays. With another `tradeNo` it is a second trade under the same number. With a `paidAt`
   * neither the deadline nor an earlier close is looked at: a provider that forgot them, for late payments.
   * @throws Error when the page is not payable or the trade is paid already.
   */
  pay(outTradeNo: string, how: FakePayment = {}): FakeTrade {
    const page = this.#pages.get(outTradeNo);
    const known = this.#trades.get(outTradeNo);
    if (known && how.tradeNo !== undefined && known.tradeNo !== how.tradeNo) this.#trades.delete(outTradeNo);
    const trade = how.paidAt && page ? (this.#trades.get(outTradeNo) ?? this.#create(page)) : this.scan(outTradeNo);
    if (how.paidAt && trade.status === 'closed' && !trade.paidAt) trade.status = 'waiting';
    if (trade.status !== 'waiting') throw new Error(`the trade of ${outTradeNo} is ${trade.status}`);
    trade.status = 'paid';
    trade.tradeNo = how.tradeNo ?? trade.tradeNo;
    trade.totalFen = how.totalFen ?? trade.totalFen;
    trade.paidAt = wholeSeconds(how.paidAt ?? this.#now());
    return trade;
  }

  /** The provider closes an unpaid trade by itself. */
  expire(outTradeNo: string): void {
    const trade = this.#trades.get(outTradeNo);
    if (trade?.status === 'waiting') trade.status = 'closed';
  }

  /** The provider's book of one payment; undefined before anybody logged in. */
  tradeOf(outTradeNo: string): Readonly<FakeTrade> | undefined {
    return this.#current(outTradeNo);
  }

  /**
   * A signed notify about the trade as it stands, as a form. Overrides are signed as well: such a notify verifies and
   * then disagrees. An undefined one leaves the field out. What must not verify is altered in the text afterwards.
   */
  notifyBody(outTradeNo: string, overrides: FakeFields = {}): string {
    const trade = this.#known(outTradeNo);
    const subject = this.#pages.get(outTradeNo)?.subject ?? '-';
    this.#serial += 1;
    const fields = notifyFields(trade, this, { subject, now: this.#now(), serial: this.#serial });
    return signedForm({ ...fields, ...overrides });
  }

  /** The same with the content type that Alipay sends, malformed as it is. */
  notify(outTradeNo: string, overrides: FakeFields = {}): RawNotify {
    return { body: this.notifyBody(outTradeNo, overrides), contentType: NOTIFY_CONTENT_TYPE };
  }

  /** The signed query with which the browser comes back. */
  returnQuery(outTradeNo: string): string {
    return signedForm(returnFields(this.#known(outTradeNo), this, this.#now()));
  }

  async #answer<C extends FakeCall>(
    call: C,
    work: () => Outcomes[C],
  ): Promise<Outcomes[C] | { kind: 'unknown'; cause: string }> {
    this.calls[call] += 1;
    await this.onCall(call);
    const next = this.#scripted.findIndex((script) => script.call === call);
    const script = next < 0 ? undefined : this.#scripted.splice(next, 1)[0]?.answer;
    if (typeof script === 'object') return script as Outcomes[C];
    const mode = script ?? this.mode;
    if (mode === 'unknown') return { kind: 'unknown', cause: 'timeout' };
    const outcome = work();
    return mode === 'unknown-after-doing' ? { kind: 'unknown', cause: 'timeout' } : outcome;
  }

  #create(page: PayUrlRequest): FakeTrade {
    this.#serial += 1;
    const day = beijingText(this.#now()).slice(0, 10).replaceAll('-', '');
    const trade: FakeTrade = {
      outTradeNo: page.outTradeNo,
      tradeNo: `${day}22001${String(this.#serial).padStart(15, '0')}`,
      totalFen: page.totalFen,
      status: 'waiting',
      paidAt: null,
      buyerId: '2088000000009999',
      refunds: [],
    };
    this.#trades.set(page.outTradeNo, trade);
    return trade;
  }

  /** The trade after the deadline did its work. */
  #current(outTradeNo: string): FakeTrade | undefined {
    const trade = this.#trades.get(outTradeNo);
    const page = this.#pages.get(outTradeNo);
    if (trade?.status === 'waiting' && page && this.#now() > page.expiresAt) trade.status = 'closed';
    return trade;
  }

  #known(outTradeNo: string): FakeTrade {
    const trade = this.#current(outTradeNo);
    if (!trade) throw new Error(`nobody logged in for ${outTradeNo}: the provider knows nothing to tell`);
    return trade;
  }
}

/** The wire has no parts of a second. */
const wholeSeconds = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1000) * 1000);
