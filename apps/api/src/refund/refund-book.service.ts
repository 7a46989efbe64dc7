import { Inject, Injectable } from '@nestjs/common';
import { type Fen, fen, fenFromYuan, sumFen } from '@luffy/money';
import { type EntityManager, In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

import { EventService } from '../event/event.service.js';
import { MessageService } from '../alert/message.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import type { Payment } from '../payment/payment.entity.js';
import { Clock } from '../platform/clock.js';
import type { AskedLine } from './asking.rule.js';
import { RefundLine } from './refund-line.entity.js';
import { Refund } from './refund.entity.js';
import { lastMomentToAsk, type LineShare } from './refund.rule.js';
import type { RefundKind } from './refund.state.js';

export interface NewRefund {
  order: Order;
  payment: Payment;
  amountFen: Fen;
  shares: readonly LineShare[];
  reason: string;
  kind: RefundKind;
  state: 'requested' | 'approved' | 'succeeded';
  requestedBy: number | null;
  /** Only where whoever asks may also decide. */
  decidedBy?: number | null;
  /** Ours unless the channel named its own. */
  outRequestNo?: string;
}

interface LineRow {
  id: string;
  course_id: string;
  course_name: string;
  real_price: string;
  refunded_amount: string;
  live: boolean;
  refund_days: number;
  taken: string;
}

/** The books of refunds: rows, sums and what a done refund does to its order. Callers hold the order's lock. */
@Injectable()
export class RefundBookService {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly orders: OrderService,
    private readonly events: EventService,
    private readonly messages: MessageService,
  ) {}

  /** The order's lines with what is refunded of them or about to be, and until when the student may ask for more. */
  async lines(tx: EntityManager, order: Order): Promise<AskedLine[]> {
    const rows = await tx.query<LineRow[]>(
      `SELECT d.id, d.course_id, d.course_name, d.real_price, d.refunded_amount, d.live, c.refund_days,
         coalesce((SELECT sum(l.amount) FROM luffy_refund_line l JOIN luffy_refund r ON r.id = l.refund_id
                   WHERE l.order_detail_id = d.id AND r.state NOT IN ('failed', 'rejected')), 0) AS taken
       FROM luffy_order_detail d JOIN luffy_course c ON c.id = d.course_id WHERE d.order_id = $1 ORDER BY d.id`,
      [order.id],
    );
    return rows.map((row) => ({
      id: Number(row.id),
      courseId: Number(row.course_id),
      courseName: row.course_name,
      realPriceFen: fenFromYuan(row.real_price),
      refundedFen: fenFromYuan(row.refunded_amount),
      takenFen: fenFromYuan(row.taken),
      live: row.live,
      until: order.payTime && lastMomentToAsk(order.payTime, row.refund_days),
    }));
  }

  async add(tx: EntityManager, input: NewRefund): Promise<Refund> {
    const now = this.clock.now();
    const refund = await tx.save(
      Refund,
      tx.create(Refund, {
        orderId: input.order.id,
        paymentId: input.payment.id,
        outRequestNo: input.outRequestNo ?? uuidv7().replaceAll('-', ''),
        amount: input.amountFen,
        reason: input.reason,
        kind: input.kind,
        state: input.state,
        requestedBy: input.requestedBy,
        decidedBy: input.decidedBy ?? null,
        note: null,
        cause: null,
        attempts: 0,
        triedAt: null,
        nextTryAt: input.state === 'approved' ? now : null,
        createdTime: now,
        finishedAt: input.state === 'succeeded' ? now : null,
      }),
    );
    const lines = input.shares.map((share) => ({
      refundId: refund.id,
      orderDetailId: share.lineId,
      amount: share.amountFen,
    }));
    if (lines.length > 0) await tx.insert(RefundLine, lines);
    return refund;
  }

  /** The money is back with the student. Only a refund of the applied payment touches order, lines and access. */
  async succeed(tx: EntityManager, order: Order, payment: Payment, refund: Refund, actor: string): Promise<void> {
    if (refund.state !== 'succeeded') {
      Object.assign(refund, { state: 'succeeded', finishedAt: this.clock.now(), nextTryAt: null, cause: null });
      await tx.save(Refund, refund);
    }
    if (payment.disposition === 'applied') {
      const shares = await tx.findBy(RefundLine, { refundId: refund.id });
      await this.orders.applyRefund(
        tx,
        order,
        new Map(shares.map((share) => [share.orderDetailId, share.amount])),
        actor,
      );
    } else {
      await this.tell(tx, order, actor, 'refunded', factsOf(order, refund));
    }
    await this.messages.tell(tx, order.userId, 'refund_succeeded', factsOf(order, refund));
  }

  async succeededFen(tx: EntityManager, paymentId: number): Promise<Fen> {
    return sumFen((await tx.findBy(Refund, { paymentId, state: 'succeeded' })).map((refund) => refund.amount));
  }

  /** Approved or requested ones that were not sent yet, the oldest first. */
  async unsent(tx: EntityManager, paymentId: number): Promise<Refund[]> {
    const refunds = await tx.find(Refund, {
      where: { paymentId, state: In(['requested', 'approved']) },
      order: { id: 'ASC' },
    });
    return refunds.filter((refund) => refund.amount > fen(0));
  }

  tell(
    tx: EntityManager,
    order: Order,
    actor: string,
    type: Parameters<EventService['append']>[1]['type'],
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.events.append(tx, { orderId: order.id, actor, type, data: facts });
  }
}

export const factsOf = (order: Order, refund: Refund): Record<string, unknown> => ({
  out_trade_no: order.outTradeNo,
  out_request_no: refund.outRequestNo,
  amount_fen: refund.amount,
});
