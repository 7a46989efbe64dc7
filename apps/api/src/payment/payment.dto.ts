import { yuanFromFen } from '@luffy/money';
import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { type CheckOutcome, NOTIFY_CHECKS, type Would, WOULD } from './notify-bench.rule.js';
import {
  type GatewayCall,
  GATEWAY_METHODS,
  GATEWAY_OUTCOMES,
  type GatewayMethod,
  type GatewayOutcome,
} from './gateway-call.entity.js';
import type { Notify } from './notify.entity.js';
import type { Payment } from './payment.entity.js';

const NUMBER = { type: String, nullable: true };

export class StaffPaymentView {
  @ApiProperty() out_trade_no: string;
  @ApiProperty({ enum: ['alipay', 'wechat'] }) channel: string;
  @ApiProperty({ example: '99.00' }) amount: string;
  @ApiProperty({ enum: ['waiting', 'succeeded', 'closed', 'unknown'] }) state: string;
  @ApiProperty({ type: String, enum: ['applied', 'duplicate', 'late'], nullable: true }) disposition: string | null;
  @ApiProperty(NUMBER) trade_no: string | null;
  @ApiProperty(NUMBER) buyer_id: string | null;
  @ApiProperty({ type: Date, nullable: true }) paid_at: Date | null;
  @ApiProperty({ type: Date, nullable: true }) next_query_at: Date | null;
  @ApiProperty() created_time: Date;
}

export class GatewayCallView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty({ enum: ['alipay', 'wechat'] }) channel: string;
  @ApiProperty({ enum: GATEWAY_METHODS }) method: GatewayMethod;
  @ApiProperty({ description: '问的是哪一笔付款' }) out_trade_no: string;
  @ApiProperty({ ...NUMBER, description: '问的是哪一笔退款' }) out_request_no: string | null;
  @ApiProperty({ enum: GATEWAY_OUTCOMES }) outcome: GatewayOutcome;
  @ApiProperty({ ...NUMBER, example: 'timeout', description: '为什么没有明确的答复' }) cause: string | null;
  @ApiProperty() asked_at: Date;
  @ApiProperty({ type: 'integer', description: '毫秒' }) took_ms: number;
}

export class StaffNotifyView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() received_at: Date;
  @ApiProperty() verdict: string;
  @ApiProperty({ enum: ['success', 'failed'] }) answer: string;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) checks: unknown[];
  @ApiProperty(NUMBER) out_trade_no: string | null;
}

export class RawNotifyView extends StaffNotifyView {
  @ApiProperty() verified: boolean;
  @ApiProperty({ type: 'object', additionalProperties: true }) headers: Record<string, unknown>;
  @ApiProperty({ description: '原文;未验证的只保留前 2 kB' }) body: string;
  @ApiProperty() body_sha256: string;
}

export class RawNotifyAnswer extends Answer {
  @ApiProperty() notify: RawNotifyView;
}

export class NotifyCheckView implements CheckOutcome {
  @ApiProperty({ enum: NOTIFY_CHECKS }) name: string;
  @ApiProperty({ enum: ['ok', 'failed', 'not_reached'] }) outcome: CheckOutcome['outcome'];
  @ApiProperty(NUMBER) detail: string | null;
}

export class NotifyBenchView {
  @ApiProperty({ type: [NotifyCheckView], description: '按检查的顺序' }) checks: NotifyCheckView[];
  @ApiProperty({ ...NUMBER, description: '签名所签的文字;读不出时为 null' }) signed_text: string | null;
  @ApiProperty({ enum: WOULD, description: '如果现在收到它会怎样' }) would: Would;
  @ApiProperty() why: string;
  @ApiProperty({ description: '通知记录里会写的结论' }) verdict: string;
  @ApiProperty({ enum: ['success', 'failed'], description: '会回答支付宝的话' }) answer: 'success' | 'failed';
}

export const staffPaymentView = (payment: Payment, person: (text: string) => string): StaffPaymentView => ({
  out_trade_no: payment.outTradeNo,
  channel: payment.channel,
  amount: yuanFromFen(payment.amount),
  state: payment.state,
  disposition: payment.disposition,
  trade_no: payment.tradeNo,
  buyer_id: payment.buyerId === null ? null : person(payment.buyerId),
  paid_at: payment.paidAt,
  next_query_at: payment.nextQueryAt,
  created_time: payment.createdTime,
});

export const gatewayCallView = (call: GatewayCall): GatewayCallView => ({
  id: call.id,
  channel: call.channel,
  method: call.method,
  out_trade_no: call.outTradeNo,
  out_request_no: call.outRequestNo,
  outcome: call.outcome,
  cause: call.cause,
  asked_at: call.askedAt,
  took_ms: call.tookMs,
});

export const staffNotifyView = (notify: Notify): StaffNotifyView => ({
  id: notify.id,
  received_at: notify.receivedAt,
  verdict: notify.verdict,
  answer: notify.answer,
  checks: notify.checks,
  out_trade_no: notify.outTradeNo,
});

export const rawNotifyView = (notify: Notify): RawNotifyView => ({
  ...staffNotifyView(notify),
  verified: notify.verified,
  headers: notify.headers,
  body: notify.body.toString('utf8'),
  body_sha256: notify.bodySha256,
});
