import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { factsInYuan } from '../platform/amount.js';
import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import type { Message } from './message.entity.js';

export class AlertView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() kind: string;
  @ApiProperty() subject: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: Record<string, unknown>;
  @ApiProperty() at: Date;
  @ApiProperty({ type: Date, nullable: true }) cleared_at: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '处理它的工作人员' }) cleared_by: string | null;
}

export class MessageFilterDto extends PageQuery {
  @ApiPropertyOptional({ enum: ['1'], description: '只看未读' })
  @IsOptional()
  @IsIn(['1'])
  unread?: '1';
}

export class UnreadAnswer extends Answer {
  @ApiProperty({ type: 'integer' }) count: number;
}

export class MessageView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty({ example: 'payment_late' }) kind: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: Record<string, unknown>;
  @ApiProperty() at: Date;
  @ApiProperty({ type: Date, nullable: true }) read_at: Date | null;
}

export const messageView = ({ id, kind, data, at, readAt }: Message): MessageView => ({
  id,
  kind,
  data: factsInYuan(data),
  at,
  read_at: readAt,
});
