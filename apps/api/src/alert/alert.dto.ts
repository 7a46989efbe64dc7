import { ApiProperty } from '@nestjs/swagger';

import type { Alert } from './alert.entity.js';
import type { Message } from './message.entity.js';

export class AlertView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() kind: string;
  @ApiProperty() subject: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: Record<string, unknown>;
  @ApiProperty() at: Date;
}

export const alertView = ({ id, kind, subject, data, at }: Alert): AlertView => ({ id, kind, subject, data, at });

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
  data,
  at,
  read_at: readAt,
});
