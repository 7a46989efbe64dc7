import { type Fen, fen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional, IntersectionType, PickType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

import type { Figures } from '../audit/audit.rule.js';
import type { NewCoupon } from '../coupon/coupon-change.service.js';
import type { HandOutOutcomeView } from '../coupon/coupon-desk.dto.js';
import { COUPON_SORTS, type CouponFilter, type CouponSort } from '../coupon/coupon-desk.query.js';
import {
  COUPON_STATES,
  COUPON_TYPE,
  type CouponState,
  type CouponType,
  handOutFigure,
  type HandOutOutcome,
} from '../coupon/coupon.rule.js';
import { fenFromRequest } from '../platform/amount.js';
import { PageQuery } from '../platform/paging.js';
import { AsInteger, IfGiven, IsInstant, IsKeptText, IsYuan } from '../platform/validation.js';
import { ReasonDto, ReasonPreviewDto } from './act.dto.js';

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

export class CouponDeskDto extends PageQuery {
  @ApiPropertyOptional({ description: '名称中的一段文字,或优惠券编号' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 64 })
  q?: string;

  @ApiPropertyOptional({ enum: COUPON_STATES })
  @IsOptional()
  @IsIn(COUPON_STATES)
  state?: CouponState;

  @ApiPropertyOptional({ enum: [0, 1, 2] })
  @IsOptional()
  @AsInteger()
  @IsIn(Object.values(COUPON_TYPE))
  type?: CouponType;

  @ApiPropertyOptional({ type: 'integer', description: '只适用于该课程的' })
  @IsOptional()
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  course_id?: number;

  @ApiPropertyOptional({ enum: COUPON_SORTS, default: '-created' })
  @IsOptional()
  @IsIn(COUPON_SORTS)
  sort?: CouponSort;
}

const spelling = (name: unknown): unknown => (typeof name === 'string' ? name.toLowerCase() : name);

export class HandOutDto extends ReasonDto {
  @ApiProperty({ type: [String], maxItems: 100, description: '用户名,大小写不论,不重复' })
  @IsArray()
  @ArrayNotEmpty({ message: '请至少写一个用户名' })
  @ArrayMaxSize(100, { message: '一次最多 100 个用户名' })
  @ArrayUnique(spelling, { message: '有重复的用户名' })
  @IsKeptText({ min: 1, max: 150 }, { each: true })
  usernames: string[];
}

export class HandOutPreviewDto extends IntersectionType(PickType(HandOutDto, ['usernames']), ReasonPreviewDto) {}

export const couponFilterOf = ({ q, state, type, course_id }: CouponDeskDto): CouponFilter => ({
  q,
  state,
  type,
  courseId: course_id,
});

/** What became of each name, as the record of the act tells it. */
export const outcomesOf = (usernames: readonly string[], after: Figures): HandOutOutcomeView[] =>
  usernames.map((username) => ({ username, outcome: after[handOutFigure(username)] as HandOutOutcome }));

const fenOr = (value: string | number | undefined, absent: Fen): Fen =>
  value === undefined ? absent : (fenFromRequest(value) ?? absent);

/** The columns of a new coupon; what they may be together is a CHECK of the table. */
export const couponOf = (dto: CreateCouponDto): NewCoupon => ({
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
