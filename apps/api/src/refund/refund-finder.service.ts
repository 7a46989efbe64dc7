import { Inject, Injectable } from '@nestjs/common';
import { type Fen, fen, sumFen } from '@luffy/money';
import { type EntityManager, In } from 'typeorm';

import { AlertService } from '../alert/alert.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import { Payment } from '../payment/payment.entity.js';
import { PaymentService } from '../payment/payment.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, violatedUnique } from '../platform/database.js';
import { factsOf, RefundBookService } from './refund-book.service.js';
import { RefundSenderService } from './refund-sender.service.js';
import { Refund } from './refund.entity.js';
import { displaced, externalFen, leftOf, planRefund } from './refund.rule.js';

const AUTOMATIC_REASON = { duplicate: '重复支付,自动退回', late: '订单已关闭,付款自动退回' } as const;

/** Finds refunds that nobody asked for: those we owe, and those that were made elsewhere. */
@Injectable()
export class RefundFinderService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly orders: OrderService,
    private readonly book: RefundBookService,
    private readonly sender: RefundSenderService,
    private readonly alerts: AlertService,
    private readonly payments: PaymentService,
  ) {}

  /**
   * Payments that bought nothing and have no refund yet. A failed one is for staff, unless so much was refunded elsewhere
   * that it can never fit again: what is left then goes back under a number of its own.
   */
  async makeAutomatic(batch: number): Promise<number> {
    const due = await this.db.manager.query<{ id: string; order_id: string }[]>(
      `SELECT p.id, p.order_id FROM luffy_payment p
       WHERE p.disposition IN ('duplicate', 'late')
         AND NOT EXISTS (
           SELECT 1 FROM luffy_refund r WHERE r.payment_id = p.id AND r.kind IN ('duplicate', 'late')
             AND (r.state <> 'failed' OR r.amount <= p.amount - coalesce(
               (SELECT sum(d.amount) FROM luffy_refund d WHERE d.payment_id = p.id AND d.state = 'succeeded'), 0)))
         AND p.channel_refunded < p.amount
       ORDER BY p.id LIMIT $1`,
      [batch],
    );
    for (const row of due) await this.#owe(Number(row.id), Number(row.order_id));
    return due.length;
  }

  async #owe(paymentId: number, orderId: number): Promise<void> {
    try {
      await this.db.tx(async (tx) => {
        const order = await this.orders.lock(tx, orderId);
        const payment = await tx.findOneByOrFail(Payment, { id: paymentId });
        const kind = payment.disposition === 'duplicate' ? 'duplicate' : 'late';
        const amountFen = fen(payment.amount - (await this.book.succeededFen(tx, paymentId)));
        if (amountFen === 0) return;
        const refund = await this.book.add(tx, {
          order,
          payment,
          amountFen,
          shares: [],
          reason: AUTOMATIC_REASON[kind],
          kind,
          state: 'approved',
          requestedBy: null,
        });
        await this.book.tell(tx, order, 'sweep', 'refund_approved', factsOf(order, refund));
      });
    } catch (error) {
      if (violatedUnique(error) === undefined) throw error; // another process made it
    }
  }

  /** What the channel told of refunds is compared with ours, once nothing of ours is on its way; more is somebody else's. */
  async findExternal(batch: number): Promise<number> {
    const due = await this.db.manager.query<{ id: string; order_id: string }[]>(
      `SELECT p.id, p.order_id FROM luffy_payment p
       WHERE p.channel_refunded > p.refund_concluded AND p.state = 'succeeded'
         AND NOT EXISTS (SELECT 1 FROM luffy_refund r WHERE r.payment_id = p.id AND r.state IN ('sending', 'unknown'))
       ORDER BY p.id LIMIT $1`,
      [batch],
    );
    for (const row of due) await this.db.tx((tx) => this.#recordExternal(tx, Number(row.id), Number(row.order_id)));
    return due.length;
  }

  async #recordExternal(tx: EntityManager, paymentId: number, orderId: number): Promise<void> {
    const order = await this.orders.lock(tx, orderId);
    const payment = await tx.findOneOrFail(Payment, { where: { id: paymentId }, lock: { mode: 'for_no_key_update' } });
    // Sent since the look: what the channel told may be this one, and its own answer comes first.
    if (await tx.existsBy(Refund, { paymentId, state: In(['sending', 'unknown']) })) return;
    const amountFen = externalFen(payment.channelRefunded, await this.book.succeededFen(tx, paymentId));
    if (amountFen > 0) await this.#addExternal(tx, order, payment, { amountFen });
    await tx.update(Payment, { id: paymentId }, { refundConcluded: payment.channelRefunded });
  }

  /**
   * One refund that the channel, asked for it by its number, says it made, and that has no row here. The bills tell of
   * `consoleFen` such money in all: what of it was recorded before, as part of a sum, is not recorded again.
   * @throws AppError REFUND_EXCEEDS while one of ours that is on its way leaves no room
   */
  async recordFound(
    tx: EntityManager,
    paymentId: number,
    found: { outRequestNo: string; amountFen: Fen; consoleFen: Fen },
  ): Promise<'recorded' | 'known' | 'unpaid'> {
    const { orderId } = await tx.findOneByOrFail(Payment, { id: paymentId });
    const order = await this.orders.lock(tx, orderId);
    const payment = await tx.findOneOrFail(Payment, { where: { id: paymentId }, lock: { mode: 'for_no_key_update' } });
    if (payment.state !== 'succeeded') return 'unpaid';
    const namesake = await tx.findOneBy(Refund, { outRequestNo: found.outRequestNo });
    const before = sumFen((await tx.findBy(Refund, { paymentId, kind: 'external' })).map((one) => one.amount));
    if (namesake?.paymentId === paymentId || before + found.amountFen > found.consoleFen) return 'known';
    const known = await this.book.succeededFen(tx, paymentId);
    if (known + found.amountFen > payment.amount) throw new AppError('REFUND_EXCEEDS');
    await this.payments.noticeRefund(tx, payment, fen(known + found.amountFen));
    await this.#addExternal(tx, order, payment, {
      amountFen: found.amountFen,
      // The number of another payment's refund is taken: this one gets its own.
      ...(namesake ? {} : { outRequestNo: found.outRequestNo }),
    });
    return 'recorded';
  }

  async #addExternal(
    tx: EntityManager,
    order: Order,
    payment: Payment,
    { amountFen, outRequestNo }: { amountFen: Fen; outRequestNo?: string },
  ): Promise<void> {
    const known = await this.book.succeededFen(tx, payment.id);
    await this.#makeRoom(tx, order, payment, fen(known + amountFen));
    const shares = payment.disposition === 'applied' ? await this.#sharesOf(tx, order, amountFen) : [];
    const refund = await this.book.add(tx, {
      order,
      payment,
      amountFen,
      shares,
      reason: '在支付宝后台退款',
      kind: 'external',
      state: 'succeeded',
      requestedBy: null,
      ...(outRequestNo === undefined ? {} : { outRequestNo }),
    });
    await this.alerts.raise(tx, 'refund_external', refund.outRequestNo, factsOf(order, refund));
    await this.book.tell(tx, order, payment.channel, 'refund_external', factsOf(order, refund));
    await this.book.succeed(tx, order, payment, refund, payment.channel);
  }

  /** Refunds of ours that no longer fit beside the money that is gone can never succeed. */
  async #makeRoom(tx: EntityManager, order: Order, payment: Payment, goneFen: Fen): Promise<void> {
    const unsent = await this.book.unsent(tx, payment.id);
    const out = displaced(
      payment.amount,
      goneFen,
      unsent.map((refund) => ({ id: refund.id, amountFen: refund.amount })),
    );
    for (const refund of unsent.filter((candidate) => out.some((gone) => gone.id === candidate.id))) {
      Object.assign(refund, {
        state: 'failed',
        finishedAt: this.clock.now(),
        nextTryAt: null,
        cause: 'refunded-elsewhere',
      });
      await tx.save(Refund, refund);
      // What is left of a late or duplicate payment goes back under a new number: nothing failed for the student.
      if (refund.kind === 'late' || refund.kind === 'duplicate') await this.sender.giveUp(tx, order, refund);
      else await this.sender.fail(tx, order, refund);
    }
  }

  /** Shared over what is left of the lines; refunds of ours that still fit in sum may have to give way by line. */
  async #sharesOf(tx: EntityManager, order: Order, amountFen: Fen): Promise<{ lineId: number; amountFen: Fen }[]> {
    const lines = await this.book.lines(tx, order);
    if (sumFen(lines.map(leftOf)) < amountFen) throw new AppError('REFUND_EXCEEDS');
    const plan = planRefund(lines, { amountFen });
    return plan.kind === 'shares' ? plan.shares : [];
  }
}
