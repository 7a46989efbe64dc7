import { Inject, Injectable } from '@nestjs/common';
import { ORDER_STATUS, type OrderStatusCode, PAY_TYPE, type PayTypeCode, REFUND_STATUS } from '@luffy/contracts';
import { addFen, type Fen, fen } from '@luffy/money';
import { type EntityManager, In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

import type { Course } from '../course/course.entity.js';
import { CouponService } from '../coupon/coupon.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { EventService } from '../event/event.service.js';
import { addSeconds, ceilToSecond, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { effectOfRefunds } from './line.rule.js';
import { OrderDetail } from './order-detail.entity.js';
import { Order } from './order.entity.js';
import { type Price, subjectOf } from './order.price.js';
import { canMove } from './order.state.js';

/** 32 hex characters of a UUIDv7: fits Alipay's 64 and WeChat's 32, grows with time, and cannot be guessed. */
export const newOutTradeNo = (): string => uuidv7().replaceAll('-', '');

/** Whole seconds, as the channel takes them; never less than was promised. */
export const deadlineOf = (placedAt: Date, { ORDER_TTL_SECONDS }: Pick<AppConfig, 'ORDER_TTL_SECONDS'>): Date =>
  ceilToSecond(addSeconds(placedAt, ORDER_TTL_SECONDS));

export interface NewOrder {
  userId: number;
  subject: string | undefined;
  payType: PayTypeCode;
  courses: readonly Course[];
  price: Price;
  couponRecordId: number | null;
}

/** The money that paid an order, as the channel reported it. */
export interface Receipt {
  tradeNo: string;
  paidAt: Date;
}

/** Rows and rules of orders. Never speaks to a payment channel; every writer holds the order's row lock. */
@Injectable()
export class OrderService {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly events: EventService,
    private readonly enrolments: EnrolmentService,
    private readonly coupons: CouponService,
  ) {}

  /** Writes the order, its lines and its first event. With nothing to pay it is paid and enrolled at once. */
  async create(tx: EntityManager, input: NewOrder): Promise<Order> {
    const now = this.clock.now();
    const { price } = input;
    const isFree = price.totalFen === 0;
    const order = await tx.save(
      Order,
      tx.create(Order, {
        subject: input.subject ?? subjectOf(input.courses.map((course) => course.name)),
        totalAmount: price.totalFen,
        outTradeNo: newOutTradeNo(),
        tradeNo: null,
        orderStatus: isFree ? ORDER_STATUS.paid : ORDER_STATUS.unpaid,
        payType: isFree ? PAY_TYPE.none : input.payType,
        payTime: null,
        userId: input.userId,
        createdTime: now,
        originalAmount: price.originalFen,
        discountAmount: price.discountFen,
        couponRecordId: input.couponRecordId,
        refundStatus: 0,
        refundedAmount: fen(0),
        expiresAt: isFree ? null : deadlineOf(now, this.config),
        closedAt: null,
      }),
    );
    const lines = await this.#createLines(tx, order, input);
    if (input.couponRecordId !== null) await this.coupons.hold(tx, input.couponRecordId, order.id);
    await this.#tell(tx, order, `user:${order.userId}`, 'placed', { total_amount_fen: order.totalAmount });
    if (isFree) {
      await this.#useCoupon(tx, order);
      await this.enrolments.grant(tx, lines);
      await this.#tell(tx, order, `user:${order.userId}`, 'enrolled_free', {});
    }
    return order;
  }

  /** Takes the order's row lock; every change of an order, its lines and its payments happens behind it. */
  async lock(tx: EntityManager, id: number): Promise<Order> {
    return tx.findOneOrFail(Order, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  findOwn(tx: EntityManager, userId: number, outTradeNo: string): Promise<Order | null> {
    return tx.findOneBy(Order, { userId, outTradeNo });
  }

  lines(tx: EntityManager, orderId: number): Promise<OrderDetail[]> {
    return tx.find(OrderDetail, { where: { orderId }, order: { id: 'ASC' } });
  }

  /** The user's waiting orders that hold any of these courses, the oldest first. */
  async waitingWith(tx: EntityManager, userId: number, courseIds: readonly number[]): Promise<Order[]> {
    const lines = await tx.findBy(OrderDetail, { userId, courseId: In([...courseIds]), live: true });
    const orderIds = [...new Set(lines.map((line) => line.orderId))];
    if (orderIds.length === 0) return [];
    return tx.find(Order, { where: { id: In(orderIds), orderStatus: ORDER_STATUS.unpaid }, order: { id: 'ASC' } });
  }

  /** The money is here: the order is paid and its courses can be studied. */
  async markPaid(tx: EntityManager, order: Order, receipt: Receipt, actor: string): Promise<void> {
    await this.#move(tx, order, ORDER_STATUS.paid, {
      tradeNo: receipt.tradeNo,
      payTime: receipt.paidAt,
      closedAt: null,
    });
    await this.enrolments.grant(tx, await this.lines(tx, order.id));
    await this.#useCoupon(tx, order);
    await this.#tell(tx, order, actor, 'paid', { trade_no: receipt.tradeNo });
  }

  /**
   * Whether a timed-out order could be sold as it stands: every course on sale, none of them owned, its coupon still
   * free. That no other live line exists is left to the unique index, which alone can know.
   */
  async isStillSellable(tx: EntityManager, order: Order): Promise<boolean> {
    const courseIds = (await this.lines(tx, order.id)).map((line) => line.courseId);
    const offSale = await tx.query<unknown[]>('SELECT 1 FROM luffy_course WHERE id = ANY($1) AND status <> 1', [
      courseIds,
    ]);
    if (offSale.length > 0) return false;
    if (order.couponRecordId !== null && !(await this.coupons.isFree(tx, order.couponRecordId))) return false;
    return (await this.enrolments.ownedAmong(tx, order.userId, courseIds)).size === 0;
  }

  /** Makes the lines of a closed order live again. @throws a unique violation when another live line exists */
  async reviveLines(tx: EntityManager, order: Order): Promise<void> {
    await tx.update(OrderDetail, { orderId: order.id }, { live: true });
  }

  /** Nobody will pay it: the lines are free for another order. */
  async close(
    tx: EntityManager,
    order: Order,
    closing: { because: 'cancelled' | 'timed_out'; actor: string },
  ): Promise<void> {
    const status = closing.because === 'cancelled' ? ORDER_STATUS.cancelled : ORDER_STATUS.timedOut;
    await this.#move(tx, order, status, { closedAt: this.clock.now() });
    await tx.update(OrderDetail, { orderId: order.id }, { live: false });
    if (order.couponRecordId !== null) await this.coupons.release(tx, order.couponRecordId);
    await this.#tell(tx, order, closing.actor, closing.because, {});
  }

  /** Part of the order's own money went back. A line that ends with it is no longer live and gives no access. */
  async applyRefund(tx: EntityManager, order: Order, shares: ReadonlyMap<number, Fen>, actor: string): Promise<void> {
    const lines = await this.lines(tx, order.id);
    for (const line of lines) line.refundedAmount = addFen(line.refundedAmount, shares.get(line.id) ?? fen(0));
    const effect = effectOfRefunds(
      lines.map(({ id, realPrice, refundedAmount, live }) => ({
        id,
        realPriceFen: realPrice,
        refundedFen: refundedAmount,
        live,
      })),
      order.totalAmount,
    );
    const [refundedAmount, isFull] = [effect.refundedFen, effect.isFull];
    const refundStatus = isFull ? REFUND_STATUS.full : REFUND_STATUS.partial;
    const ended = lines.filter((line) => effect.endedIds.includes(line.id));
    for (const line of ended) line.live = false;
    await tx.save(OrderDetail, lines);
    await tx.update(Order, { id: order.id }, { refundedAmount, refundStatus });
    Object.assign(order, { refundedAmount, refundStatus });
    await this.enrolments.revoke(
      tx,
      ended.map((line) => line.id),
    );
    if (isFull && order.couponRecordId !== null) await this.coupons.giveBack(tx, order.couponRecordId);
    await this.#tell(tx, order, actor, 'refunded', {
      refunded_amount_fen: refundedAmount,
      ended_course_ids: ended.map((line) => line.courseId),
    });
  }

  async #useCoupon(tx: EntityManager, order: Order): Promise<void> {
    if (order.couponRecordId !== null) await this.coupons.use(tx, order.couponRecordId, order.id);
  }

  async #createLines(tx: EntityManager, order: Order, input: NewOrder): Promise<OrderDetail[]> {
    const rows = input.price.lines.map((line, position) =>
      tx.create(OrderDetail, {
        orderId: order.id,
        courseId: line.courseId,
        price: line.priceFen,
        realPrice: line.realPriceFen,
        quantity: 1,
        userId: order.userId,
        courseName: input.courses[position]?.name ?? '',
        refundedAmount: fen(0),
        live: true,
      }),
    );
    return tx.save(OrderDetail, rows);
  }

  /** The only statement that changes a status. The WHERE repeats the law for the case that a lock was forgotten. */
  async #move(tx: EntityManager, order: Order, to: OrderStatusCode, columns: Partial<Order>): Promise<void> {
    if (!canMove(order.orderStatus, to)) throw new Error(`an order cannot go from ${order.orderStatus} to ${to}`);
    const changed = await tx.update(
      Order,
      { id: order.id, orderStatus: order.orderStatus },
      { ...columns, orderStatus: to },
    );
    if (changed.affected !== 1) throw new Error('the order was changed without its lock');
    Object.assign(order, columns, { orderStatus: to });
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
