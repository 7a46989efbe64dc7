import { type Fen, yuanFromFen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';

import type { Order } from '../order/order.entity.js';
import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import { IfGiven, IsKeptText, IsYuan } from '../platform/validation.js';
import type { Refund } from './refund.entity.js';

/** What is asked back; everything that is left when neither is given. */
export class RefundWishDto {
  @ApiPropertyOptional({ type: [Number], description: '只退这些课程;与 amount 二选一' })
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  courses?: number[];

  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'number' }],
    example: '30.00',
    description: '只退这么多元',
  })
  @IfGiven()
  @IsYuan()
  amount?: string | number;
}

export class RequestRefundDto extends RefundWishDto {
  @ApiProperty({ maxLength: 256, description: '退款原因' })
  @IsKeptText({ min: 1, max: 256 })
  reason: string;
}

/** What a refund gives back for one line of the order. */
export interface RefundLineFact {
  courseId: number;
  courseName: string;
  amountFen: Fen;
}

export class RefundLineView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty({ example: '99.00' }) amount: string;
}

export class RefundView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() out_request_no: string;
  @ApiProperty() out_trade_no: string;
  @ApiProperty() subject: string;
  @ApiProperty({ example: '99.00' }) amount: string;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: ['student', 'staff', 'duplicate', 'late', 'external'] }) kind: string;
  @ApiProperty({ enum: ['requested', 'approved', 'sending', 'unknown', 'succeeded', 'failed', 'rejected'] })
  state: string;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty() created_time: Date;
  @ApiProperty({ type: Date, nullable: true }) finished_at: Date | null;
  @ApiProperty({ type: [RefundLineView], description: '每门课退多少;重复或迟到的付款整笔退回,没有明细' })
  lines: RefundLineView[];
}

export class StaffRefundView extends RefundView {
  @ApiProperty({ type: String, nullable: true, description: '谁申请的;自动的为 null' }) requested_by: string | null;
  @ApiProperty({ type: String, nullable: true }) decided_by: string | null;
  @ApiProperty({ type: String, nullable: true, description: '渠道最近一次没有完成的原因' }) cause: string | null;
  @ApiProperty({ type: 'integer' }) attempts: number;
  @ApiProperty({ type: Date, nullable: true }) next_try_at: Date | null;
}

export class RefundAnswer extends Answer {
  @ApiProperty() refund: RefundView;
}

export class OwnRefundFilterDto extends PageQuery {
  @ApiPropertyOptional({ description: '只看这些订单的退款:逗号分隔的订单号,最多 100 个' })
  @IsOptional()
  @IsString()
  @Matches(/^[0-9A-Za-z_-]{1,64}(?:,[0-9A-Za-z_-]{1,64}){0,99}$/)
  orders?: string;
}

export const refundView = (
  refund: Refund,
  order: Pick<Order, 'outTradeNo' | 'subject'>,
  lines: readonly RefundLineFact[],
): RefundView => ({
  id: refund.id,
  out_request_no: refund.outRequestNo,
  out_trade_no: order.outTradeNo,
  subject: order.subject,
  amount: yuanFromFen(refund.amount),
  reason: refund.reason,
  kind: refund.kind,
  state: refund.state,
  note: refund.note,
  created_time: refund.createdTime,
  finished_at: refund.finishedAt,
  lines: lines.map(({ courseId, courseName, amountFen }) => ({
    course_id: courseId,
    course_name: courseName,
    amount: yuanFromFen(amountFen),
  })),
});

/** As the student reads it: staff's note is for them only where it says why the answer is no. */
export const ownRefundView: typeof refundView = (refund, order, lines) => ({
  ...refundView(refund, order, lines),
  note: refund.state === 'rejected' ? refund.note : null,
});
