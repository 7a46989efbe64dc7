import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsInt,
  IsObject,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { IfGiven, IsYuan } from '../platform/validation.js';
import { BASKET_SIZE, SKIP_REASONS, type SkipReason } from './basket.rule.js';

export class WantedCourseDto {
  @ApiProperty({ type: 'integer', example: 1 })
  @IsInt({ message: '课程编号应为整数' })
  @Min(1, { message: '课程编号应为正整数' })
  @Max(Number.MAX_SAFE_INTEGER, { message: '课程编号过大' })
  course_id: number;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'number' }],
    example: '99.00',
    description: '登录前看到的价格,只用来提示价格变化;缺省为现在的价格',
  })
  @IfGiven()
  @IsYuan()
  price_seen?: string | number;
}

export class AddToBasketDto {
  @ApiProperty({ type: [WantedCourseDto], minItems: 1, maxItems: BASKET_SIZE })
  @IsArray({ message: '课程应为列表' })
  @ArrayNotEmpty({ message: '请至少选择一门课程' })
  @ArrayMaxSize(BASKET_SIZE, { message: '购物车最多放 50 门课程' })
  @IsObject({ each: true })
  @ArrayUnique((wanted: WantedCourseDto | null) => wanted?.course_id, { message: '同一门课程只能出现一次' })
  @ValidateNested({ each: true })
  @Type(() => WantedCourseDto)
  courses: WantedCourseDto[];
}

export class BasketItemView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() name: string;
  @ApiProperty() teacher: string;
  @ApiProperty({ type: String, nullable: true }) cover: string | null;
  @ApiProperty({ example: '99.00', description: '现在的价格' }) price: string;
  @ApiProperty({ example: '199.00' }) original_price: string;
  @ApiProperty({ example: '99.00', description: '上次看到的价格' }) price_seen: string;
  @ApiProperty() price_changed: boolean;
  @ApiProperty() on_sale: boolean;
  @ApiProperty({ type: String, nullable: true, description: '包含它的待支付订单号' }) waiting_order: string | null;
  @ApiProperty() added_at: Date;
}

export class BasketAnswer extends Answer {
  @ApiProperty({ type: [BasketItemView], description: '新加入的在前;已拥有的课程不在其中' }) items: BasketItemView[];
  @ApiProperty({ example: '298.00', description: '在售课程的合计' }) total_amount: string;
  @ApiProperty({ type: String, nullable: true, description: '总是 null:购物车只有一页' }) next_cursor: string | null;
}

export class SkippedCourse {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty({ enum: SKIP_REASONS }) reason: SkipReason;
}

export class AddedAnswer extends BasketAnswer {
  @ApiProperty({ type: [Number], description: '现在在购物车中的课程' }) added: number[];
  @ApiProperty({ type: [SkippedCourse] }) skipped: SkippedCourse[];
}
