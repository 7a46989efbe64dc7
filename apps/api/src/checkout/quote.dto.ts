import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

import { CouponView } from '../coupon/coupon.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { IfGiven } from '../platform/validation.js';
import { CoursesDto } from './checkout.dto.js';
import { LINE_STATES, type LineState, QUOTE_OBSTACLES, type QuoteObstacle } from './quote.rule.js';

export class QuoteDto extends CoursesDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: '我的一张优惠券的编号;0 为不用优惠券;缺省为最合适的一张',
  })
  @IfGiven()
  @IsInt({ message: '优惠券编号应为整数' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  coupon?: number;
}

export class QuoteLineView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty() teacher: string;
  @ApiProperty({ example: '99.00' }) price: string;
  @ApiProperty({ example: '199.00' }) original_price: string;
  @ApiProperty({ example: '79.00', description: '分摊优惠之后' }) real_price: string;
  @ApiProperty({ enum: LINE_STATES, description: '只有 ok 的课程计入金额' }) state: LineState;
  @ApiProperty({ type: String, nullable: true, description: '包含它的待支付订单号' }) waiting_order: string | null;
}

export class QuoteCouponView {
  @ApiProperty({ type: 'integer', description: '下单时填写的编号' }) id: number;
  @ApiProperty() coupon: CouponView;
  @ApiProperty() usable: boolean;
  @ApiProperty({ type: String, enum: QUOTE_OBSTACLES, nullable: true }) obstacle: QuoteObstacle | null;
  @ApiProperty({ type: String, nullable: true, example: '1.00', description: '距离使用门槛还差多少元' }) short_by:
    | string
    | null;
  @ApiProperty({ example: '20.00', description: '不能使用时为 0.00' }) discount_amount: string;
}

export class QuoteView {
  @ApiProperty({ type: [QuoteLineView] }) lines: QuoteLineView[];
  @ApiProperty({ example: '99.00' }) original_amount: string;
  @ApiProperty({ example: '20.00' }) discount_amount: string;
  @ApiProperty({ example: '79.00', description: '下单时填写的应付金额' }) total_amount: string;
  @ApiProperty({ type: 'integer', nullable: true, description: '已计入的优惠券' }) coupon: number | null;
  @ApiProperty({ type: [QuoteCouponView], description: '可用的在前,优惠多的在前' }) coupons: QuoteCouponView[];
}

export class QuoteAnswer extends Answer {
  @ApiProperty() quote: QuoteView;
}
