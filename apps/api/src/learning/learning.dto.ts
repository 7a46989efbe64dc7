import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';

export class LessonContentView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty({ type: 'integer', description: '第几节,从 1 开始' }) n: number;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) minutes: number;
  @ApiProperty({ description: '可以免费试看' }) free: boolean;
  @ApiProperty({ description: '纯文本,段落之间空一行' }) content: string;
}

export class LessonAnswer extends Answer {
  @ApiProperty() lesson: LessonContentView;
}

export class LearningView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty() teacher: string;
  @ApiProperty({ type: String, nullable: true, description: '购买它的订单;由老师赠送时为 null' }) out_trade_no:
    | string
    | null;
  @ApiProperty() granted_at: Date;
  @ApiProperty({ type: 'integer' }) lesson_count: number;
  @ApiProperty({ type: [Number], description: '已学完的各节' }) done: number[];
  @ApiProperty({ type: 'integer', nullable: true, description: '上次学到第几节' }) last_lesson: number | null;
  @ApiProperty({ type: Date, nullable: true }) last_at: Date | null;
}

export class LearningAnswer extends Answer {
  @ApiProperty() course: LearningView;
}
