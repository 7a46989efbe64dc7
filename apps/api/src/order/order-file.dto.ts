import { yuanFromFen } from '@luffy/money';
import { ApiProperty } from '@nestjs/swagger';

import { AlertView } from '../alert/alert.dto.js';
import { Answer } from '../platform/answer.dto.js';
import type { AsOf } from './as-of.rule.js';
import { OrderLineView, OrderView } from './order.dto.js';

const YUAN = { example: '99.00', description: '元,两位小数' };

export class StaffOrderViewDto extends OrderView {
  @ApiProperty({ description: '只管课程的工作人员看到的是 s***t' }) username: string;
}

export class OrderMoneyView {
  @ApiProperty(YUAN) original: string;
  @ApiProperty(YUAN) discount: string;
  @ApiProperty({ ...YUAN, description: '订单自己的付款;重复和迟到的付款另计' }) paid: string;
  @ApiProperty(YUAN) refunded: string;
  @ApiProperty({ ...YUAN, description: 'paid 减 refunded' }) net: string;
}

export class AccessSourceView {
  @ApiProperty({ enum: ['order', 'grant'] }) kind: 'order' | 'grant';
  @ApiProperty() granted_at: Date;
  @ApiProperty({ type: Date, nullable: true }) ended_at: Date | null;
}

export class StaffLineView extends OrderLineView {
  @ApiProperty() live: boolean;
  @ApiProperty({ enum: ['active', 'ended', 'none'], description: '买家现在能否学习,不论来源' })
  access: 'active' | 'ended' | 'none';
  @ApiProperty({ type: [AccessSourceView] }) access_sources: AccessSourceView[];
}

export class OrderEventView {
  @ApiProperty({ type: 'integer' }) seq: number;
  @ApiProperty() at: Date;
  @ApiProperty({ example: 'staff:3' }) actor: string;
  @ApiProperty({ type: String, nullable: true, example: 'lin', description: '用户名;不是人做的为空' })
  actor_name: string | null;
  @ApiProperty() type: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data: Record<string, unknown>;
}

export class OrderNoteView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() at: Date;
  @ApiProperty() staff: string;
  @ApiProperty() text: string;
}

export class OrderNoteAnswer extends Answer {
  @ApiProperty() note: OrderNoteView;
}

export class OrderCouponView {
  @ApiProperty({ type: 'integer' }) record_id: number;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['free', 'held', 'used', 'expired'] }) state: string;
}

export class AsOfLineView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() live: boolean;
}

export class AsOfView {
  @ApiProperty({ type: 'integer', enum: [0, 1, 2, 3] }) order_status: number;
  @ApiProperty(YUAN) refunded_amount: string;
  @ApiProperty({ type: [AsOfLineView] }) lines: AsOfLineView[];
}

/** What the order's own books know of it; payments and refunds come from theirs. */
export class OrderFileView extends StaffOrderViewDto {
  @ApiProperty() money: OrderMoneyView;
  @ApiProperty({ type: [StaffLineView] }) lines: StaffLineView[];
  @ApiProperty({ type: [OrderEventView] }) events: OrderEventView[];
  @ApiProperty({ type: [OrderNoteView] }) notes: OrderNoteView[];
  @ApiProperty({ type: OrderCouponView, nullable: true }) coupon: OrderCouponView | null;
  @ApiProperty({ type: [AlertView], description: '与它、它的付款和退款有关的警报,含已处理的' }) alerts: AlertView[];
  @ApiProperty({ type: AsOfView, nullable: true, description: '问到 at 那一刻时:当时的样子;下单之前为 null' })
  as_of: AsOfView | null;
}

export const asOfView = (state: AsOf): AsOfView => ({
  order_status: state.status,
  refunded_amount: yuanFromFen(state.refundedFen),
  lines: state.lines.map((line) => ({ course_id: line.courseId, live: line.live })),
});
