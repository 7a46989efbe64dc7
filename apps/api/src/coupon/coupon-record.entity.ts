import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { CouponRecordState } from './coupon.rule.js';

/** One coupon in a student's hand. */
@Entity('luffy_coupon_record')
export class CouponRecord {
  @IdColumn() id: number;
  @RefColumn() couponId: number;
  @RefColumn() userId: number;
  @Column({ type: 'varchar', length: 16 }) state: CouponRecordState;
  /** The order that holds or used it. */
  @RefColumn({ nullable: true }) orderId: number | null;
  @InstantColumn() claimedAt: Date;
}
