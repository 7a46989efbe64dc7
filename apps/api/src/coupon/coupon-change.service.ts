import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { MessageService } from '../alert/message.service.js';
import type { AuditView } from '../audit/audit.dto.js';
import { type Change, changeOf, type Deed } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, sqlStateOf } from '../platform/database.js';
import { UserService } from '../user/user.service.js';
import { Coupon } from './coupon.entity.js';
import { couponFigures, handOutFigure, type HandOutOutcome, isExpired } from './coupon.rule.js';
import { CouponService } from './coupon.service.js';

export type NewCoupon = Omit<Coupon, 'id' | 'claimed' | 'stoppedAt'>;

/** What staff do to coupons, each with its audit row in one transaction. */
@Injectable()
export class CouponChangeService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly coupons: CouponService,
    private readonly users: UserService,
    private readonly messages: MessageService,
  ) {}

  /** @throws AppError COUPON_INVALID, COURSE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
  async create(deed: Deed, coupon: NewCoupon): Promise<AuditView> {
    try {
      return await this.audit.once(deed, () =>
        this.db.tx(async (tx) => {
          const row = await tx.save(Coupon, tx.create(Coupon, { ...coupon, claimed: 0, stoppedAt: null }));
          return this.audit.write(tx, deed, changeOf({}, couponFigures(row)), subjectOf(row.id));
        }),
      );
    } catch (error) {
      // The table's CHECKs say what a coupon may be; the course must exist.
      if (sqlStateOf(error) === '23514') throw new AppError('COUPON_INVALID');
      if (sqlStateOf(error) === '23503') throw new AppError('COURSE_NOT_FOUND');
      throw error;
    }
  }

  /** Nobody gets one from now on; whoever has one keeps it. A second time changes nothing. @throws AppError COUPON_NOT_FOUND */
  stop(deed: Deed, couponId: number): Promise<AuditView> {
    return this.audit.once(deed, () =>
      this.db.tx(async (tx) => {
        const coupon = await this.coupons.lockCoupon(tx, couponId);
        const before = couponFigures(coupon);
        coupon.stoppedAt ??= this.clock.now();
        await tx.update(Coupon, { id: couponId }, { stoppedAt: coupon.stoppedAt });
        return this.audit.writeChange(tx, deed, changeOf(before, couponFigures(coupon)));
      }),
    );
  }

  /**
   * Gives one to each person named, as far as the coupon's numbers go, also before its time has come. Who gets one is
   * told. @throws AppError COUPON_NOT_FOUND, COUPON_STOPPED, COUPON_OVER
   */
  handOut(deed: Deed, couponId: number, names: readonly string[]): Promise<AuditView> {
    return this.audit.once(deed, () =>
      this.db.tx(async (tx) => this.audit.write(tx, deed, await this.#handOut(tx, couponId, names))),
    );
  }

  /** Whom it would reach, said by the act itself: it is done, looked at, and taken back. @throws as `handOut` */
  previewHandOut(couponId: number, names: readonly string[]): Promise<Change> {
    return this.db.rehearse((tx) => this.#handOut(tx, couponId, names));
  }

  async #handOut(tx: EntityManager, couponId: number, names: readonly string[]): Promise<Change> {
    const coupon = await this.coupons.lockCoupon(tx, couponId);
    if (coupon.stoppedAt !== null) throw new AppError('COUPON_STOPPED');
    if (isExpired(coupon, this.clock.now())) throw new AppError('COUPON_OVER');
    const before = couponFigures(coupon);
    const outcomes: Record<string, string> = {};
    for (const { name, id } of await this.users.named(tx, names))
      outcomes[handOutFigure(name)] = id === null ? 'unknown' : await this.#give(tx, coupon, id);
    return changeOf(before, { ...couponFigures(coupon), ...outcomes });
  }

  async #give(tx: EntityManager, coupon: Coupon, userId: number): Promise<HandOutOutcome> {
    const given = await this.coupons.give(tx, coupon, userId);
    if (typeof given === 'string') return given;
    await this.messages.tell(tx, userId, 'coupon_given', { coupon_id: coupon.id, coupon_name: coupon.name });
    return 'given';
  }
}

export const subjectOf = (id: number): string => `coupon:${id}`;
