import { expect, test } from '@jest/globals';

import type { Report, ReportName } from '../../api/staff/reports.api.js';
import { chartOf, type ChartWords, type Palette } from './chart.rule.js';

const PALETTE: Palette = { main: 'm', second: 's', good: 'g', bad: 'b', ink: 'i', line: 'l', card: 'c', font: 'f' };
const WORDS: ChartWords = {
  head: (column) => column.label,
  cell: ({ key }, row) => `<${String(row[key])}>`,
  bucket: (row) => `${String(row['from_seconds'])}+`,
};
const report = (columns: Report['columns'], rows: Report['rows']): Report => ({
  status: 100,
  msg: '',
  from: '2026-03-01',
  to: '2026-03-02',
  columns,
  rows,
});
const draw = (name: ReportName, of: Report) => chartOf(name, of, WORDS, PALETTE);

test('money is drawn by its value and told by its text', () => {
  const chart = draw(
    'daily',
    report(
      [
        { key: 'day', label: 'Day', unit: 'day' },
        { key: 'paid_amount', label: 'Paid', unit: 'yuan' },
        { key: 'previous_paid_amount', label: 'Before', unit: 'yuan' },
      ],
      [{ day: '2026-03-01', paid_amount: '99.10', previous_paid_amount: '0.00' }],
    ),
  );
  expect(chart.labels).toEqual(['03-01']);
  expect(chart.series).toMatchObject([
    { name: 'Paid', look: 'bar', color: 'm', values: [99.1], texts: ['<99.10>'] },
    { name: 'Before', look: 'line', color: 's', values: [0], texts: ['<0.00>'] },
  ]);
});

test('an hour in which nothing was decided has no rate, not a rate of nought', () => {
  const columns = ['hour', 'paid', 'closed', 'rate'].map((key) => ({ key, label: key, unit: 'count' as const }));
  const { series } = draw('success-by-hour', report(columns, [{ hour: 3, paid: 0, closed: 0, rate: null }]));
  expect(series.map(({ values, stack, isRate }) => [values[0], stack, isRate])).toEqual([
    [0, true, false],
    [0, true, false],
    [null, false, true],
  ]);
});

test('of a long list the largest are drawn, their names cut to what a chart has room for', () => {
  const columns = [
    { key: 'course_name', label: 'Course', unit: 'text' },
    { key: 'amount', label: 'Amount', unit: 'yuan' },
    { key: 'refunded', label: 'Back', unit: 'yuan' },
  ] as const;
  const rows = Array.from({ length: 20 }, () => ({ course_name: '长'.repeat(40), amount: '1.00', refunded: '0.00' }));
  const chart = draw('income', report(columns, rows));
  expect([chart.labels.length, chart.labels[0], chart.lies]).toEqual([8, `<${'长'.repeat(16)}…`, true]);
});

test('an axis of counts has whole ticks; one of money need not', () => {
  const counted = [
    { key: 'hour', label: 'Hour', unit: 'count' as const },
    { key: 'paid', label: 'Paid', unit: 'count' as const },
    { key: 'closed', label: 'Closed', unit: 'count' as const },
    { key: 'rate', label: 'Rate', unit: 'percent' as const },
  ];
  expect(draw('success-by-hour', report(counted, [])).isCounted).toBe(true);
  const money = [
    { key: 'paid_amount', label: 'Paid', unit: 'yuan' as const },
    { key: 'previous_paid_amount', label: 'Before', unit: 'yuan' as const },
  ];
  expect(draw('daily', report(money, [])).isCounted).toBe(false);
});
