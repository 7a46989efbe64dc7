import { Injectable } from '@nestjs/common';
import type { RefundOutcome } from '@luffy/ipay';
import { fenFromYuan } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import type { Deed } from '../audit/audit.rule.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import { Payment } from '../payment/payment.entity.js';
import { TradeQueryService } from '../payment/trade-query.service.js';
import { AppError } from '../platform/app-error.js';
import { Database, sqlStateOf } from '../platform/database.js';
import { RefundFinderService } from '../refund/refund-finder.service.js';
import { RefundSenderService } from '../refund/refund-sender.service.js';
import { Refund } from '../refund/refund.entity.js';
import { RefundService } from '../refund/refund.service.js';
import type { DifferenceOutcome } from './bill.state.js';
import { BooksQuery } from './books.query.js';
import type { BillDifference } from './difference.entity.js';

/** What the channel or our books say after the act: the difference is over, it stands, or nobody knows. */
export type Outcome = { kind: 'done'; says: DifferenceOutcome } | { kind: 'stands' | 'unknown'; says: string };

/** What is left to do once the channel was asked: it joins the transaction in which the act is written down. */
export type Act = (tx: EntityManager) => Promise<Outcome>;

const done = (says: DifferenceOutcome): Outcome => ({ kind: 'done', says });
const stands = (says: string): Outcome => ({ kind: 'stands', says });
const unknown = (says: string): Outcome => ({ kind: 'unknown', says });
/** There is nothing left to do. */
const said =
  (outcome: Outcome): Act =>
  () =>
    Promise.resolve(outcome);

/** The one safe thing about each difference. The file alone is never believed: every act asks the channel first. */
@Injectable()
export class DifferenceActService {
  constructor(
    private readonly db: Database,
    private readonly channels: PaymentChannels,
    private readonly trades: TradeQueryService,
    private readonly finder: RefundFinderService,
    private readonly sender: RefundSenderService,
    private readonly refunds: RefundService,
    private readonly books: BooksQuery,
  ) {}

  /** Outside any transaction: asks whom it must ask. `deed` is null where nobody of the staff is at it. */
  plan(difference: BillDifference, deed: Deed | null): Promise<Act> | Act {
    switch (difference.action) {
      case 'settle':
        return this.#settle(difference, deed ? `staff:${deed.staff.id}` : 'bill');
      case 'requery':
        return this.#requery(difference);
      case 'record_refund':
        return this.#recordRefund(difference);
      case 'retry_refund':
        return this.#retryRefund(difference, deed);
      case 'look':
        return said(done('seen'));
      case 'wait':
        return said(stands('waits'));
    }
  }

  /** Asks about a payment that is not paid here. What the channel says goes through `payment.settle`. */
  async #settle({ outTradeNo }: BillDifference, actor: string): Promise<Act> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment) return said(stands('no-payment'));
    if (payment.state === 'succeeded') return said(done(payment.disposition ?? payment.state));
    const answer = await this.channels.get(payment.channel).query(outTradeNo);
    if (answer.kind === 'unknown') return said(unknown(answer.cause));
    return async (tx) => {
      await this.trades.record(tx, outTradeNo, answer, actor);
      const after = await tx.findOneByOrFail(Payment, { outTradeNo });
      return after.state === 'succeeded' ? done(after.disposition ?? after.state) : stands(answer.kind);
    };
  }

  /** Asks about a payment that is paid here and missing in the bill. */
  async #requery({ outTradeNo }: BillDifference): Promise<Act> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment) return said(stands('no-payment'));
    const answer = await this.channels.get(payment.channel).query(outTradeNo);
    switch (answer.kind) {
      case 'unknown':
        return said(unknown(answer.cause));
      case 'paid': {
        const agrees = answer.tradeNo === payment.tradeNo && answer.totalFen === payment.amount;
        return said(agrees ? done('paid') : stands('paid-otherwise'));
      }
      case 'closed': {
        // Closed after it was paid means that all of it was refunded; only our own refunds tell the two apart.
        const refunds = await this.db.manager.findBy(Refund, { paymentId: payment.id, state: 'succeeded' });
        const backFen = refunds.reduce((sum, refund) => sum + refund.amount, 0);
        const isAllBack = answer.tradeNo === payment.tradeNo && backFen === payment.amount;
        return said(isAllBack ? done('refunded') : stands('closed'));
      }
      case 'waiting':
      case 'absent':
        return said(stands(answer.kind));
    }
  }

  /** Asks for a refund that is unknown here, and records it as one made elsewhere. */
  async #recordRefund({ outTradeNo, outRequestNo, theirs }: BillDifference): Promise<Act> {
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo });
    if (!payment || !theirs) return said(stands('no-payment'));
    // A refund that was made without a number has the payment's.
    const number = outRequestNo ?? outTradeNo;
    const tradeNo = theirs.trade_no ?? '';
    const answer = await this.channels.get(payment.channel).queryRefund({ outTradeNo, tradeNo, outRequestNo: number });
    if (answer.kind === 'unknown') return said(unknown(answer.cause));
    if (answer.kind === 'absent') return said(stands('absent'));
    const { refundFen: amountFen } = answer;
    if (amountFen !== fenFromYuan(theirs.amount)) return said(stands('another-amount'));
    return async (tx) => {
      const consoleFen = await this.books.consoleFen(tx, outTradeNo);
      const found = { outRequestNo: number, amountFen, consoleFen };
      const verdict = await this.finder.recordFound(tx, payment.id, found).catch(noRoom);
      return verdict === 'recorded' ? done(verdict) : stands(verdict);
    };
  }

  /** Brings a refund of ours to where the channel is, or the channel to where we are. */
  async #retryRefund({ kind, outRequestNo }: BillDifference, deed: Deed | null): Promise<Act> {
    const refund = await this.db.manager.findOneBy(Refund, { outRequestNo: outRequestNo ?? '' });
    if (!refund || refund.kind === 'external') return said(stands('no-refund'));
    if (kind === 'refund_missing') return said(outcomeOf(await this.sender.assure(refund)));
    const payment = await this.db.manager.findOneByOrFail(Payment, { id: refund.paymentId });
    const { outTradeNo, tradeNo, channel } = payment;
    const request = { outTradeNo, tradeNo: tradeNo ?? '', outRequestNo: refund.outRequestNo };
    const answer = await this.channels.get(channel).queryRefund(request);
    if (answer.kind === 'unknown') return said(unknown(answer.cause));
    if (answer.kind === 'absent') return said(stands('absent'));
    // A failed one is done there all the same: to try it again is a decision of its own, and written down as one.
    if (refund.state === 'failed' && deed) await this.#approve(refund, deed);
    await this.sender.sendNow(refund.outRequestNo);
    const after = await this.db.manager.findOneByOrFail(Refund, { id: refund.id });
    return said(after.state === 'succeeded' ? done('refunded') : stands(after.state));
  }

  async #approve({ outRequestNo }: Refund, { staff, reason }: Deed): Promise<void> {
    const deed: Deed = { staff, act: 'refund_approve', subject: outRequestNo, reason, said: {}, key: undefined };
    await this.refunds.approve({ deed, note: reason ?? undefined });
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
