import type { Fen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';

import { OrderFileView, StaffOrderViewDto } from '../order/order-file.dto.js';
import {
  ORDER_FLAGS,
  ORDER_SORTS,
  type OrderFilter,
  type OrderFlag,
  type OrderSort,
} from '../order/order-search.rule.js';
import { GatewayCallView, StaffNotifyView, StaffPaymentView } from '../payment/payment.dto.js';
import { fenFromRequest } from '../platform/amount.js';
import { Answer } from '../platform/answer.dto.js';
import type { StaffMember } from '../platform/identity.js';
import { seesPersons } from '../platform/mask.rule.js';
import { PageQuery } from '../platform/paging.js';
import { AsInteger, IsInstant, IsKeptText, IsYuan } from '../platform/validation.js';
import { StaffRefundView } from '../refund/refund.dto.js';
import { inOrder, instant } from './range.wire.js';

export class StaffOrderFilterDto extends PageQuery {
  @ApiPropertyOptional({ description: '订单号、支付号、交易号、退款号、用户编号或用户名' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 150 })
  q?: string;

  @ApiPropertyOptional({ enum: [0, 1, 2, 3] })
  @IsOptional()
  @AsInteger()
  @IsIn([0, 1, 2, 3])
  order_status?: number;

  @ApiPropertyOptional({ enum: [0, 1, 2] })
  @IsOptional()
  @AsInteger()
  @IsIn([0, 1, 2])
  pay_type?: number;

  @ApiPropertyOptional({ enum: [0, 1, 2] })
  @IsOptional()
  @AsInteger()
  @IsIn([0, 1, 2])
  refund_status?: number;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  course_id?: number;

  @ApiPropertyOptional({ type: 'integer', description: '优惠券的编号' })
  @IsOptional()
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  coupon_id?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  created_from?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  created_to?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  paid_from?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  paid_to?: string;

  @ApiPropertyOptional({ example: '100.00', description: '元,含' })
  @IsOptional()
  @IsYuan()
  amount_from?: string;

  @ApiPropertyOptional({ example: '200.00', description: '元,含' })
  @IsOptional()
  @IsYuan()
  amount_to?: string;

  @ApiPropertyOptional({ enum: ORDER_FLAGS, description: '迟到付款、重复付款、有未处理的可疑警报、付了却不能学习' })
  @IsOptional()
  @IsIn(ORDER_FLAGS)
  flag?: OrderFlag;

  @ApiPropertyOptional({ enum: ORDER_SORTS, default: '-created' })
  @IsOptional()
  @IsIn(ORDER_SORTS)
  sort?: OrderSort;
}

export class TotalView {
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ description: '一万以内是准确的,更多时是估计' }) exact: boolean;
}

export class StaffOrdersAnswer extends Answer {
  @ApiProperty({ type: [StaffOrderViewDto] }) items: StaffOrderViewDto[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
  @ApiProperty() total: TotalView;
}

export class OrderInFullView extends OrderFileView {
  @ApiProperty({ type: [StaffPaymentView] }) payments: StaffPaymentView[];
  @ApiProperty({ type: [StaffRefundView] }) refunds: StaffRefundView[];
  @ApiProperty({ type: [StaffNotifyView], description: '最近的 100 条,新的在前' }) notifies: StaffNotifyView[];
  @ApiProperty({ type: [GatewayCallView], description: '我们对支付渠道的调用,最近的 200 次,新的在前' })
  gateway_calls: GatewayCallView[];
}

export class OrderInFullAnswer extends Answer {
  @ApiProperty() order: OrderInFullView;
}

export class AsOfDto {
  @ApiPropertyOptional({ description: '也给出这一刻的样子' })
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  at?: string;
}

export class NoteDto {
  @ApiProperty({ maxLength: 2000 }) @IsKeptText({ min: 1, max: 2000 }) text: string;
}

const fenIn = (text: string | undefined): Fen | undefined =>
  text === undefined ? undefined : (fenFromRequest(text) ?? undefined);

/** The filter in our words. @throws AppError VALIDATION naming a range whose ends are the wrong way round */
export function filterOf(staff: StaffMember, dto: StaffOrderFilterDto): OrderFilter {
  const [createdFrom, createdTo] = inOrder('created_from', instant(dto.created_from), instant(dto.created_to));
  const [paidFrom, paidTo] = inOrder('paid_from', instant(dto.paid_from), instant(dto.paid_to));
  const [amountFrom, amountTo] = inOrder('amount_from', fenIn(dto.amount_from), fenIn(dto.amount_to));
  return {
    q: dto.q,
    names: seesPersons(staff.roles) ? 'found' : 'hidden',
    orderStatus: dto.order_status,
    payType: dto.pay_type,
    refundStatus: dto.refund_status,
    courseId: dto.course_id,
    couponId: dto.coupon_id,
    createdFrom,
    createdTo,
    paidFrom,
    paidTo,
    amountFrom,
    amountTo,
    flag: dto.flag,
  };
}
