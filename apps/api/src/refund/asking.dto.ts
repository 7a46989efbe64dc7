import { yuanFromFen } from '@luffy/money';
import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { type Askable, type RefundForecast, WHY_NOT, type WhyNot } from './asking.rule.js';
import { RefundLineView } from './refund.dto.js';
import { totalOf } from './refund.rule.js';

const YUAN = { example: '99.00', description: '元,两位小数' };

export class RefundableLineView {
  @ApiProperty({ type: 'integer' }) course_id: number;
  @ApiProperty() course_name: string;
  @ApiProperty(YUAN) left: string;
  @ApiProperty({ type: Date, nullable: true, description: '最晚在这一刻申请' }) until: Date | null;
}

export class RefundableView {
  @ApiProperty(YUAN) left: string;
  @ApiProperty({ type: Date, nullable: true, description: '还有可退金额的课程里最早的期限' }) until: Date | null;
  @ApiProperty() can_ask: boolean;
  @ApiProperty({ type: String, enum: WHY_NOT, nullable: true }) why_not: WhyNot | null;
  @ApiProperty({ type: [RefundableLineView] }) lines: RefundableLineView[];
}

export class RefundableAnswer extends Answer {
  @ApiProperty() refundable: RefundableView;
}

export class RefundPreviewLineView extends RefundLineView {
  @ApiProperty({ description: '退款后不能再学习这门课程' }) ends_access: boolean;
}

export class RefundPreviewView {
  @ApiProperty(YUAN) amount: string;
  @ApiProperty({ type: [RefundPreviewLineView] }) lines: RefundPreviewLineView[];
  @ApiProperty({ description: '订单使用的优惠券会退回' }) returns_coupon: boolean;
}

export class RefundPreviewAnswer extends Answer {
  @ApiProperty() preview: RefundPreviewView;
}

export const refundableView = ({ leftFen, until, whyNot, lines }: Askable): RefundableView => ({
  left: yuanFromFen(leftFen),
  until,
  can_ask: whyNot === null,
  why_not: whyNot,
  lines: lines.map((line) => ({
    course_id: line.courseId,
    course_name: line.courseName,
    left: yuanFromFen(line.leftFen),
    until: line.until,
  })),
});

export const previewView = ({ lines }: RefundForecast, coupon: 'returns' | 'stays'): RefundPreviewView => ({
  amount: yuanFromFen(totalOf(lines.map((line) => ({ lineId: line.id, amountFen: line.amountFen })))),
  lines: lines.map((line) => ({
    course_id: line.courseId,
    course_name: line.courseName,
    amount: yuanFromFen(line.amountFen),
    ends_access: line.endsAccess,
  })),
  returns_coupon: coupon === 'returns',
});
