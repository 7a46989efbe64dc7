import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';

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
