import { addFen, subtractFen, yuanFromFen } from '@luffy/money';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';

import { AuditView } from '../audit/audit.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import { says } from '../platform/validation.js';
import type { Bill } from './bill.entity.js';
import {
  BILL_REASONS,
  BILL_STATES,
  type BillReason,
  type BillState,
  DIFFERENCE_ACTIONS,
  type DifferenceAction,
  DIFFERENCE_OUTCOMES,
  type DifferenceKind,
  type DifferenceOutcome,
  DIFFERENCES,
  reasonOf,
} from './bill.state.js';
import type { BillDifference, FactsRow } from './difference.entity.js';

export class BillMonthDto {
  @ApiPropertyOptional({ example: '2026-11', description: '不填为本月' })
  @IsOptional()
  @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/, says('MONTH_FORM'))
  month?: string;
}

export class DifferenceFilterDto extends PageQuery {
  @ApiPropertyOptional({ enum: ['open', 'resolved'] })
  @IsOptional()
  @IsIn(['open', 'resolved'])
  state?: 'open' | 'resolved';
}

/** A day of a month, whether its bill was fetched or not. */
export class BillView {
  @ApiProperty({ example: '2026-11-24', description: '北京时间的一天' }) day: string;
  @ApiProperty({ enum: BILL_STATES, description: 'none 未取 green 一致 amber 未读到或等待中 red 有差异' })
  state: BillState;
  @ApiProperty({ type: 'integer' }) lines: number;
  @ApiProperty({ type: 'integer' }) differences: number;
  @ApiProperty({ type: 'integer' }) open_differences: number;
  @ApiProperty({ type: Date, nullable: true }) fetched_at: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '没有读到账单的原因' }) reason: string | null;
  @ApiProperty({ enum: BILL_REASONS, nullable: true, example: 'amount' }) reason_code: BillReason | null;
  @ApiProperty({ type: String, nullable: true, example: '17', description: '出错的行,或没有答复的原因' })
  reason_place: string | null;
  @ApiProperty({ type: Date, nullable: true, description: '下一次自动取账单的时间' }) next_try_at: Date | null;
}

export class BillTotals {
  @ApiProperty({ example: '298.00' }) paid: string;
  @ApiProperty({ example: '99.00' }) refunded: string;
  @ApiProperty({ example: '-1.79', description: '收取的服务费为负' }) fees: string;
  @ApiProperty({ example: '197.21', description: '实收 - 退款 + 服务费' }) net: string;
  @ApiProperty({ type: 'integer', description: '交易与退款的笔数' }) count: number;
}

export class BillAnswer extends Answer {
  @ApiProperty() bill: BillView;
  @ApiProperty() totals: BillTotals;
}

class FactsView implements FactsRow {
  @ApiProperty({ example: '99.00' }) amount: string;
  @ApiProperty({ type: String, nullable: true }) trade_no: string | null;
  @ApiProperty({ type: String, nullable: true }) at: string | null;
  @ApiProperty({ type: String, nullable: true, description: '这里的状态' }) state: string | null;
  @ApiProperty({ type: String, nullable: true, example: '-0.59' }) fee: string | null;
}

export class DifferenceView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty({ enum: Object.keys(DIFFERENCES) }) kind: DifferenceKind;
  @ApiProperty({ description: '差异的说明' }) text: string;
  @ApiProperty() out_trade_no: string;
  @ApiProperty({ type: String, nullable: true }) out_request_no: string | null;
  @ApiProperty({ type: FactsView, nullable: true }) ours: FactsRow | null;
  @ApiProperty({ type: FactsView, nullable: true }) theirs: FactsRow | null;
  @ApiProperty({ enum: ['open', 'resolved'] }) state: 'open' | 'resolved';
  @ApiProperty({ enum: DIFFERENCE_ACTIONS }) action: DifferenceAction;
  @ApiProperty() found_at: Date;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ enum: DIFFERENCE_OUTCOMES, nullable: true, description: '处理时支付宝或账目的答复' })
  outcome: DifferenceOutcome | null;
  @ApiProperty({ type: 'integer', nullable: true, description: '空为自行消除' }) resolved_by: number | null;
  @ApiProperty({ type: Date, nullable: true }) resolved_at: Date | null;
}

export class DifferenceAnswer extends Answer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
  @ApiProperty() difference: DifferenceView;
}

/** What is counted of a day's differences. */
export interface DifferenceCounts {
  all: number;
  open: number;
}

const NO_REASON = { reason: null, reason_code: null, reason_place: null } as const;

export const billView = (bill: Bill, counts: DifferenceCounts): BillView => ({
  day: bill.day,
  state: bill.state,
  lines: bill.paidCount + bill.refundCount,
  differences: counts.all,
  open_differences: counts.open,
  fetched_at: bill.fetchedAt,
  ...(bill.reason === null ? NO_REASON : reasonOf(bill.reason)),
  next_try_at: bill.nextTryAt,
});

export const emptyDay = (day: string): BillView => ({
  day,
  state: 'none',
  lines: 0,
  differences: 0,
  open_differences: 0,
  fetched_at: null,
  ...NO_REASON,
  next_try_at: null,
});

export const totalsOf = ({ paid, refunded, fees, paidCount, refundCount }: Bill): BillTotals => ({
  paid: yuanFromFen(paid),
  refunded: yuanFromFen(refunded),
  fees: yuanFromFen(fees),
  net: yuanFromFen(addFen(subtractFen(paid, refunded), fees)),
  count: paidCount + refundCount,
});

export const differenceView = (row: BillDifference): DifferenceView => ({
  id: row.id,
  kind: row.kind,
  text: DIFFERENCES[row.kind].text,
  out_trade_no: row.outTradeNo,
  out_request_no: row.outRequestNo,
  ours: row.ours,
  theirs: row.theirs,
  state: row.state,
  action: row.action,
  found_at: row.foundAt,
  reason: row.reason,
  outcome: row.outcome,
  resolved_by: row.resolvedBy,
  resolved_at: row.resolvedAt,
});
