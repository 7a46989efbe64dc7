import { Inject, Injectable } from '@nestjs/common';
import type { RefundOutcome, RefundRequest } from '@luffy/ipay';
import { type EntityManager, In } from 'typeorm';

import { AlertService } from '../alert/alert.service.js';
import { MessageService } from '../alert/message.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import { Payment } from '../payment/payment.entity.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { factsOf, RefundBookService } from './refund-book.service.js';
import { Refund } from './refund.entity.js';
import { afterAsking, afterSending, canBecome, type NextStep } from './refund.state.js';

/** While one process sends, no other takes the refund up; longer than two calls to a channel may take. */
const LEASE_SECONDS = 60;
/** Alipay asks for three seconds between two refunds of one trade (alipay.trade.refund). */
const GAP_BETWEEN_SECONDS = 3;

/** A refund that hangs after so many calls (about half an hour) hangs on something that staff can see and mend. */
const PATIENCE_ATTEMPTS = 8;

const ACTOR = 'sweep';

/** Sends refunds that are due. The intent is on disk before the call, and the call's outcome after it. */
@Injectable()
export class RefundSenderService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly channels: PaymentChannels,
    private readonly orders: OrderService,
    private readonly book: RefundBookService,
    private readonly alerts: AlertService,
    private readonly messages: MessageService,
  ) {}

  async sendDue(batch: number): Promise<number> {
    const ids = await this.#claim(batch);
    await Promise.all(ids.map((id) => this.#send(id)));
    return ids.length;
  }

  /** Takes up what is due, one refund of a payment at a time. */
  async #claim(batch: number, only: string | null = null): Promise<number[]> {
    const [rows] = await this.db.manager.query<[{ id: string }[], number]>(
      `UPDATE luffy_refund SET state = 'sending', attempts = attempts + 1, tried_at = $1,
         next_try_at = $1::timestamptz + make_interval(secs => $3)
       WHERE id IN (
         SELECT id FROM luffy_refund r WHERE next_try_at <= $1 AND ($5::varchar IS NULL OR r.out_request_no = $5) AND NOT EXISTS (
           SELECT 1 FROM luffy_refund o WHERE o.payment_id = r.payment_id AND o.id <> r.id
             AND (o.tried_at > $1::timestamptz - make_interval(secs => $4) OR (o.next_try_at <= $1 AND o.id < r.id)))
         ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [this.clock.now(), batch, LEASE_SECONDS, GAP_BETWEEN_SECONDS, only],
    );
    return rows.map((row) => Number(row.id));
  }

  /** Takes one refund up now, whenever it was due, unless somebody is at it. */
  async sendNow(outRequestNo: string): Promise<void> {
    await this.db.manager.update(
      Refund,
      { outRequestNo, state: In(['approved', 'unknown']) },
      { nextTryAt: this.clock.now() },
    );
    const ids = await this.#claim(1, outRequestNo);
    await Promise.all(ids.map((id) => this.#send(id)));
  }

  /**
   * Makes sure that a refund which succeeded here is done there: asks, and sends the same number and amount again only
   * where the channel says that it has no such refund. The number makes a repeat harmless.
   */
  async assure(refund: Refund): Promise<RefundOutcome> {
    const payment = await this.db.manager.findOneByOrFail(Payment, { id: refund.paymentId });
    const channel = this.channels.get(payment.channel);
    const request = requestOf(refund, payment);
    const answer = await channel.queryRefund(request);
    if (answer.kind === 'unknown') return answer;
    if (answer.kind === 'absent') return channel.refund(request);
    return answer.refundFen === refund.amount ? { kind: 'refunded' } : { kind: 'refused', cause: 'another-amount' };
  }

  async #send(id: number): Promise<void> {
    const refund = await this.db.manager.findOneByOrFail(Refund, { id });
    const payment = await this.db.manager.findOneByOrFail(Payment, { id: refund.paymentId });
    const step = await this.#call(refund, payment);
    await this.db.tx((tx) => this.#record(tx, id, step));
  }

  /** After a first call that may have been done, the channel is asked before the same number is sent again. */
  async #call(refund: Refund, payment: Payment): Promise<NextStep> {
    const channel = this.channels.get(payment.channel);
    const request = requestOf(refund, payment);
    if (refund.attempts > 1) {
      const next = afterAsking(await channel.queryRefund(request), refund.attempts);
      if (next !== 'send-again') return next;
    }
    return afterSending(await channel.refund(request), refund.attempts);
  }

  async #record(tx: EntityManager, id: number, step: NextStep): Promise<void> {
    const { orderId } = await tx.findOneByOrFail(Refund, { id });
    const order = await this.orders.lock(tx, orderId);
    const refund = await tx.findOneOrFail(Refund, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!canBecome(refund.state, step.state)) return; // another process was faster
    if (step.state === 'succeeded') {
      const payment = await tx.findOneByOrFail(Payment, { id: refund.paymentId });
      return this.book.succeed(tx, order, payment, refund, ACTOR);
    }
    const now = this.clock.now();
    Object.assign(refund, {
      state: step.state,
      cause: step.cause?.slice(0, 256) ?? null,
      nextTryAt: step.retryAfterSeconds === null ? null : addSeconds(now, step.retryAfterSeconds),
      finishedAt: step.state === 'failed' ? now : null,
    });
    await tx.save(Refund, refund);
    if (step.state === 'failed') await this.fail(tx, order, refund);
    else if (refund.attempts >= PATIENCE_ATTEMPTS)
      await this.alerts.raise(tx, 'refund_waiting', refund.outRequestNo, {
        ...factsOf(order, refund),
        cause: refund.cause,
      });
  }

  /** Staff must look: this money will not go back by itself, and the student knows. */
  async fail(tx: EntityManager, order: Order, refund: Refund): Promise<void> {
    await this.#alarm(tx, order, refund, {});
    await this.messages.tell(tx, order.userId, 'refund_failed', factsOf(order, refund));
  }

  /** The end of one attempt that the student need not hear of: their money comes on another way. */
  giveUp(tx: EntityManager, order: Order, refund: Refund): Promise<void> {
    return this.#alarm(tx, order, refund, { gave_way: true });
  }

  async #alarm(tx: EntityManager, order: Order, refund: Refund, more: { gave_way?: true }): Promise<void> {
    const facts = factsOf(order, refund);
    await this.book.tell(tx, order, ACTOR, 'refund_failed', { ...facts, ...more });
    await this.alerts.raise(tx, 'refund_failed', refund.outRequestNo, { ...facts, cause: refund.cause });
  }
}

const requestOf = (refund: Refund, payment: Payment): RefundRequest => ({
  outTradeNo: payment.outTradeNo,
  tradeNo: payment.tradeNo ?? '',
  outRequestNo: refund.outRequestNo,
  refundFen: refund.amount,
  reason: refund.reason,
});
