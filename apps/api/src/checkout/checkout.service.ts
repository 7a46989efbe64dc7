import { Inject, Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import type { Device } from '@luffy/ipay';
import { yuanFromFen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import type { Coupon } from '../coupon/coupon.entity.js';
import { obstacleTo } from '../coupon/coupon.rule.js';
import { CouponService } from '../coupon/coupon.service.js';
import type { Course } from '../course/course.entity.js';
import { CourseService } from '../course/course.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { priceBasket } from '../order/order.price.js';
import { OrderService } from '../order/order.service.js';
import { canStillBePaid, isPastDeadline } from '../order/order.state.js';
import { type Payable, PaymentService } from '../payment/payment.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database, violatedUnique } from '../platform/database.js';
import { UserService } from '../user/user.service.js';
import type { PlacedAnswer } from './checkout.dto.js';
import { type Basket, isPayTypeKnown, isSameBasket, repeatedCourse, requestHash } from './checkout.rule.js';
import { ClosingService } from './closing.service.js';
import { type IdempotencyClaim, IdempotencyService } from './idempotency.service.js';
import { PlacementQuery } from './placement.query.js';

export interface PlaceRequest {
  userId: number;
  basket: Basket;
  idempotencyKey: string | undefined;
  device: Device;
}

/** An order to answer with; without a payment there is nothing left to pay. */
interface Placed {
  kind: 'placed';
  order: Payable['order'];
  payment: Payable['payment'] | null;
}

/** Orders in the way whose deadline has passed: they are closed at the channel first, outside the transaction. */
interface Expired {
  kind: 'expired';
  orderIds: number[];
}

/** A race with another order of the same student, or an expired one, may send a placement round again this often. */
const ROUNDS = 4;

/** The acts of buying: place an order, and open the cashier for it again. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly users: UserService,
    private readonly courses: CourseService,
    private readonly coupons: CouponService,
    private readonly enrolments: EnrolmentService,
    private readonly orders: OrderService,
    private readonly payments: PaymentService,
    private readonly closing: ClosingService,
    private readonly idempotency: IdempotencyService,
    private readonly placement: PlacementQuery,
  ) {}

  /**
   * Places an order, or answers the student's own waiting order for the same basket. The order, its lines, its payment
   * and its first event are committed before the link is signed.
   * @throws AppError in this order: body, courses, COURSE_OWNED, ORDER_WAITING, COUPON_UNAVAILABLE, TOTAL_AMOUNT_MISMATCH
   */
  async place(request: PlaceRequest): Promise<PlacedAnswer> {
    checkBasket(request.basket);
    for (let round = 1; ; round++) {
      const outcome = await this.#placeOnce(request, round);
      if (outcome === 'again') continue;
      if (outcome.kind === 'placed') return this.#answer(outcome, request.device);
      await this.#clearWay(outcome.orderIds, request.userId);
    }
  }

  /** A fresh link for a waiting order. @throws AppError ORDER_NOT_FOUND, ORDER_NOT_PAYABLE, ORDER_EXPIRING */
  async payAgain(userId: number, outTradeNo: string, device: Device): Promise<PlacedAnswer> {
    const placed = await this.db.tx(async (tx) => {
      const order = await this.orders.findOwn(tx, userId, outTradeNo);
      if (!order) throw new AppError('ORDER_NOT_FOUND');
      return this.payments.relink(tx, order.id);
    });
    return this.#answer({ kind: 'placed', ...placed }, device);
  }

  async #placeOnce(request: PlaceRequest, round: number): Promise<Placed | Expired | 'again'> {
    try {
      // A key makes twins wait for each other, which needs a transaction.
      const plain =
        request.idempotencyKey === undefined && (await this.placement.placeAtOnce(request.userId, request.basket));
      return plain ? { kind: 'placed', ...plain } : await this.db.tx((tx) => this.#placeIn(tx, request));
    } catch (error) {
      // Another order came first by a way that takes no user lock, or the waiting one was paid or closed a moment ago.
      if (isOvertaken(error) && round < ROUNDS) return 'again';
      throw error;
    }
  }

  async #placeIn(tx: EntityManager, { userId, basket, idempotencyKey }: PlaceRequest): Promise<Placed | Expired> {
    const claim =
      idempotencyKey === undefined ? null : { userId, key: idempotencyKey, requestHash: requestHash(basket) };
    const known = claim && (await this.idempotency.claim(tx, claim));
    if (known) return this.#repeat(tx, userId, known);

    await this.users.lock(tx, userId);
    const courses = await this.courses.onSale(tx, basket.courseIds);
    const owned = await this.enrolments.ownedAmong(tx, userId, basket.courseIds);
    const ownedCourse = courses.find((course) => owned.has(course.id));
    if (ownedCourse) throw new AppError('COURSE_OWNED', { course_id: ownedCourse.id, course_name: ownedCourse.name });

    const waiting = await this.#placeOverWaiting(tx, userId, basket);
    if (waiting) return waiting.kind === 'expired' ? waiting : this.#kept(tx, claim, waiting);

    const coupon = await this.#usableCoupon(tx, userId, basket.couponRecordId, courses);
    const price = priceBasket(courses, coupon);
    if (price.totalFen !== basket.totalFen) {
      throw new AppError('TOTAL_AMOUNT_MISMATCH', { total_amount: yuanFromFen(price.totalFen) });
    }
    if (!isPayTypeKnown(basket.payType, price.totalFen)) throw new AppError('PAY_TYPE_UNAVAILABLE');
    const { subject, payType, couponRecordId } = basket;
    const order = await this.orders.create(tx, { userId, subject, payType, courses, price, couponRecordId });
    const payment = price.totalFen === 0 ? null : await this.payments.open(tx, order, order.outTradeNo);
    return this.#kept(tx, claim, { kind: 'placed', order, payment });
  }

  /** The student's waiting orders that share a course: the same one is answered, an expired one must go first. */
  async #placeOverWaiting(tx: EntityManager, userId: number, basket: Basket): Promise<Placed | Expired | null> {
    const waiting = await this.orders.waitingWith(tx, userId, basket.courseIds);
    const [first] = waiting;
    if (!first) return null;
    const now = this.clock.now();
    const expired = waiting.filter((order) => order.expiresAt && isPastDeadline(order.expiresAt, now));
    if (expired.length > 0) return { kind: 'expired', orderIds: expired.map((order) => order.id) };

    const courseIds = (await this.orders.lines(tx, first.id)).map((line) => line.courseId);
    const { payType, couponRecordId, totalAmount: totalFen, expiresAt } = first;
    const isPayable = expiresAt !== null && canStillBePaid(expiresAt, now, this.config.ORDER_TTL_SECONDS);
    if (isPayable && isSameBasket(basket, { courseIds, payType, couponRecordId, totalFen })) {
      return { kind: 'placed', ...(await this.payments.relink(tx, first.id)) };
    }
    throw new AppError('ORDER_WAITING', { out_trade_no: first.outTradeNo });
  }

  /** The coupon the student named, locked. @throws AppError COUPON_UNAVAILABLE with what stands in its way */
  async #usableCoupon(
    tx: EntityManager,
    userId: number,
    recordId: number | null,
    courses: readonly Course[],
  ): Promise<Coupon | null> {
    if (recordId === null) return null;
    const coupon = await this.coupons.lockFree(tx, userId, recordId);
    const lines = courses.map((course) => ({ courseId: course.id, priceFen: course.price }));
    const reason = obstacleTo(coupon, lines, this.clock.now());
    if (reason) throw new AppError('COUPON_UNAVAILABLE', { reason });
    return coupon;
  }

  /** The same request again: the same order, with a fresh link while it waits. */
  async #repeat(tx: EntityManager, userId: number, outTradeNo: string): Promise<Placed> {
    const order = await this.orders.findOwn(tx, userId, outTradeNo);
    if (!order) throw new AppError('ORDER_NOT_FOUND');
    if (order.orderStatus === ORDER_STATUS.paid) return { kind: 'placed', order, payment: null };
    return { kind: 'placed', ...(await this.payments.relink(tx, order.id)) };
  }

  async #kept(tx: EntityManager, claim: IdempotencyClaim | null, placed: Placed): Promise<Placed> {
    if (claim) await this.idempotency.keep(tx, claim, placed.order.outTradeNo);
    return placed;
  }

  /** @throws AppError GATEWAY_UNAVAILABLE when the channel does not say how an expired order ended */
  async #clearWay(orderIds: readonly number[], userId: number): Promise<void> {
    for (const orderId of orderIds) {
      const outcome = await this.closing.close(orderId, { because: 'timed_out', actor: `user:${userId}` });
      if (outcome === 'unknown') throw new AppError('GATEWAY_UNAVAILABLE');
    }
  }

  async #answer({ order, payment }: Placed, device: Device): Promise<PlacedAnswer> {
    return {
      msg: payment ? '下单成功,请在截止时间前完成支付' : '无需支付,课程已开通',
      out_trade_no: order.outTradeNo,
      pay_url: payment && (await this.payments.link({ order, payment }, device)),
      expires_at: order.expiresAt,
    };
  }
}

/** What the next round sees with other eyes. */
const isOvertaken = (error: unknown): boolean =>
  violatedUnique(error) !== undefined || (error instanceof AppError && error.code === 'ORDER_NOT_PAYABLE');

/** What can be refused by looking at the request alone. */
function checkBasket(basket: Basket): void {
  const repeated = repeatedCourse(basket.courseIds);
  if (repeated !== undefined) throw new AppError('COURSE_REPEATED', { course_id: repeated });
  if (!isPayTypeKnown(basket.payType, basket.totalFen)) throw new AppError('PAY_TYPE_UNAVAILABLE');
}
