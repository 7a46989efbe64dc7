import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  IntersectionType,
  OmitType,
  PartialType,
  PickType,
} from '@nestjs/swagger';
import { IsInt, Matches, Max, MaxLength, Min } from 'class-validator';

import { AlertView } from '../alert/alert.dto.js';
import { AuditView } from '../audit/audit.dto.js';
import { AUDIT_ACTS, type AuditAct, type Figures } from '../audit/audit.rule.js';
import { StaffOrderViewDto } from '../order/order-file.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { IfGiven, IsInstant, IsKeptText } from '../platform/validation.js';
import { RefundPreviewView } from '../refund/asking.dto.js';
import { RefundView, RefundWishDto } from '../refund/refund.dto.js';

export const REASON = { minLength: 3, maxLength: 256, description: '为什么这样做,会被记录' };
const FIGURES = { type: 'object' as const, additionalProperties: { type: 'string' as const, nullable: true } };

/** An act: a repeat under the same key hears the same, and nothing is done twice. */
export const Does = (summary: string, answer: Type): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({ name: 'idempotency-key', required: false, description: '同一个键和内容只做一次' }),
    ApiOkResponse({ type: answer }),
  );

/** The twin of an act that says in figures what it would do, and does nothing. */
export const Foresees = (answer: Type): MethodDecorator =>
  applyDecorators(ApiOperation({ summary: '这样做会改变什么;什么也不做' }), ApiOkResponse({ type: answer }));

/** Nothing is done without saying why. */
export class ReasonDto {
  @ApiProperty(REASON) @IsKeptText({ min: 3, max: 256 }) reason: string;
}

/** The reason of an act that is older than the rule; `note` is its older name. */
export class OptionalReasonDto {
  @ApiPropertyOptional(REASON) @IfGiven() @IsKeptText({ min: 3, max: 256 }) reason?: string;
  @ApiPropertyOptional({ maxLength: 256 }) @IfGiven() @IsKeptText({ min: 1, max: 256 }) note?: string;
}

export class CourseActDto extends ReasonDto {
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) course_id: number;
}

export class ConfirmPaidDto extends ReasonDto {
  @ApiProperty({ description: '支付渠道的交易号' }) @Matches(/^[\x21-\x7e]{1,64}$/) trade_no: string;
  @ApiProperty({ description: '凭证上的付款时间;入账用渠道自己说的时间' }) @MaxLength(40) @IsInstant() paid_at: string;
  @ApiProperty({ maxLength: 1000, description: '凭什么这样说:截图编号、对话记录等' })
  @IsKeptText({ min: 1, max: 1000 })
  evidence: string;
}

export class StaffRefundDto extends RefundWishDto {
  @ApiProperty(REASON) @IsKeptText({ min: 3, max: 256 }) reason: string;
}

/** A look needs no reason yet. */
const IF_GIVEN = { skipNullProperties: false };
export class ReasonPreviewDto extends PartialType(ReasonDto, IF_GIVEN) {}
export class CoursePreviewDto extends IntersectionType(PickType(CourseActDto, ['course_id']), ReasonPreviewDto) {}
export class RefundActPreviewDto extends IntersectionType(RefundWishDto, ReasonPreviewDto) {}
export class ConfirmPreviewDto extends IntersectionType(
  PickType(ConfirmPaidDto, ['trade_no']),
  PartialType(OmitType(ConfirmPaidDto, ['trade_no']), IF_GIVEN),
) {}

export class ActAnswer extends Answer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
  @ApiProperty({ description: '订单现在的样子' }) order: StaffOrderViewDto;
}

export class RefundActAnswer extends Answer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
  @ApiProperty() refund: RefundView;
}

export class AlertActAnswer extends Answer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
  @ApiProperty() alert: AlertView;
}

export class ActPreviewView {
  @ApiProperty({ enum: AUDIT_ACTS }) act: AuditAct;
  @ApiProperty({ ...FIGURES, description: '会改变的数字,现在' }) before: Figures;
  @ApiProperty({ ...FIGURES, description: '会改变的数字,之后' }) after: Figures;
}

export class ActPreviewAnswer extends Answer {
  @ApiProperty() preview: ActPreviewView;
}

export class StaffRefundForecastView extends RefundPreviewView {
  @ApiProperty({ enum: ['approved', 'requested'], description: 'requested:超过限额,还需要另一位同事同意' })
  state: 'approved' | 'requested';
}

export class RefundActPreviewView extends ActPreviewView {
  @ApiProperty({ description: '钱退回之后' }) refund: StaffRefundForecastView;
}

export class RefundActPreviewAnswer extends Answer {
  @ApiProperty() preview: RefundActPreviewView;
}
