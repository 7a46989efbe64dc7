import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsInt, Max, Min } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { IfGiven, IsKeptText, IsYuan } from '../platform/validation.js';

/** What every request about a basket names. */
export class CoursesDto {
  @ApiProperty({ type: [Number], minItems: 1, maxItems: 50, example: [1] })
  @IsArray({ message: '课程应为编号列表' })
  @ArrayNotEmpty({ message: '请至少选择一门课程' })
  @ArrayMaxSize(50, { message: '一次最多购买 50 门课程' })
  @IsInt({ each: true, message: '课程编号应为整数' })
  @Min(1, { each: true, message: '课程编号应为正整数' })
  @Max(Number.MAX_SAFE_INTEGER, { each: true, message: '课程编号过大' })
  courses: number[];
}

export class PlaceOrderDto extends CoursesDto {
  @ApiPropertyOptional({ maxLength: 150, description: '订单标题,缺省为课程名' })
  @IfGiven()
  @IsKeptText({ min: 1, max: 150 })
  subject?: string;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }],
    example: '99.00',
    description: '页面上显示的应付金额,只用来比较',
  })
  @IsYuan()
  total_amount: string | number;

  @ApiProperty({ type: 'integer', example: 1, description: '1 支付宝;0 仅用于免费课程' })
  @IsInt({ message: '支付方式应为整数' })
  pay_type: number;

  @ApiPropertyOptional({ type: 'integer', description: '我的一张优惠券的编号' })
  @IfGiven()
  @IsInt({ message: '优惠券编号应为整数' })
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  coupon?: number;
}

export class PlacedAnswer extends Answer {
  @ApiProperty({ description: '32 位订单号' }) out_trade_no: string;
  @ApiProperty({ type: String, nullable: true, description: '支付宝收银台地址;无需支付时为 null' }) pay_url:
    | string
    | null;
  @ApiProperty({ type: Date, nullable: true, description: '支付截止时间' }) expires_at: Date | null;
}
