import { ORDER_STATUS_TEXT, PAY_TYPE_TEXT } from '@luffy/contracts';

import { refusedField } from '../platform/app-error.js';
import { type CellKind, csvCell, csvLine } from './csv.rule.js';
import type { DayRange } from './range.rule.js';

/** A column of the file of orders: its heading, and its text out of `luffy_order o`. */
interface ExportColumn {
  label: string;
  kind: CellKind;
  sql: string;
}

const column = (label: string, kind: CellKind, sql: string): ExportColumn => ({ label, kind, sql });
const time = (name: string): string => `to_char(o.${name} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')`;
const wordOf = (name: string, words: Readonly<Record<number, string>>): string =>
  `CASE o.${name} ${Object.entries(words)
    .map(([code, word]) => `WHEN ${code} THEN '${word}'`)
    .join(' ')} END`;
const REFUND_WORDS = { 0: '', 1: '部分退款', 2: '全部退款' };

export const EXPORT_COLUMNS = {
  out_trade_no: column('订单号', 'digits', 'o.out_trade_no'),
  trade_no: column('交易号', 'digits', 'o.trade_no'),
  created_time: column('下单时间', 'figure', time('created_time')),
  pay_time: column('支付时间', 'figure', time('pay_time')),
  closed_at: column('关闭时间', 'figure', time('closed_at')),
  order_status: column('订单状态', 'text', wordOf('order_status', ORDER_STATUS_TEXT)),
  pay_type: column('支付方式', 'text', wordOf('pay_type', PAY_TYPE_TEXT)),
  subject: column('标题', 'text', 'o.subject'),
  courses: column(
    '课程',
    'text',
    `(SELECT string_agg(d.course_name, ';' ORDER BY d.id) FROM luffy_order_detail d WHERE d.order_id = o.id)`,
  ),
  user_id: column('用户编号', 'figure', 'o.user_id::text'),
  username: column('用户名', 'text', '(SELECT u.username FROM luffy_user u WHERE u.id = o.user_id)'),
  original_amount: column('原价', 'figure', 'o.original_amount::text'),
  discount_amount: column('优惠', 'figure', 'o.discount_amount::text'),
  total_amount: column('应付', 'figure', 'o.total_amount::text'),
  refunded_amount: column('已退', 'figure', 'o.refunded_amount::text'),
  net_amount: column(
    '净额',
    'figure',
    `(CASE WHEN o.pay_time IS NULL THEN 0.00 ELSE o.total_amount - o.refunded_amount END)::text`,
  ),
  refund_status: column('退款', 'text', wordOf('refund_status', REFUND_WORDS)),
  coupon: column(
    '优惠券',
    'text',
    `(SELECT c.name FROM luffy_coupon_record r JOIN luffy_coupon c ON c.id = r.coupon_id WHERE r.id = o.coupon_record_id)`,
  ),
  buyer_id: column(
    '付款账号',
    'digits',
    `(SELECT p.buyer_id FROM luffy_payment p WHERE p.order_id = o.id AND p.disposition = 'applied')`,
  ),
} as const satisfies Record<string, ExportColumn>;

export type ExportColumnName = keyof typeof EXPORT_COLUMNS;
export const EXPORT_COLUMN_NAMES = Object.keys(EXPORT_COLUMNS) as readonly ExportColumnName[];

/** What stands in the file when nobody chose. */
const UNCHOSEN: readonly ExportColumnName[] = [
  'out_trade_no',
  'trade_no',
  'created_time',
  'pay_time',
  'order_status',
  'courses',
  'username',
  'total_amount',
  'refunded_amount',
  'net_amount',
];

const isColumn = (name: string): name is ExportColumnName => Object.hasOwn(EXPORT_COLUMNS, name);

/** The columns chosen, in the order in which they were named. @throws AppError VALIDATION naming `columns` */
export function columnsOf(text: string | undefined): readonly ExportColumnName[] {
  if (text === undefined) return UNCHOSEN;
  const names = text.split(',');
  const unknown = names.find((name) => !isColumn(name));
  if (unknown !== undefined || new Set(names).size < names.length) {
    throw unknown === undefined
      ? refusedField('columns', 'REPEATED')
      : refusedField('columns', 'COLUMN_UNKNOWN', { name: unknown.slice(0, 40) });
  }
  return names.filter(isColumn);
}

export const EXPORT_BY = ['created', 'paid'] as const;
export type ExportBy = (typeof EXPORT_BY)[number];

/** Which orders: by the day on which they were placed, or paid. Each in the order of an index. */
const BY: Readonly<Record<ExportBy, { where: string; plainly: string; order: string }>> = {
  created: {
    where: 'o.created_time >= $1 AND o.created_time < $2',
    plainly: 'o.created_time >= $1 AND o.created_time < $2',
    order: 'o.created_time, o.id',
  },
  paid: {
    where: `coalesce(o.pay_time, 'infinity') >= $1 AND coalesce(o.pay_time, 'infinity') < $2`,
    plainly: 'o.pay_time >= $1 AND o.pay_time < $2',
    order: `coalesce(o.pay_time, 'infinity'), o.id`,
  },
};

export interface OrderExport {
  columns: readonly ExportColumnName[];
  by: ExportBy;
  range: DayRange;
}

export const exportValues = ({ range }: OrderExport): unknown[] => [range.start, range.end];

export const exportSql = ({ columns, by }: OrderExport): string =>
  `SELECT ${columns.map((name) => EXPORT_COLUMNS[name].sql).join(', ')}
   FROM luffy_order o WHERE ${BY[by].where} ORDER BY ${BY[by].order}`;

/** The same orders, in words whose number the planner can guess. */
export const countedSql = ({ by }: OrderExport): string => `SELECT 1 FROM luffy_order o WHERE ${BY[by].plainly}`;

export const exportHead = (columns: readonly ExportColumnName[]): string =>
  csvLine(columns.map((name) => csvCell(EXPORT_COLUMNS[name].label, 'text')));

export function exportLine(columns: readonly ExportColumnName[], row: readonly (string | null)[]): string {
  return csvLine(columns.map((name, at) => csvCell(row[at] ?? null, EXPORT_COLUMNS[name].kind)));
}
