import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Change, Deed } from '../audit/audit.rule.js';
import { AlertService } from '../alert/alert.service.js';
import { MessageService } from '../alert/message.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderActService, type Plan } from '../order/order-act.service.js';
import { OrderService } from '../order/order.service.js';
import { Payment } from '../payment/payment.entity.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, sqlStateOf, violatedUnique } from '../platform/database.js';
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

/** What a decision does to a refund, and in which states of it. */
interface Verdict {
  from: readonly RefundState[];
  apply: (tx: EntityManager, order: Order, refund: Refund) => Promise<void>;
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
    return this.#decide(decision, this.#approval(decision));
  }

  /** @throws AppError REFUND_NOT_FOUND, REFUND_DECIDED: only a requested one can be rejected */
  reject(decision: RefundDecision): Promise<RefundView> {
    return this.#decide(decision, this.#rejection(decision));
  }

  /** What `approve` would change. @throws as it */
  previewApprove(decision: RefundDecision): Promise<Change> {
    return this.#rehearse(decision, this.#approval(decision));
  }

  /** What `reject` would change. @throws as it */
  previewReject(decision: RefundDecision): Promise<Change> {
    return this.#rehearse(decision, this.#rejection(decision));
  }

  #approval({ deed: { staff } }: RefundDecision): Verdict {
    const apply: Verdict['apply'] = async (tx, order, refund) => {
      if (isOwnRequest(refund, staff.id)) throw new AppError('SECOND_PERSON_NEEDED');
      refund.decidedBy = staff.id;
      Object.assign(refund, { state: 'approved', nextTryAt: this.clock.now(), finishedAt: null });
      await this.#takeRoom(tx, refund);
      await this.book.tell(tx, order, `staff:${staff.id}`, 'refund_approved', factsOf(order, refund));
      await this.messages.tell(tx, order.userId, 'refund_approved', factsOf(order, refund));
    };
    return { from: ['requested', 'failed'], apply };
  }

  #rejection({ deed: { staff } }: RefundDecision): Verdict {
    const apply: Verdict['apply'] = async (tx, order, refund) => {
      Object.assign(refund, { state: 'rejected', finishedAt: this.clock.now(), decidedBy: staff.id });
      await tx.save(Refund, refund);
      await this.book.tell(tx, order, `staff:${staff.id}`, 'refund_rejected', factsOf(order, refund));
      await this.messages.tell(tx, order.userId, 'refund_rejected', { ...factsOf(order, refund), note: refund.note });
    };
    return { from: ['requested'], apply };
  }

  async #decide(decision: RefundDecision, verdict: Verdict): Promise<RefundView> {
    const { orderId } = await this.#find(decision);
    await this.acts.perform(decision.deed, orderId, this.#planOf(decision, verdict));
    return this.query.byNumber(decision.deed.subject);
  }

  async #rehearse(decision: RefundDecision, verdict: Verdict): Promise<Change> {
    const { orderId } = await this.#find(decision);
    return this.acts.preview(decision.deed, orderId, this.#planOf(decision, verdict));
  }

  async #find({ deed }: RefundDecision): Promise<Refund> {
    const found = await this.db.manager.findOneBy(Refund, { outRequestNo: deed.subject });
    if (!found) throw new AppError('REFUND_NOT_FOUND');
    return found;
  }

  #planOf({ deed, note }: RefundDecision, { from, apply }: Verdict): Plan {
    return async () => async (tx, order, earlier) => {
      const refund = await tx.findOneOrFail(Refund, {
        where: { outRequestNo: deed.subject },
        lock: { mode: 'for_no_key_update' },
      });
      if (!from.includes(refund.state)) {
        // The same person says the same again: that is done already.
        if (earlier && refund.decidedBy === deed.staff.id) return;
        throw new AppError('REFUND_DECIDED', { state: refund.state });
      }
      refund.note = note ?? refund.note;
      await apply(tx, order, refund);
    };
  }

  /** A failed refund gave its room away; the table says whether it is still there: by its sum, or by one that came in its place. */
  async #takeRoom(tx: EntityManager, refund: Refund): Promise<void> {
    try {
      await tx.save(Refund, refund);
    } catch (error) {
      if (sqlStateOf(error) === '23514' || violatedUnique(error) === 'luffy_refund_automatic')
        throw new AppError('REFUND_EXCEEDS');
      throw error;
    }
    await this.alerts.clear(tx, 'refund_failed', refund.outRequestNo, refund.decidedBy);
  }
}
