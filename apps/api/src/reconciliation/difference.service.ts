import { Inject, Injectable, Logger } from '@nestjs/common';
import type { RefundOutcome } from '@luffy/ipay';
import { fenFromYuan } from '@luffy/money';

import { PaymentChannels } from '../payment/payment.channels.js';
import { Payment } from '../payment/payment.entity.js';
import { TradeQueryService } from '../payment/trade-query.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, sqlStateOf } from '../platform/database.js';
import { RefundFinderService } from '../refund/refund-finder.service.js';
import { RefundSenderService } from '../refund/refund-sender.service.js';
import { Refund } from '../refund/refund.entity.js';
import { RefundService } from '../refund/refund.service.js';
import { Bill } from './bill.entity.js';
import { BooksQuery } from './books.query.js';
import { DifferenceBookService } from './difference-book.service.js';
import { BillDifference } from './difference.entity.js';
import { ReconciliationService } from './reconciliation.service.js';

/** What the channel or our books say after the act: the difference is over, it stands, or nobody knows. */
type Outcome = { kind: 'done' | 'stands' | 'unknown'; says: string };

const done = (says: string): Outcome => ({ kind: 'done', says });
const stands = (says: string): Outcome => ({ kind: 'stands', says });
const unknown = (says: string): Outcome => ({ kind: 'unknown', says });

/** What needs no person: the channel is asked, and money enters or leaves our books by the doors they have. */
const BY_ITSELF = ['settle', 'record_refund'];
const AT_ONCE = 200;

