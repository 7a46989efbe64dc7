import { type Fen, fen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';

import type { Coupon } from '../coupon/coupon.entity.js';
import { COUPON_TYPE, type CouponType } from '../coupon/coupon.rule.js';
import { fenFromRequest } from '../platform/amount.js';
import { IfGiven, IsInstant, IsKeptText, IsYuan } from '../platform/validation.js';

const YUAN = { oneOf: [{ type: 'string' as const }, { type: 'number' as const }] };

export class CreateCouponDto {
  @ApiProperty() @IsKeptText({ min: 1, max: 64 }) name: string;
  @ApiProperty({ enum: [0, 1, 2], description: '0 立减 1 满减 2 折扣' })
  @IsIn(Object.values(COUPON_TYPE))
  type: CouponType;
  @ApiPropertyOptional(YUAN) @IfGiven() @IsYuan() value?: string | number;
  @ApiPropertyOptional({ type: 'integer', description: '79 即 7.9 折' })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(99)
  off_percent?: number;
  @ApiPropertyOptional(YUAN) @IfGiven() @IsYuan() minimum?: string | number;
  @ApiPropertyOptional({ type: 'integer' })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  course_id?: number;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(1_000_000) total: number;
  @ApiPropertyOptional({ type: 'integer', default: 1 }) @IfGiven() @IsInt() @Min(1) @Max(1_000_000) per_user?: number;
  @ApiProperty() @IsInstant() starts_at: string;
  @ApiProperty() @IsInstant() ends_at: string;
}

const fenOr = (value: string | number | undefined, absent: Fen): Fen =>
  value === undefined ? absent : (fenFromRequest(value) ?? absent);

/** The columns of a new coupon; what they may be together is a CHECK of the table. */
export const couponOf = (dto: CreateCouponDto): Omit<Coupon, 'id' | 'claimed'> => ({
  name: dto.name,
  type: dto.type,
  value: fenOr(dto.value, fen(0)),
  offPercent: dto.off_percent ?? null,
  minimum: fenOr(dto.minimum, fen(0)),
  courseId: dto.course_id ?? null,
  total: dto.total,
  perUser: dto.per_user ?? 1,
  startsAt: new Date(dto.starts_at),
  endsAt: new Date(dto.ends_at),
});
