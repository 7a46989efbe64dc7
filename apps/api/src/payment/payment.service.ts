import { Inject, Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import type { Device, PaidTrade } from '@luffy/ipay';
import { type Fen, fen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { AlertService } from '../alert/alert.service.js';
import { MessageService } from '../alert/message.service.js';
import { EventService } from '../event/event.service.js';
import type { Order } from '../order/order.entity.js';
import { newOutTradeNo, OrderService } from '../order/order.service.js';
import { canStillBePaid, decideOnPaid } from '../order/order.state.js';
import { AppError } from '../platform/app-error.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { violatedUnique } from '../platform/database.js';
import { PaymentChannels } from './payment.channels.js';
import { Payment } from './payment.entity.js';
import { canBecome, type Disposition, LADDER_SECONDS, type PaymentState } from './payment.state.js';

/** A channel's verified word that money came in. The amount is null where the channel's text is no amount. */
export type MoneyReport = Omit<PaidTrade, 'totalFen'> & { totalFen: Fen | null };

/** What became of a report of money. Only `suspicious` and `unknown-order` leave money outside the books. */
export type SettleVerdict = 'settled' | 'repeat' | 'revived' | 'late' | 'duplicate' | 'suspicious' | 'unknown-order';

/** What a link to the cashier is made of. */
export interface Payable {
  order: Pick<Order, 'outTradeNo' | 'subject' | 'expiresAt'>;
  payment: Pick<Payment, 'channel' | 'outTradeNo' | 'amount'>;
}

interface Locked {
  order: Order;
  payment: Payment;
}

/** Payments of orders: links to the cashier, and the one door through which money comes in. */
@Injectable()
export class PaymentService {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly channels: PaymentChannels,
    private readonly orders: OrderService,
    private readonly events: EventService,
    private readonly alerts: AlertService,
    private readonly messages: MessageService,
  ) {}

  /** Opens the first payment of an order, or a new one with a number of its own when the last was closed. */
  async open(tx: EntityManager, order: Order, outTradeNo: string): Promise<Payment> {
    const channel = this.channels.nameFor(order.payType);
    if (channel === null) throw new AppError('PAY_TYPE_UNAVAILABLE');
    const now = this.clock.now();
    return tx.save(
      Payment,
      tx.create(Payment, {
        orderId: order.id,
        channel,
        outTradeNo,
        amount: order.totalAmount,
        state: 'waiting',
        disposition: null,
        tradeNo: null,
        buyerId: null,
        paidAt: null,
        linkedAt: now,
        askedAt: null,
        nextQueryAt: addSeconds(now, LADDER_SECONDS[0]),
        createdTime: now,
        channelRefunded: fen(0),
        refundConcluded: fen(0),
      }),
    );
  }

  /**
   * Makes a waiting order ready for another link: the same payment, or a new one when the channel closed the last.
   * @throws AppError ORDER_NOT_PAYABLE when it is not waiting, ORDER_EXPIRING when too little time is left
   */
  async relink(tx: EntityManager, orderId: number): Promise<Locked> {
    const order = await this.orders.lock(tx, orderId);
    const now = this.clock.now();
    if (order.orderStatus !== ORDER_STATUS.unpaid || !order.expiresAt) throw new AppError('ORDER_NOT_PAYABLE');
    if (!canStillBePaid(order.expiresAt, now, this.config.ORDER_TTL_SECONDS)) throw new AppError('ORDER_EXPIRING');
    const [last] = await tx.find(Payment, { where: { orderId }, order: { id: 'DESC' }, take: 1 });
    if (last && last.state !== 'closed') {
      const ladder = { linkedAt: now, nextQueryAt: addSeconds(now, LADDER_SECONDS[0]) };
      await tx.update(Payment, { id: last.id }, ladder);
      return { order, payment: Object.assign(last, ladder) };
    }
    const payment = await this.open(tx, order, newOutTradeNo());
    await this.#tell(tx, order, `user:${order.userId}`, 'payment_opened', { out_trade_no: payment.outTradeNo });
    return { order, payment };
  }

  /** Signs a link to the cashier. Local work: whoever calls it has committed the payment before. */
  async link({ order, payment }: Payable, device: Device): Promise<string> {
    if (!order.expiresAt) throw new Error('an order without a deadline has nothing to pay');
    return this.channels.get(payment.channel).payUrl({
      outTradeNo: payment.outTradeNo,
      totalFen: payment.amount,
      subject: order.subject,
      expiresAt: order.expiresAt,
      device,
    });
  }

  /** Locks the order of a payment, then the payment: the one order of locks. Null for a number we do not know. */
  async lockByNumber(tx: EntityManager, outTradeNo: string): Promise<Locked | null> {
    const known = await tx.findOneBy(Payment, { outTradeNo });
    if (!known) return null;
    const order = await this.orders.lock(tx, known.orderId);
    const payment = await tx.findOneOrFail(Payment, { where: { id: known.id }, lock: { mode: 'for_no_key_update' } });
    return { order, payment };
  }

  /**
   * The one door for money. Notify, query, return, bill and staff all end here, in the transaction of the caller.
   * Idempotent: the same report again is `repeat` and changes nothing.
   */
  async settle(tx: EntityManager, report: MoneyReport, actor: string): Promise<SettleVerdict> {
    const locked = await this.lockByNumber(tx, report.outTradeNo);
    if (!locked) return 'unknown-order';
    const { order, payment } = locked;
    const decision =
      report.totalFen === null
        ? 'suspect'
        : decideOnPaid(
            { status: order.orderStatus, stillSellable: await this.#mayRevive(tx, order) },
            { amountFen: payment.amount, tradeNo: payment.tradeNo, disposition: payment.disposition },
            {
              fen: report.totalFen,
              tradeNo: report.tradeNo,
              tradeNoIsFree: await this.#tradeNoIsFree(tx, payment, report.tradeNo),
            },
          );
    switch (decision) {
      case 'suspect':
        await this.suspect(tx, report, actor);
        return 'suspicious';
      case 'repeat':
        return 'repeat';
      case 'settle':
        await this.#succeed(tx, payment, 'applied', report);
        await this.orders.markPaid(tx, order, report, actor);
        return 'settled';
      case 'revive':
        return this.#revive(tx, locked, report, actor);
      case 'refund-duplicate':
        await this.#giveBack(tx, locked, 'duplicate', report, actor);
        return 'duplicate';
      case 'refund-late':
        await this.#giveBack(tx, locked, 'late', report, actor);
        return 'late';
    }
  }

  /** Money that does not agree with our books is staff's to judge; no payment and no order is touched. */
  async suspect(tx: EntityManager, report: MoneyReport, actor: string): Promise<void> {
    await this.alerts.raise(
      tx,
      // A notify acts in the channel's own name; everything else heard it by asking.
      actor === 'alipay' || actor === 'wechat' ? 'notify_suspicious' : 'payment_suspicious',
      report.outTradeNo.slice(0, 64),
      {
        out_trade_no: report.outTradeNo,
        trade_no: report.tradeNo,
        amount_fen: report.totalFen,
        actor,
      },
    );
  }

  /** The channel says how much of a payment it has refunded in all. Only marks it; the refund sweep draws the conclusion. */
  async noticeRefund(tx: EntityManager, payment: Payment, refundedFen: Fen): Promise<void> {
    if (refundedFen <= payment.channelRefunded || refundedFen > payment.amount) return;
    await tx.update(Payment, { id: payment.id }, { channelRefunded: refundedFen });
  }

  /** Moves a payment that has not succeeded; what cannot move stays. */
  async become(
    tx: EntityManager,
    locked: Locked,
    state: Exclude<PaymentState, 'succeeded'>,
    actor: string,
  ): Promise<void> {
    const { order, payment } = locked;
    if (!canBecome(payment.state, state)) return;
    await tx.update(Payment, { id: payment.id }, { state });
    payment.state = state;
    if (state === 'closed') await this.#tell(tx, order, actor, 'payment_closed', { out_trade_no: payment.outTradeNo });
  }

  async #mayRevive(tx: EntityManager, order: Order): Promise<boolean> {
    return order.orderStatus === ORDER_STATUS.timedOut && (await this.orders.isStillSellable(tx, order));
  }

  /** A trade number is nobody's yet, or this payment's own; and a payment has one trade number for ever. */
  async tradeNoFits(tx: EntityManager, payment: Payment, tradeNo: string): Promise<boolean> {
    return (payment.tradeNo ?? tradeNo) === tradeNo && (await this.#tradeNoIsFree(tx, payment, tradeNo));
  }

  async #tradeNoIsFree(tx: EntityManager, payment: Payment, tradeNo: string): Promise<boolean> {
    const owner = await tx.findOneBy(Payment, { channel: payment.channel, tradeNo });
    return owner === null || owner.id === payment.id;
  }

  async #succeed(tx: EntityManager, payment: Payment, disposition: Disposition, report: MoneyReport): Promise<void> {
    const { tradeNo, buyerId, paidAt } = report;
    await tx.update(
      Payment,
      { id: payment.id },
      { state: 'succeeded', disposition, tradeNo, buyerId, paidAt, nextQueryAt: null },
    );
  }

  /** Only the unique index knows whether the courses are still free: a violation means that the money goes back. */
  async #revive(tx: EntityManager, locked: Locked, report: MoneyReport, actor: string): Promise<SettleVerdict> {
    await tx.query('SAVEPOINT revive');
    try {
      await this.orders.reviveLines(tx, locked.order);
    } catch (error) {
      if (violatedUnique(error) === undefined) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT revive');
      await this.#giveBack(tx, locked, 'late', report, actor);
      return 'late';
    }
    await this.#succeed(tx, locked.payment, 'applied', report);
    await this.orders.markPaid(tx, locked.order, report, actor);
    return 'revived';
  }

  /** Marks money that bought nothing. The refund is made from the mark, by the refund sweep. */
  async #giveBack(
    tx: EntityManager,
    locked: Locked,
    disposition: 'late' | 'duplicate',
    report: MoneyReport,
    actor: string,
  ): Promise<void> {
    const { order, payment } = locked;
    await this.#succeed(tx, payment, disposition, report);
    const data = { out_trade_no: order.outTradeNo, trade_no: report.tradeNo, amount_fen: payment.amount };
    await this.#tell(tx, order, actor, `payment_${disposition}`, data);
    await this.messages.tell(tx, order.userId, `payment_${disposition}`, data);
  }

  #tell(
    tx: EntityManager,
    order: Order,
    actor: string,
    type: Parameters<EventService['append']>[1]['type'],
    data: Record<string, unknown>,
  ): Promise<void> {
    return this.events.append(tx, { orderId: order.id, actor, type, data });
  }
}