/** Does the one safe thing about a difference. The file alone is never believed: every act asks the channel first. */
@Injectable()
export class DifferenceService {
  readonly #logger = new Logger('reconciliation');

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly channels: PaymentChannels,
    private readonly trades: TradeQueryService,
    private readonly finder: RefundFinderService,
    private readonly sender: RefundSenderService,
    private readonly refunds: RefundService,
    private readonly books: BooksQuery,
    private readonly book: DifferenceBookService,
    private readonly days: ReconciliationService,
  ) {}

  /**
   * Resolves a difference for a person. Doing it again answers the same.
   * @throws AppError NOT_FOUND, DIFFERENCE_WAITS, DIFFERENCE_STANDS with what the channel says, GATEWAY_UNAVAILABLE
   */
  async resolve(id: number, by: { staffId: number; reason: string }): Promise<BillDifference> {
    const difference = await this.db.manager.findOneBy(BillDifference, { id });
    if (!difference) throw new AppError('NOT_FOUND');
    if (difference.state === 'resolved') return difference;
    if (difference.action === 'wait') throw new AppError('DIFFERENCE_WAITS');
    const outcome = await this.#act(difference, { actor: `staff:${by.staffId}`, ...by });
    if (outcome.kind === 'unknown') throw new AppError('GATEWAY_UNAVAILABLE', { says: outcome.says });
    if (outcome.kind === 'stands') throw new AppError('DIFFERENCE_STANDS', { says: outcome.says });
    return this.#close(difference, outcome.says, by);
  }

  /** After a day was read by itself: money that was missed comes in, and refunds made elsewhere are written down. */
  async actByItself(day: string): Promise<void> {
    const due = await this.db.manager
      .createQueryBuilder(BillDifference, 'd')
      .innerJoin(Bill, 'b', 'b.id = d.bill_id')
      .where(`b.day = :day AND d.state = 'open' AND d.action IN (:...acts)`, { day, acts: BY_ITSELF })
      .orderBy('d.id')
      .take(AT_ONCE)
      .getMany();
    for (const difference of due) {
      try {
        await this.#act(difference, { actor: 'bill', staffId: null, reason: '' });
      } catch (error) {
        this.#logger.warn({ difference: difference.id, err: error instanceof Error ? error.message : String(error) });
      }
    }
    if (due.length > 0) await this.days.match(day);
  }

  async #act(
    difference: BillDifference,
    by: { actor: string; staffId: number | null; reason: string },
  ): Promise<Outcome> {
    switch (difference.action) {
      case 'settle':
        return this.#settle(difference, by.actor);
      case 'requery':
        return this.#requery(difference);
      case 'record_refund':
        return this.#recordRefund(difference);
      case 'retry_refund':
        return this.#retryRefund(difference, by);
      case 'look':
        return done('seen');
      case 'wait':
        return stands('waits');
    }
  }

  /** Asks about a payment that is not paid here. What the channel says goes through `payment.settle`. */
  async #settle({ outTradeNo }: BillDifference, actor: string): Promise<Outcome> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment) return stands('no-payment');
    const answer = payment.state === 'succeeded' ? null : await this.trades.ask(payment, actor);
    if (answer?.kind === 'unknown') return unknown(answer.cause);
    const after = await this.db.manager.findOneByOrFail(Payment, { outTradeNo });
    return after.state === 'succeeded' ? done(after.disposition ?? 'succeeded') : stands(answer?.kind ?? after.state);
  }

  /** Asks about a payment that is paid here and missing in the bill. */
  async #requery({ outTradeNo }: BillDifference): Promise<Outcome> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment) return stands('no-payment');
    const answer = await this.channels.get(payment.channel).query(outTradeNo);
    switch (answer.kind) {
      case 'unknown':
        return unknown(answer.cause);
      case 'paid': {
        const agrees = answer.tradeNo === payment.tradeNo && answer.totalFen === payment.amount;
        return agrees ? done('paid') : stands('paid-otherwise');
      }
      case 'closed': {
        // Closed after it was paid means that all of it was refunded; only our own refunds tell the two apart.
        const refunds = await this.db.manager.findBy(Refund, { paymentId: payment.id, state: 'succeeded' });
        const backFen = refunds.reduce((sum, refund) => sum + refund.amount, 0);
        return answer.tradeNo === payment.tradeNo && backFen === payment.amount ? done('refunded') : stands('closed');
      }
      case 'waiting':
      case 'absent':
        return stands(answer.kind);
    }
  }

  /** Asks for a refund that is unknown here, and records it as one made elsewhere. */
  async #recordRefund({ outTradeNo, outRequestNo, theirs }: BillDifference): Promise<Outcome> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment || !theirs) return stands('no-payment');
    // A refund that was made without a number has the payment's.
    const number = outRequestNo ?? outTradeNo;
    const tradeNo = theirs.trade_no ?? '';
    const answer = await this.channels.get(payment.channel).queryRefund({ outTradeNo, tradeNo, outRequestNo: number });
    if (answer.kind === 'unknown') return unknown(answer.cause);
    if (answer.kind === 'absent') return stands('absent');
    if (answer.refundFen !== fenFromYuan(theirs.amount)) return stands('another-amount');
    const consoleFen = await this.books.consoleFen(this.db.manager, outTradeNo);
    const found = { outRequestNo: number, amountFen: answer.refundFen, consoleFen };
    const verdict = await this.finder.recordFound(payment.id, found).catch(noRoom);
    return verdict === 'recorded' ? done(verdict) : stands(verdict);
  }

  /** Brings a refund of ours to where the channel is, or the channel to where we are. */
  async #retryRefund(
    { kind, outRequestNo }: BillDifference,
    by: { staffId: number | null; reason: string },
  ): Promise<Outcome> {
    const refund = await this.db.manager.findOneBy(Refund, { outRequestNo: outRequestNo ?? '' });
    if (!refund || refund.kind === 'external') return stands('no-refund');
    if (kind === 'refund_missing') return outcomeOf(await this.sender.assure(refund));
    const payment = await this.db.manager.findOneByOrFail(Payment, { id: refund.paymentId });
    const { outTradeNo, tradeNo, channel } = payment;
    const request = { outTradeNo, tradeNo: tradeNo ?? '', outRequestNo: refund.outRequestNo };
    const answer = await this.channels.get(channel).queryRefund(request);
    if (answer.kind === 'unknown') return unknown(answer.cause);
    if (answer.kind === 'absent') return stands('absent');
    if (refund.state === 'failed' && by.staffId !== null) {
      const decision = { outRequestNo: refund.outRequestNo, staffId: by.staffId, note: by.reason };
      await this.refunds.approve(decision);
    }
    await this.sender.sendNow(refund.outRequestNo);
    const after = await this.db.manager.findOneByOrFail(Refund, { id: refund.id });
    return after.state === 'succeeded' ? done('refunded') : stands(after.state);
  }

  async #close(
    { id, billId }: BillDifference,
    says: string,
    by: { staffId: number; reason: string },
  ): Promise<BillDifference> {
    const { day } = await this.db.manager.findOneByOrFail(Bill, { id: billId });
    await this.db.tx(async (tx) => {
      const bill = await tx.findOneOrFail(Bill, { where: { id: billId }, lock: { mode: 'pessimistic_write' } });
      const change = { state: 'resolved', outcome: says, resolvedAt: this.clock.now() } as const;
      await tx.update(BillDifference, { id, state: 'open' }, { ...change, resolvedBy: by.staffId, reason: by.reason });
      if (bill.reason === null) await this.book.recolour(tx, bill, await this.book.open(tx, bill));
    });
    // The act may have changed more of our books than this one difference.
    await this.days.match(day);
    return this.db.manager.findOneByOrFail(BillDifference, { id });
  }
}

function outcomeOf(outcome: RefundOutcome): Outcome {
  switch (outcome.kind) {
    case 'refunded':
    case 'processing':
      return done(outcome.kind);
    case 'later':
    case 'unknown':
      return unknown(outcome.cause);
    case 'refused':
      return stands(outcome.cause);
  }
}

/** A refund of ours on its way holds the room: the table's sum said so. */
function noRoom(error: unknown): never {
  throw sqlStateOf(error) === '23514' ? new AppError('REFUND_EXCEEDS') : error;
}
