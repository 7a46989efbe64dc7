import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Deed } from '../audit/audit.rule.js';
import { AlertService } from '../alert/alert.service.js';
import { MessageService } from '../alert/message.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderActService } from '../order/order-act.service.js';
import { OrderService } from '../order/order.service.js';
import { Payment } from '../payment/payment.entity.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, sqlStateOf } from '../platform/database.js';
import { type Asking, AskingService } from './asking.service.js';
import { factsOf, RefundBookService } from './refund-book.service.js';
import type { RefundView } from './refund.dto.js';
import { Refund } from './refund.entity.js';
import { RefundQuery } from './refund.query.js';
import { totalOf } from './refund.rule.js';
import { isOwnRequest } from './staff-refund.rule.js';
import type { RefundState } from './refund.state.js';

export interface RefundRequestInput extends Asking {
  reason: string;
}

export interface RefundDecision {
  /** Its subject is the number of the refund. */
  deed: Deed;
  note: string | undefined;
}

/** Refunds as people ask for them and decide on them. Sending is the sweep's. */
@Injectable()
export class RefundService {
  constructor(
    private readonly db: Database,
    private readonly query: RefundQuery,
    @Inject(Clock) private readonly clock: Clock,
    private readonly orders: OrderService,
    private readonly acts: OrderActService,
    private readonly asking: AskingService,
    private readonly book: RefundBookService,
    private readonly messages: MessageService,
    private readonly alerts: AlertService,
  ) {}

  /** @throws AppError ORDER_NOT_FOUND, REFUND_NOT_POSSIBLE, REFUND_WINDOW_OVER, COURSE_NOT_FOUND, REFUND_EXCEEDS */
  async request({ userId, outTradeNo, wish, reason }: RefundRequestInput): Promise<RefundView> {
    return this.db.tx(async (tx) => {
      const found = await this.asking.own(tx, userId, outTradeNo);
      const order = await this.orders.lock(tx, found.id);
      const { shares } = await this.asking.sharesOf(tx, order, wish);
      const payment = await tx.findOneByOrFail(Payment, { orderId: order.id, disposition: 'applied' });
      const refund = await this.book.add(tx, {
        order,
        payment,
        amountFen: totalOf(shares),
        shares,
        reason,
        kind: 'student',
        state: 'requested',
        requestedBy: userId,
      });
      await this.book.tell(tx, order, `user:${userId}`, 'refund_requested', factsOf(order, refund));
      return this.query.view(tx, order, refund);
    });
  }

  /**
   * The money may go: the sweep sends it.
   * @throws AppError REFUND_NOT_FOUND, REFUND_DECIDED, SECOND_PERSON_NEEDED, REFUND_EXCEEDS
   */
  approve(decision: RefundDecision): Promise<RefundView> {
    return this.#decide(decision, ['requested', 'failed'], async (tx, order, refund) => {
      if (isOwnRequest(refund, decision.deed.staff.id)) throw new AppError('SECOND_PERSON_NEEDED');
      refund.decidedBy = decision.deed.staff.id;
      Object.assign(refund, { state: 'approved', nextTryAt: this.clock.now(), finishedAt: null });
      await this.#takeRoom(tx, refund);
      await this.book.tell(tx, order, `staff:${decision.deed.staff.id}`, 'refund_approved', factsOf(order, refund));
      await this.messages.tell(tx, order.userId, 'refund_approved', factsOf(order, refund));
    });
  }

  /** @throws AppError REFUND_NOT_FOUND, REFUND_DECIDED: only a requested one can be rejected */
  reject(decision: RefundDecision): Promise<RefundView> {
    return this.#decide(decision, ['requested'], async (tx, order, refund) => {
      Object.assign(refund, { state: 'rejected', finishedAt: this.clock.now(), decidedBy: decision.deed.staff.id });
      await tx.save(Refund, refund);
      await this.book.tell(tx, order, `staff:${decision.deed.staff.id}`, 'refund_rejected', factsOf(order, refund));
      await this.messages.tell(tx, order.userId, 'refund_rejected', { ...factsOf(order, refund), note: refund.note });
    });
  }

  async #decide(
    { deed, note }: RefundDecision,
    from: readonly RefundState[],
    act: (tx: EntityManager, order: Order, refund: Refund) => Promise<void>,
  ): Promise<RefundView> {
    const found = await this.db.manager.findOneBy(Refund, { outRequestNo: deed.subject });
    if (!found) throw new AppError('REFUND_NOT_FOUND');
    await this.acts.perform(deed, found.orderId, async () => async (tx, order, repetition) => {
      const refund = await tx.findOneOrFail(Refund, { where: { id: found.id }, lock: { mode: 'for_no_key_update' } });
      const isMine = refund.decidedBy === deed.staff.id;
      if (!from.includes(refund.state) && repetition === 'again' && isMine) return; // the same person, the same word
      if (!from.includes(refund.state)) throw new AppError('REFUND_DECIDED', { state: refund.state });
      refund.note = note ?? refund.note;
      await act(tx, order, refund);
    });
    return this.query.byNumber(deed.subject);
  }

  /** A failed refund gave its room away; the table's sum says whether it is still there. */
  async #takeRoom(tx: EntityManager, refund: Refund): Promise<void> {
    try {
      await tx.save(Refund, refund);
    } catch (error) {
      if (sqlStateOf(error) === '23514') throw new AppError('REFUND_EXCEEDS');
      throw error;
    }
    await this.alerts.clear(tx, 'refund_failed', refund.outRequestNo, refund.decidedBy);
  }
}
