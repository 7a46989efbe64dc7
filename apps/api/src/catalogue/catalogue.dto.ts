import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import { IsKeptText } from '../platform/validation.js';

const SORTS = ['newest', 'price_asc', 'price_desc'] as const;
export type CourseSort = (typeof SORTS)[number];

const PRICES = ['free', 'paid'] as const;

export class CourseFilterDto extends PageQuery {
  @ApiPropertyOptional({ minLength: 1, maxLength: 50, description: '课程名、老师或简介中的一段文字' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 50 })
  q?: string;

  @ApiPropertyOptional({ enum: PRICES })
  @IsOptional()
  @IsIn(PRICES)
  price?: (typeof PRICES)[number];

  @ApiPropertyOptional({ enum: SORTS, description: '缺省按编号' })
  @IsOptional()
  @IsIn(SORTS)
  sort?: CourseSort;
}

export class LessonView {
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) minutes: number;
  @ApiProperty({ description: '可以免费试看' }) free: boolean;
}

export class CourseView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() name: string;
  @ApiProperty({ example: '99.00' }) price: string;
  @ApiProperty({ example: '199.00' }) original_price: string;
  @ApiProperty() brief: string;
  @ApiProperty({ type: String, nullable: true }) cover: string | null;
  @ApiProperty() teacher: string;
  @ApiProperty({ type: 'integer' }) lesson_count: number;
  @ApiProperty({ type: 'integer', description: '正在学习的人数' }) learners: number;
  @ApiProperty({ type: 'integer', description: '付款后多少天内可以申请退款' }) refund_days: number;
  @ApiProperty() on_sale: boolean;
  @ApiProperty({ description: '上架时间' }) created_time: Date;
  @ApiProperty({ required: false, description: '登录后才有' }) owned?: boolean;
  @ApiProperty({ type: String, required: false, nullable: true, description: '登录后才有:包含它的待支付订单号' })
  waiting_order?: string | null;
}

export class CourseDetailView extends CourseView {
  @ApiProperty({ type: [LessonView] }) lessons: LessonView[];
}

export class CourseAnswer extends Answer {
  @ApiProperty() course: CourseDetailView;
}
