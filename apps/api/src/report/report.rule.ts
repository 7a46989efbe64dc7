import { CSV_START, csvCell, csvLine } from './csv.rule.js';

export const REPORTS = [
  'daily',
  'funnel',
  'time-to-payment',
  'success-by-hour',
  'refunds',
  'income',
  'confirmed-by',
] as const;
export type ReportName = (typeof REPORTS)[number];

export const REPORT_UNITS = ['day', 'hour', 'text', 'id', 'count', 'yuan', 'percent', 'seconds'] as const;
export type ReportUnit = (typeof REPORT_UNITS)[number];

export interface ReportColumn {
  key: string;
  label: string;
  unit: ReportUnit;
}

export type ReportRow = Record<string, string | number | null>;

export interface Report {
  columns: readonly ReportColumn[];
  rows: readonly ReportRow[];
}

const column = (key: string, label: string, unit: ReportUnit): ReportColumn => ({ key, label, unit });

export const REPORT_COLUMNS: Readonly<Record<ReportName, readonly ReportColumn[]>> = {
  daily: [
    column('day', '日期', 'day'),
    column('paid_amount', '支付金额', 'yuan'),
    column('orders', '支付订单', 'count'),
    column('previous_day', '上期日期', 'day'),
    column('previous_paid_amount', '上期支付金额', 'yuan'),
    column('previous_orders', '上期支付订单', 'count'),
  ],
  funnel: [
    column('stage', '阶段', 'text'),
    column('orders', '订单', 'count'),
    column('students', '学员', 'count'),
    column('share', '占下单的比例', 'percent'),
  ],
  'time-to-payment': [
    column('from_seconds', '从(秒)', 'seconds'),
    column('to_seconds', '到(秒)', 'seconds'),
    column('orders', '订单', 'count'),
    column('share', '比例', 'percent'),
    column('share_so_far', '累计比例', 'percent'),
  ],
  'success-by-hour': [
    column('hour', '下单时段', 'hour'),
    column('placed', '下单', 'count'),
    column('paid', '已支付', 'count'),
    column('closed', '未支付关闭', 'count'),
    column('rate', '支付成功率', 'percent'),
  ],
  refunds: [
    column('course_id', '课程编号', 'id'),
    column('course_name', '课程', 'text'),
    column('kind', '类型', 'text'),
    column('reason', '原因', 'text'),
    column('refunds', '退款', 'count'),
    column('amount', '退款金额', 'yuan'),
  ],
  income: [
    column('course_id', '课程编号', 'id'),
    column('course_name', '课程', 'text'),
    column('sold', '售出', 'count'),
    column('amount', '收入', 'yuan'),
    column('refunded', '退款', 'yuan'),
    column('net', '净收入', 'yuan'),
  ],
  'confirmed-by': [
    column('source', '由谁得知', 'text'),
    column('payments', '支付', 'count'),
    column('share', '比例', 'percent'),
    column('p50', '延迟 P50', 'seconds'),
    column('p90', '延迟 P90', 'seconds'),
    column('p99', '延迟 P99', 'seconds'),
  ],
};

/** Per cent with one decimal; null where there is no whole. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10;

/** Where the buckets of the time to payment begin, in seconds; the last one has no end. */
export const BUCKET_SECONDS = [0, 30, 60, 120, 300, 600, 900, 1800] as const;

/** Every bucket, also those in which nothing was found. `found` counts by bucket, the first being 1. */
export function histogram(found: ReadonlyMap<number, number>): ReportRow[] {
  const counts = BUCKET_SECONDS.map((_, at) => found.get(at + 1) ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return BUCKET_SECONDS.map((from, at) => ({
    from_seconds: from,
    to_seconds: BUCKET_SECONDS[at + 1] ?? null,
    orders: counts[at] ?? 0,
    share: shareOf(counts[at] ?? 0, all),
    share_so_far: shareOf(
      counts.slice(0, at + 1).reduce((sum, count) => sum + count, 0),
      all,
    ),
  }));
}

export interface Hour {
  hour: number;
  placed: number;
  paid: number;
  closed: number;
}

/** The share of paid among those that are decided: who may still pay has not failed. */
export function byHour(found: readonly Hour[]): ReportRow[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const row = found.find((one) => one.hour === hour) ?? { hour, placed: 0, paid: 0, closed: 0 };
    return { ...row, rate: shareOf(row.paid, row.paid + row.closed) };
  });
}

/** Who told us first that money came in: the channel by itself, our question, the buyer's look, the bill, or staff. */
export const SOURCES = ['notify', 'query', 'return', 'bill', 'staff'] as const;

/** A report as a file. */
export function reportCsv({ columns, rows }: Report): string {
  const kinds = columns.map(({ unit }) => (unit === 'text' ? 'text' : 'figure'));
  const head = csvLine(columns.map(({ label }) => csvCell(label, 'text')));
  const lines = rows.map((row) =>
    csvLine(columns.map(({ key }, at) => csvCell(row[key] ?? null, kinds[at] ?? 'text'))),
  );
  return CSV_START + head + lines.join('');
}
