import { yuanFromSum } from '@luffy/money';
import { ApiProperty } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { type DifferenceKind, DIFFERENCES } from '../reconciliation/bill.state.js';
import type { DayStatement, KindCount, MonthStatement, MonthTotal, Sums } from './statement.rule.js';

export class StatementSums {
  @ApiProperty({ type: 'integer' }) paid_count: number;
  @ApiProperty({ example: '298.00' }) paid: string;
  @ApiProperty({ type: 'integer' }) refund_count: number;
  @ApiProperty({ example: '99.00' }) refunded: string;
  @ApiProperty({ example: '-1.79', description: '收取的服务费为负' }) fees: string;
  @ApiProperty({ example: '197.21', description: '支付 - 退款 + 服务费' }) net: string;
}

export class StatementKind {
  @ApiProperty({ enum: Object.keys(DIFFERENCES) }) kind: DifferenceKind;
  @ApiProperty({ description: '差异的说明' }) text: string;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer', description: '其中待处理的' }) open: number;
}

class ApartView {
  @ApiProperty({ description: '本店的账减账单' }) difference: StatementSums;
  @ApiProperty({ type: 'integer', description: '解释差额的差异条数' }) explained_by: number;
  @ApiProperty({ type: 'integer', description: '两边不同却没有差异记录的订单数' }) unexplained: number;
}

export class StatementDay extends ApartView {
  @ApiProperty({ example: '2026-11-24', description: '账单的一天' }) day: string;
  @ApiProperty({ enum: ['ties', 'differs', 'no_bill'] }) verdict: DayStatement['verdict'];
  @ApiProperty({ description: '本店的账,按账单所在的那一天' }) ours: StatementSums;
  @ApiProperty({ type: StatementSums, nullable: true, description: '账单自己的合计;空为没有读到账单' })
  bill: StatementSums | null;
  @ApiProperty({ type: [StatementKind] }) differences: StatementKind[];
}

export class StatementTotal extends ApartView {
  @ApiProperty() ours: StatementSums;
  @ApiProperty() bill: StatementSums;
  @ApiProperty({ type: 'integer', description: '两边不同的天数' }) days_apart: number;
  @ApiProperty({ type: 'integer', description: '没有账单的天数,不计入差额' }) days_without_bill: number;
}

export class StatementAnswer extends Answer {
  @ApiProperty({ example: '2026-11' }) month: string;
  @ApiProperty({ enum: ['ties', 'differs', 'incomplete'], description: 'incomplete:有的日子没有账单,其余一致' })
  verdict: MonthStatement['verdict'];
  @ApiProperty({ type: [StatementDay], description: '从月初到今天或月底' }) days: StatementDay[];
  @ApiProperty() total: StatementTotal;
}

const sumsView = (sums: Sums): StatementSums => ({
  paid_count: sums.paidCount,
  paid: yuanFromSum(sums.paid),
  refund_count: sums.refundCount,
  refunded: yuanFromSum(sums.refunded),
  fees: yuanFromSum(sums.fees),
  net: yuanFromSum(sums.net),
});

const kindView = ({ kind, count, open }: KindCount): StatementKind => ({
  kind,
  text: DIFFERENCES[kind].text,
  count,
  open,
});

const apartView = ({ difference, explainedBy, unexplained }: DayStatement | MonthTotal): ApartView => ({
  difference: sumsView(difference),
  explained_by: explainedBy,
  unexplained,
});

export const statementView = (month: string, { verdict, days, total }: MonthStatement): StatementAnswer => ({
  month,
  verdict,
  days: days.map((day) => ({
    ...apartView(day),
    day: day.day,
    verdict: day.verdict,
    ours: sumsView(day.ours),
    bill: day.bill && sumsView(day.bill),
    differences: day.differences.map(kindView),
  })),
  total: {
    ...apartView(total),
    ours: sumsView(total.ours),
    bill: sumsView(total.bill),
    days_apart: total.daysApart,
    days_without_bill: total.daysWithoutBill,
  },
});
