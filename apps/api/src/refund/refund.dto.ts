import { yuanFromFen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { IfGiven, IsKeptText, IsYuan } from '../platform/validation.js';
import type { Refund } from './refund.entity.js';

export class RequestRefundDto {
  @ApiProperty({ maxLength: 256, description: '退款原因' })
  @IsKeptText({ min: 1, max: 256 })
  reason: string;

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

export class DecideRefundDto {
  @ApiPropertyOptional({ maxLength: 256, description: '处理说明' })
  @IfGiven()
  @IsKeptText({ min: 1, max: 256 })
  note?: string;
}

export class RefundView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() out_request_no: string;
  @ApiProperty() out_trade_no: string;
  @ApiProperty({ example: '99.00' }) amount: string;
  @ApiProperty() reason: string;
  @ApiProperty({ enum: ['student', 'staff', 'duplicate', 'late', 'external'] }) kind: string;
  @ApiProperty({ enum: ['requested', 'approved', 'sending', 'unknown', 'succeeded', 'failed', 'rejected'] })
  state: string;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty() created_time: Date;
  @ApiProperty({ type: Date, nullable: true }) finished_at: Date | null;
}

export class RefundAnswer extends Answer {
  @ApiProperty() refund: RefundView;
}

export const refundView = (refund: Refund, outTradeNo: string): RefundView => ({
  id: refund.id,
  out_request_no: refund.outRequestNo,
  out_trade_no: outTradeNo,
  amount: yuanFromFen(refund.amount),
  reason: refund.reason,
  kind: refund.kind,
  state: refund.state,
  note: refund.note,
  created_time: refund.createdTime,
  finished_at: refund.finishedAt,
});
