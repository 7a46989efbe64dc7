import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Plan } from '../order/order-act.service.js';
import type { Order } from '../order/order.entity.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { decideConfirmation, type Word, wordText } from './confirm.rule.js';
import { PaymentChannels } from './payment.channels.js';
import { Payment } from './payment.entity.js';
import { PaymentService } from './payment.service.js';
import { TradeQueryService } from './trade-query.service.js';

/** What staff may do about the payments of an order. The channel is always asked first. */
@Injectable()
export class PaymentPlanService {
  constructor(
    private readonly db: Database,
    private readonly channels: PaymentChannels,
    private readonly payments: PaymentService,
    private readonly trades: TradeQueryService,
  ) {}

  /** Asks the channel for every payment of the order and records what it says, as the sweep would. */
  requery(staff: StaffMember, order: Order): Plan {
    return async () => {
      const words = await this.#ask(order);
      return async (tx) => {
        for (const { outTradeNo, answer } of words)
          await this.trades.record(tx, outTradeNo, answer, `staff:${staff.id}`);
        return Object.fromEntries(words.map((word) => [`channel ${word.outTradeNo}`, wordText(word)]));
      };
    };
  }

  /** The order was paid by this trade, and the channel says so too. @throws AppError GATEWAY_DISAGREES, GATEWAY_UNAVAILABLE */
  confirmPaid(staff: StaffMember, order: Order, tradeNo: string): Plan {
    return async () => {
      const words = await this.#ask(order);
      const decision = decideConfirmation(words, tradeNo);
      if (decision.kind === 'silent') throw new AppError('GATEWAY_UNAVAILABLE');
      if (decision.kind === 'disagrees') throw disagreement(words);
      return (tx) => this.#settle(tx, words, decision.outTradeNo, `staff:${staff.id}`);
    };
  }

  /** By the channel's report, not by what was typed: its amount, its time. */
  async #settle(tx: EntityManager, words: readonly Word[], outTradeNo: string, actor: string): Promise<void> {
    const answer = words.find((word) => word.outTradeNo === outTradeNo)?.answer;
    if (answer?.kind !== 'paid') throw new Error('only a paid trade is settled');
    const verdict = await this.payments.settle(tx, answer, actor);
    // The trade is another payment's, or this payment has another trade: nothing of it is kept.
    if (verdict === 'suspicious' || verdict === 'unknown-order') throw disagreement(words);
  }

  async #ask(order: Order): Promise<Word[]> {
    const payments = await this.db.manager.find(Payment, { where: { orderId: order.id }, order: { id: 'ASC' } });
    return Promise.all(
      payments.map(async ({ outTradeNo, amount, channel }) => ({
        outTradeNo,
        amountFen: amount,
        answer: await this.channels.get(channel).query(outTradeNo),
      })),
    );
  }
}

const disagreement = (words: readonly Word[]): AppError =>
  new AppError('GATEWAY_DISAGREES', {
    gateway: words.map((word) => ({ out_trade_no: word.outTradeNo, says: wordText(word) })),
  });
