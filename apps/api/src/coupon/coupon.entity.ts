import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { CouponType } from './coupon.rule.js';

@Entity('luffy_coupon')
export class Coupon {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 64 }) name: string;
  /** 0 fixed, 1 threshold 满减, 2 percent. */
  @Column({ type: 'smallint' }) type: CouponType;
  /** What is taken off; 0.00 for a percentage. */
  @FenColumn({ default: 0 }) value: Fen;
  /** What is left to pay in hundredths: 79 is 7.9 折. Null unless the coupon is a percentage. */
  @Column({ type: 'smallint', nullable: true }) offPercent: number | null;
  /** The least that the courses in scope must cost together. */
  @FenColumn({ default: 0 }) minimum: Fen;
  /** The one course it is for; null: every course. */
  @RefColumn({ nullable: true }) courseId: number | null;
  @Column({ type: 'integer' }) total: number;
  @Column({ type: 'integer', default: 1 }) perUser: number;
  @Column({ type: 'integer', default: 0 }) claimed: number;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  /** From then on nobody gets one any more; whoever has one keeps it. */
  @InstantColumn({ nullable: true }) stoppedAt: Date | null;
}
