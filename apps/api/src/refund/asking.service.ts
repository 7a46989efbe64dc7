import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { CouponService } from '../coupon/coupon.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { previewView, type RefundableView, refundableView, type RefundPreviewView } from './asking.dto.js';
import { askable, type AskedLine, type AskedOrder, decideAsking, forecast } from './asking.rule.js';
import { RefundBookService } from './refund-book.service.js';
import type { LineShare, RefundWish } from './refund.rule.js';

export interface Asking {
  userId: number;
  outTradeNo: string;
  wish: RefundWish;
}

/** What a student may ask back and what it would come to. Writes nothing; the request itself decides by the same word. */
@Injectable()
export class AskingService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly orders: OrderService,
    private readonly coupons: CouponService,
    private readonly book: RefundBookService,
  ) {}

  /** @throws AppError ORDER_NOT_FOUND */
  async refundable(userId: number, outTradeNo: string): Promise<RefundableView> {
    const order = await this.own(this.db.manager, userId, outTradeNo);
    return refundableView(askable(asked(order), await this.book.lines(this.db.manager, order), this.clock.now()));
  }

  /** @throws AppError as `sharesOf`, and ORDER_NOT_FOUND */
  async preview({ userId, outTradeNo, wish }: Asking): Promise<RefundPreviewView> {
    const order = await this.own(this.db.manager, userId, outTradeNo);
    const { lines, shares } = await this.sharesOf(this.db.manager, order, wish);
    const seen = forecast(asked(order), lines, shares);
    const { couponRecordId } = order;
    const returns =
      seen.isFull && couponRecordId !== null && (await this.coupons.comesBack(this.db.manager, couponRecordId));
    return previewView(seen, returns ? 'returns' : 'stays');
  }

  /** @throws AppError REFUND_NOT_POSSIBLE, REFUND_WINDOW_OVER, COURSE_NOT_FOUND, REFUND_EXCEEDS */
  async sharesOf(
    tx: EntityManager,
    order: Order,
    wish: RefundWish,
  ): Promise<{ lines: AskedLine[]; shares: LineShare[] }> {
    const lines = await this.book.lines(tx, order);
    const decision = decideAsking(asked(order), lines, wish, this.clock.now());
    if (decision.kind === 'refused') throw new AppError(decision.code, decision.facts);
    return { lines, shares: decision.shares };
  }

  async own(tx: EntityManager, userId: number, outTradeNo: string): Promise<Order> {
    const order = await this.orders.findOwn(tx, userId, outTradeNo);
    if (!order) throw new AppError('ORDER_NOT_FOUND');
    return order;
  }
}

const asked = (order: Order): AskedOrder => ({ status: order.orderStatus, totalFen: order.totalAmount });
