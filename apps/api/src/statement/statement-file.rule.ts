import { yuanFromSum } from '@luffy/money';

import { DIFFERENCES } from '../reconciliation/bill.state.js';
import { CSV_START, csvCell, csvLine } from '../report/csv.rule.js';
import type { Apart, DayStatement, KindCount, MonthStatement, Sums } from './statement.rule.js';

const SUMS = ['支付笔数', '支付金额', '退款笔数', '退款金额', '服务费', '净额'];
const HEAD = [
  '日期',
  ...['本店', '账单', '差额'].flatMap((side) => SUMS.map((name) => `${side}${name}`)),
  '差异',
  '结论',
];

const cellsOf = (sums: Sums | null): string[] =>
  sums
    ? [
        String(sums.paidCount),
        yuanFromSum(sums.paid),
        String(sums.refundCount),
        yuanFromSum(sums.refunded),
        yuanFromSum(sums.fees),
        yuanFromSum(sums.net),
      ]
    : SUMS.map(() => '');

const apartWords = ({ difference, explainedBy, unexplained }: Apart): string =>
  `相差 ${yuanFromSum(difference.net)},由 ${explainedBy} 条差异解释` +
  (unexplained > 0 ? `,${unexplained} 个订单没有解释` : '');

const kindWords = ({ kind, count }: KindCount): string => `${DIFFERENCES[kind].text} ${count}`;

function dayWords(day: DayStatement): string {
  switch (day.verdict) {
    case 'ties':
      return '一致';
    case 'no_bill':
      return '没有账单';
    case 'differs':
      return apartWords(day);
  }
}

function monthWords({ verdict, total }: MonthStatement): string {
  const without = total.daysWithoutBill > 0 ? `;${total.daysWithoutBill} 天没有账单,不计入差额` : '';
  switch (verdict) {
    case 'ties':
      return '一致';
    case 'incomplete':
      return `有账单的日子一致${without}`;
    case 'differs':
      return `${total.daysApart} 天不同,${apartWords(total)}${without}`;
  }
}

/** The month as a file: a line a day, and the month in all. */
export function statementCsv(statement: MonthStatement): string {
  const line = (name: string, sums: readonly (Sums | null)[], words: readonly string[]): string =>
    csvLine([
      csvCell(name, 'figure'),
      ...sums.flatMap(cellsOf).map((cell) => csvCell(cell, 'figure')),
      ...words.map((cell) => csvCell(cell, 'text')),
    ]);
  const { days, total } = statement;
  return [
    CSV_START + csvLine(HEAD.map((label) => csvCell(label, 'text'))),
    ...days.map((day) =>
      line(
        day.day,
        [day.ours, day.bill, day.bill && day.difference],
        [day.differences.map(kindWords).join(';'), dayWords(day)],
      ),
    ),
    line('合计', [total.ours, total.bill, total.difference], ['', monthWords(statement)]),
  ].join('');
}
