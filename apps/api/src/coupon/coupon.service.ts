import { Inject, Injectable } from '@nestjs/common';
import type { OrderStatusCode } from '@luffy/contracts';
import { type EntityManager, In, IsNull, LessThan, LessThanOrEqual, MoreThan } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { CouponRecord } from './coupon-record.entity.js';
import { type CouponRecordView, couponRecordView, type CouponView, couponView } from './coupon.dto.js';
import { Coupon } from './coupon.entity.js';
import { couponStateOf, isExpired, isStuck } from './coupon.rule.js';

/** Coupons: handing out, and holding for orders. Every writer of a record has its order locked before it. */
@Injectable()
export class CouponService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Coupons that can be claimed now, the newest first. */
  async claimable(page: PageQuery): Promise<Page<CouponView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const [after, now] = [idFromCursor(page.cursor), this.clock.now()];
    const rows = await this.db.manager.find(Coupon, {
      where: {
        startsAt: LessThanOrEqual(now),
        endsAt: MoreThan(now),
        stoppedAt: IsNull(),
        ...(after === null ? {} : { id: LessThan(after) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, couponView);
  }

  async mine(userId: number, page: PageQuery): Promise<Page<CouponRecordView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const records = await this.db.manager.find(CouponRecord, {
      where: { userId, ...(after === null ? {} : { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const coupons = await this.db.manager.findBy(Coupon, { id: In(records.map((record) => record.couponId)) });
    const byId = new Map(coupons.map((coupon) => [coupon.id, coupon]));
    const now = this.clock.now();
    return pageOf(records, limit, (record) => couponRecordView(record, byId.get(record.couponId) as Coupon, now));
  }

  /** Every coupon the student ever had, with what it promises. */
  async allOf(tx: EntityManager, userId: number): Promise<{ record: CouponRecord; coupon: Coupon }[]> {
    const records = await tx.find(CouponRecord, { where: { userId }, order: { id: 'ASC' } });
    const coupons = await tx.findBy(Coupon, { id: In(records.map((record) => record.couponId)) });
    const byId = new Map(coupons.map((coupon) => [coupon.id, coupon]));
    return records.map((record) => ({ record, coupon: byId.get(record.couponId) as Coupon }));
  }

  /**
   * Gives the student one.
   * @throws AppError COUPON_NOT_FOUND, COUPON_STOPPED, COUPON_NOT_OPEN, COUPON_LIMIT_REACHED, COUPON_SOLD_OUT
   */
  async claim(userId: number, couponId: number): Promise<CouponRecordView> {
    return this.db.tx(async (tx) => {
      const coupon = await this.lockCoupon(tx, couponId);
      const now = this.clock.now();
      const state = couponStateOf(coupon, now);
      if (state === 'stopped') throw new AppError('COUPON_STOPPED');
      if (state === 'over' || state === 'coming') throw new AppError('COUPON_NOT_OPEN');
      const given = await this.give(tx, coupon, userId);
      if (given === 'limit_reached') throw new AppError('COUPON_LIMIT_REACHED');
      if (given === 'sold_out') throw new AppError('COUPON_SOLD_OUT');
      return couponRecordView(given, coupon, now);
    });
  }

  /** The coupon's row lock puts all takers in a line, so the last one goes to one of them. @throws AppError COUPON_NOT_FOUND */
  async lockCoupon(tx: EntityManager, couponId: number): Promise<Coupon> {
    const coupon = await tx.findOne(Coupon, { where: { id: couponId }, lock: { mode: 'pessimistic_write' } });
    if (!coupon) throw new AppError('COUPON_NOT_FOUND');
    return coupon;
  }

  /** Puts one of a locked coupon into somebody's hand, where its numbers allow. */
  async give(tx: EntityManager, coupon: Coupon, userId: number): Promise<CouponRecord | 'limit_reached' | 'sold_out'> {
    if ((await tx.countBy(CouponRecord, { couponId: coupon.id, userId })) >= coupon.perUser) return 'limit_reached';
    if (coupon.claimed >= coupon.total) return 'sold_out';
    coupon.claimed += 1;
    await tx.update(Coupon, { id: coupon.id }, { claimed: coupon.claimed });
    const claimedAt = this.clock.now();
    return tx.save(
      CouponRecord,
      tx.create(CouponRecord, { couponId: coupon.id, userId, state: 'free', orderId: null, claimedAt }),
    );
  }

  /** Locks the student's own coupon for use. @throws AppError COUPON_UNAVAILABLE: another's, held, used or unknown */
  async lockFree(tx: EntityManager, userId: number, recordId: number): Promise<Coupon> {
    const record = await tx.findOne(CouponRecord, {
      where: { id: recordId, userId },
      lock: { mode: 'pessimistic_write' },
    });
    if (record?.state !== 'free')
      throw new AppError('COUPON_UNAVAILABLE', { reason: record ? record.state : 'unknown' });
    return tx.findOneByOrFail(Coupon, { id: record.couponId });
  }

  hold(tx: EntityManager, recordId: number, orderId: number): Promise<void> {
    return this.#move(tx, recordId, { from: ['free'], to: 'held', orderId });
  }

  /** The order is paid. Free counts too: a timed-out order that is paid after all takes its coupon up again. */
  use(tx: EntityManager, recordId: number, orderId: number): Promise<void> {
    return this.#move(tx, recordId, { from: ['free', 'held'], to: 'used', orderId });
  }

  /** The order will not be paid. */
  release(tx: EntityManager, recordId: number): Promise<void> {
    return this.#move(tx, recordId, { from: ['held'], to: 'free', orderId: null });
  }

  /** All the money went back: the coupon does too, while its own time lasts. */
  async giveBack(tx: EntityManager, recordId: number): Promise<void> {
    if (await this.comesBack(tx, recordId))
      await this.#move(tx, recordId, { from: ['used'], to: 'free', orderId: null });
  }

  /** Frees a coupon that hangs on an order without need; answers what became of it. */
  async loosen(
    tx: EntityManager,
    recordId: number | null,
    order: { id: number; status: OrderStatusCode },
  ): Promise<'released' | 'none' | CouponRecord['state']> {
    const record =
      recordId === null
        ? null
        : await tx.findOne(CouponRecord, { where: { id: recordId }, lock: { mode: 'pessimistic_write' } });
    if (!record) return 'none';
    if (!isStuck(record, order)) return record.state;
    await this.#move(tx, record.id, { from: [record.state], to: 'free', orderId: null });
    return 'released';
  }

  async comesBack(tx: EntityManager, recordId: number): Promise<boolean> {
    const record = await tx.findOneByOrFail(CouponRecord, { id: recordId });
    const coupon = await tx.findOneByOrFail(Coupon, { id: record.couponId });
    return !isExpired(coupon, this.clock.now());
  }

  async isFree(tx: EntityManager, recordId: number): Promise<boolean> {
    return tx.existsBy(CouponRecord, { id: recordId, state: 'free' });
  }

  async #move(
    tx: EntityManager,
    recordId: number,
    { from, to, orderId }: { from: CouponRecord['state'][]; to: CouponRecord['state']; orderId: number | null },
  ): Promise<void> {
    const changed = await tx.update(CouponRecord, { id: recordId, state: In(from) }, { state: to, orderId });
    if (changed.affected !== 1) throw new Error(`coupon record ${recordId} is not ${from.join(' or ')}`);
  }
}
