import { yuanFromFen } from '@luffy/money';
import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import type { CouponRecord } from './coupon-record.entity.js';
import type { Coupon } from './coupon.entity.js';
import { type CouponRecordState, isExpired } from './coupon.rule.js';

export class CouponView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer', enum: [0, 1, 2], description: '0 立减 1 满减 2 折扣' }) type: number;
  @ApiProperty({ example: '20.00' }) value: string;
  @ApiProperty({ type: 'integer', nullable: true, description: '79 即 7.9 折' }) off_percent: number | null;
  @ApiProperty({ example: '0.00', description: '适用课程合计至少多少元' }) minimum: string;
  @ApiProperty({ type: 'integer', nullable: true, description: '只适用于该课程;null 为全部' }) course_id: number | null;
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: 'integer' }) per_user: number;
  @ApiProperty({ type: 'integer', description: '还可以领取多少张' }) left: number;
  @ApiProperty() starts_at: Date;
  @ApiProperty() ends_at: Date;
}

export class CouponRecordView {
  @ApiProperty({ type: 'integer', description: '下单时填写的编号' }) id: number;
  @ApiProperty({ enum: ['free', 'held', 'used', 'expired'] }) state: CouponRecordState;
  @ApiProperty() coupon: CouponView;
}

export class CouponRecordAnswer extends Answer {
  @ApiProperty() coupon: CouponRecordView;
}

export const couponView = (coupon: Coupon): CouponView => ({
  id: coupon.id,
  name: coupon.name,
  type: coupon.type,
  value: yuanFromFen(coupon.value),
  off_percent: coupon.offPercent,
  minimum: yuanFromFen(coupon.minimum),
  course_id: coupon.courseId,
  total: coupon.total,
  per_user: coupon.perUser,
  left: coupon.total - coupon.claimed,
  starts_at: coupon.startsAt,
  ends_at: coupon.endsAt,
});

/** A free coupon whose time is over is shown as expired from that moment, whether or not a sweep has passed. */
export const couponRecordView = (record: CouponRecord, coupon: Coupon, now: Date): CouponRecordView => ({
  id: record.id,
  state: record.state === 'free' && isExpired(coupon, now) ? 'expired' : record.state,
  coupon: couponView(coupon),
});
