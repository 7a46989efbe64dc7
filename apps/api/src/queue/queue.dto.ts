import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { QUEUES, type QueueName } from './queue.rule.js';

export class QueueView {
  @ApiProperty({ enum: QUEUES }) name: QueueName;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: Date, nullable: true, description: '等得最久的一件从什么时候开始等' }) oldest_at: Date | null;
}

export class QueuesAnswer extends Answer {
  @ApiProperty({ type: [QueueView] }) queues: QueueView[];
}

export class QueueItemView {
  @ApiProperty({ description: '要看的东西:退款号、支付号、警报说的号码等' }) subject: string;
  @ApiProperty({ type: String, nullable: true, description: '所属的订单' }) out_trade_no: string | null;
  @ApiProperty({ type: String, nullable: true, example: '99.00' }) amount: string | null;
  @ApiProperty({ type: Date, nullable: true }) at: Date | null;
  @ApiProperty({ description: '为什么在这里:退款的种类或状态、警报的种类、课程名等' }) what: string;
}
