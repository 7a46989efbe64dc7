import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { yuanFromFen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { ORDER_EVENT_TYPES, type OrderEventType, type ToldEvent } from '../event/story.rule.js';
import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import type { OrderDetail } from './order-detail.entity.js';
import type { Order } from './order.entity.js';

const YUAN = { example: '99.00', description: '元,两位小数' };

export class OrderLineView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty(YUAN) price: string;
  @ApiProperty(YUAN) real_price: string;
  @ApiProperty(YUAN) refunded_amount: string;
}

export class OrderView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() out_trade_no: string;
  @ApiProperty({ type: String, nullable: true }) trade_no: string | null;
  @ApiProperty() subject: string;
  @ApiProperty(YUAN) total_amount: string;
  @ApiProperty(YUAN) original_amount: string;
  @ApiProperty(YUAN) discount_amount: string;
  @ApiProperty({ type: 'integer', enum: [0, 1, 2, 3], description: '0 未支付 1 已支付 2 已取消 3 超时取消' })
  order_status: number;
  @ApiProperty({ type: 'integer', enum: [0, 1, 2], description: '0 免费 1 支付宝 2 微信支付' }) pay_type: number;
  @ApiProperty({ type: Date, nullable: true }) pay_time: Date | null;
  @ApiProperty({ type: 'integer' }) user_id: number;
  @ApiProperty() created_time: Date;
  @ApiProperty({ type: 'integer', nullable: true }) coupon_record_id: number | null;
  @ApiProperty({ type: 'integer', enum: [0, 1, 2], description: '0 无 1 部分 2 全部' }) refund_status: number;
  @ApiProperty(YUAN) refunded_amount: string;
  @ApiProperty({ type: Date, nullable: true }) expires_at: Date | null;
  @ApiProperty({ type: Date, nullable: true }) closed_at: Date | null;
  @ApiProperty({ type: [OrderLineView] }) courses: OrderLineView[];
}

export class OrderAnswer extends Answer {
  @ApiProperty() order: OrderView;
}

/** Which orders a student may ask for by one word. */
const STATES: Readonly<Record<'unpaid' | 'paid' | 'closed', readonly OrderStatusCode[]>> = {
  unpaid: [ORDER_STATUS.unpaid],
  paid: [ORDER_STATUS.paid],
  closed: [ORDER_STATUS.cancelled, ORDER_STATUS.timedOut],
};

export class OwnOrderFilterDto extends PageQuery {
  @ApiPropertyOptional({ enum: Object.keys(STATES), description: 'closed:已取消或超时' })
  @IsOptional()
  @IsIn(Object.keys(STATES))
  state?: keyof typeof STATES;
}

export const statusesOf = ({ state }: OwnOrderFilterDto): readonly OrderStatusCode[] | 'all' =>
  state === undefined ? 'all' : STATES[state];

export class StoryItemView implements ToldEvent {
  @ApiProperty({ type: 'integer' }) seq: number;
  @ApiProperty() at: Date;
  @ApiProperty({ enum: ORDER_EVENT_TYPES }) type: OrderEventType;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: '金额为元;by 为 student 或 shop',
    example: { trade_no: '2026030222001400000000000001' },
  })
  data: Record<string, string>;
}

export function orderView(order: Order, lines: readonly OrderDetail[]): OrderView {
  return {
    id: order.id,
    out_trade_no: order.outTradeNo,
    trade_no: order.tradeNo,
    subject: order.subject,
    total_amount: yuanFromFen(order.totalAmount),
    original_amount: yuanFromFen(order.originalAmount),
    discount_amount: yuanFromFen(order.discountAmount),
    order_status: order.orderStatus,
    pay_type: order.payType,
    pay_time: order.payTime,
    user_id: order.userId,
    created_time: order.createdTime,
    coupon_record_id: order.couponRecordId,
    refund_status: order.refundStatus,
    refunded_amount: yuanFromFen(order.refundedAmount),
    expires_at: order.expiresAt,
    closed_at: order.closedAt,
    courses: lines.map((line) => ({
      course_id: line.courseId,
      course_name: line.courseName,
      price: yuanFromFen(line.price),
      real_price: yuanFromFen(line.realPrice),
      refunded_amount: yuanFromFen(line.refundedAmount),
    })),
  };
}
