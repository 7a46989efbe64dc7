import { Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import type { EntityManager } from 'typeorm';

import { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import { Payment } from '../payment/payment.entity.js';
import { TradeQueryService } from '../payment/trade-query.service.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';

/** Stands by while an order is closed, in the same transaction: for whoever must write down what it changed. */
export type Witness = (tx: EntityManager, order: Order, close: () => Promise<void>) => Promise<void>;

export interface Closing {
  because: 'cancelled' | 'timed_out';
  actor: string;
  witness?: Witness | undefined;
}

/** @throws AppError ORDER_PAID, ORDER_CLOSED */
export function refuseUnlessWaiting(order: Order): void {
  if (order.orderStatus === ORDER_STATUS.paid) throw new AppError('ORDER_PAID');
  if (order.orderStatus !== ORDER_STATUS.unpaid) throw new AppError('ORDER_CLOSED');
}

/** `paid`: money was there first and the order is paid. `unknown`: the channel does not say, nothing was changed. */
export type CloseOrderOutcome = 'closed' | 'paid' | 'unknown';

/** `disputed`: the channel says paid, but not what we asked for; staff have an alert. */
type Ending = 'ended' | 'paid' | 'disputed' | 'unknown';

/** Ends unpaid orders: at the channel first, and here only when nobody can pay any more. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly db: Database,
    private readonly channels: PaymentChannels,
    private readonly orders: OrderService,
    private readonly trades: TradeQueryService,
  ) {}

  /** @throws AppError ORDER_NOT_FOUND, ORDER_PAID, ORDER_CLOSED, GATEWAY_UNAVAILABLE */
  async cancel(order: Order | null, actor: string, witness?: Witness): Promise<void> {
    if (!order) throw new AppError('ORDER_NOT_FOUND');
    refuseUnlessWaiting(order);
    const outcome = await this.close(order.id, { because: 'cancelled', actor, witness });
    if (outcome === 'paid') throw new AppError('ORDER_PAID');
    if (outcome === 'unknown') throw new AppError('GATEWAY_UNAVAILABLE');
  }

  async close(orderId: number, closing: Closing): Promise<CloseOrderOutcome> {
    const open = (await this.#openPayments(this.db.manager, orderId)).map((payment) => payment.outTradeNo);
    for (const outTradeNo of open) {
      const ending = await this.#end(outTradeNo, closing.actor);
      if (ending === 'paid' || ending === 'unknown') return ending;
      // Wrong money blocks a student's cancel, since nobody may throw it away; the deadline passes over it.
      if (ending === 'disputed' && closing.because === 'cancelled') return 'unknown';
    }
    return this.db.tx((tx) => this.#closeHere(tx, orderId, closing, open));
  }

  async #closeHere(
    tx: EntityManager,
    orderId: number,
    closing: Closing,
    ended: readonly string[],
  ): Promise<CloseOrderOutcome> {
    const order = await this.orders.lock(tx, orderId);
    if (order.orderStatus === ORDER_STATUS.paid) return 'paid';
    if (order.orderStatus !== ORDER_STATUS.unpaid) return 'closed';
    const open = await this.#openPayments(tx, orderId);
    if (open.some((payment) => !ended.includes(payment.outTradeNo))) return 'unknown'; // opened while we asked
    const close = (): Promise<void> => this.orders.close(tx, order, closing);
    await (closing.witness ? closing.witness(tx, order, close) : close());
    return 'closed';
  }

  /** Closes one payment at its channel. A trade that does not exist there ends the order, not the payment. */
  async #end(outTradeNo: string, actor: string): Promise<Ending> {
    const payment = await this.db.manager.findOneByOrFail(Payment, { outTradeNo });
    const outcome = await this.channels.get(payment.channel).close(outTradeNo);
    switch (outcome.kind) {
      case 'absent':
        return 'ended';
      case 'unknown':
        return 'unknown';
      case 'closed':
        await this.db.tx((tx) => this.trades.record(tx, outTradeNo, { kind: 'closed', tradeNo: '' }, actor));
        return 'ended';
      case 'not-waiting':
        return this.#learnEnding(payment, actor);
    }
  }

  /** Paid or closed before we came: the query says which. */
  async #learnEnding(payment: Payment, actor: string): Promise<Ending> {
    const answer = await this.trades.ask(payment, actor);
    switch (answer.kind) {
      case 'closed':
      case 'absent':
        return 'ended';
      case 'waiting':
      case 'unknown':
        return 'unknown';
      case 'paid': {
        const { state } = await this.db.manager.findOneByOrFail(Payment, { id: payment.id });
        return state === 'succeeded' ? 'paid' : 'disputed';
      }
    }
  }

  openPayments(orderId: number): Promise<Payment[]> {
    return this.#openPayments(this.db.manager, orderId);
  }

  /** Payments that somebody could still pay, as far as we know. */
  async #openPayments(tx: EntityManager, orderId: number): Promise<Payment[]> {
    const payments = await tx.find(Payment, { where: { orderId }, order: { id: 'ASC' } });
    return payments.filter((payment) => payment.state === 'waiting' || payment.state === 'unknown');
  }
}
