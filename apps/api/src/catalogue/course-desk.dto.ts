import { ApiProperty } from '@nestjs/swagger';

import { AuditView } from '../audit/audit.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { LessonView } from './catalogue.dto.js';

/** A course as those who keep the catalogue see it: on sale or not, and what hangs on it. */
export class StaffCourseView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() name: string;
  @ApiProperty({ example: '99.00' }) price: string;
  @ApiProperty({ example: '199.00' }) original_price: string;
  @ApiProperty({ description: '现在的价格从什么时候开始' }) price_from: Date;
  @ApiProperty({ enum: [0, 1], description: '0 下架 1 在售' }) status: number;
  @ApiProperty() brief: string;
  @ApiProperty({ type: String, nullable: true }) cover: string | null;
  @ApiProperty() teacher: string;
  @ApiProperty({ type: 'integer' }) refund_days: number;
  @ApiProperty({ type: 'integer' }) lesson_count: number;
  @ApiProperty({ type: 'integer', description: '正在学习的人数' }) learners: number;
  @ApiProperty({ type: 'integer', description: '待支付订单中的份数,按下单时的价格' }) waiting: number;
  @ApiProperty({ type: 'integer', description: '已支付且未全额退款的份数' }) sold: number;
  @ApiProperty() created_time: Date;
}

export class StaffLessonView extends LessonView {
  @ApiProperty({ required: false, description: '正文' }) content?: string;
}

export class StaffCourseInFullView extends StaffCourseView {
  @ApiProperty({ type: [StaffLessonView] }) lessons: StaffLessonView[];
}

export class CoursePriceView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty({ example: '99.00' }) price: string;
  @ApiProperty({ example: '199.00' }) original_price: string;
  @ApiProperty() from_at: Date;
  @ApiProperty({ type: Date, nullable: true, description: 'null:现在的价格' }) until_at: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '谁定的;null:没有记录' }) staff: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
}

export class StaffCourseAnswer extends Answer {
  @ApiProperty() course: StaffCourseInFullView;
}

export class StaffCourseActAnswer extends StaffCourseAnswer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
}
