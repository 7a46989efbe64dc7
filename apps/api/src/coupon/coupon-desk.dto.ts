import { ApiProperty } from '@nestjs/swagger';

import { AuditView } from '../audit/audit.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { CouponView } from './coupon.dto.js';
import { COUPON_STATES, type CouponState, HAND_OUT_OUTCOMES, type HandOutOutcome } from './coupon.rule.js';

/** A coupon as those who keep them see it: what became of it, and what it costs. */
export class StaffCouponView extends CouponView {
  @ApiProperty({ enum: COUPON_STATES, description: '已停止、已过期、未开始、已领完、可领取' }) state: CouponState;
  @ApiProperty({ type: Date, nullable: true }) stopped_at: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '只适用于的课程' }) course_name: string | null;
  @ApiProperty({ type: 'integer', description: '已领取:等于后面四项之和' }) claimed: number;
  @ApiProperty({ type: 'integer', description: '在手里,还可以用' }) free: number;
  @ApiProperty({ type: 'integer', description: '被待支付的订单占用' }) held: number;
  @ApiProperty({ type: 'integer', description: '已用于支付成功的订单' }) used: number;
  @ApiProperty({ type: 'integer', description: '没有用就过期了' }) expired: number;
  @ApiProperty({ example: '120.00', description: '让利:已支付且未全额退款的订单,因它少付的元' }) discount_given: string;
}

class StaffCouponAnswer extends Answer {
  @ApiProperty() coupon: StaffCouponView;
}

export class StaffCouponActAnswer extends StaffCouponAnswer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
}

export class HandOutOutcomeView {
  @ApiProperty({ description: '请求中的用户名' }) username: string;
  @ApiProperty({ enum: HAND_OUT_OUTCOMES, description: '发到了、已达每人限额、已发完、没有这个用户' })
  outcome: HandOutOutcome;
}

export class HandOutAnswer extends StaffCouponActAnswer {
  @ApiProperty({ type: [HandOutOutcomeView] }) outcomes: HandOutOutcomeView[];
}

export class HandOutForecastView {
  @ApiProperty({ type: 'integer', description: '会发出几张' }) given: number;
  @ApiProperty({ type: 'integer', description: '之后还剩几张' }) left: number;
  @ApiProperty({ type: [HandOutOutcomeView] }) outcomes: HandOutOutcomeView[];
}

export class HandOutPreviewAnswer extends Answer {
  @ApiProperty() preview: HandOutForecastView;
}
