/** Why a bill was not believed, as a person reads it. Nothing of such a bill is used. */
export const BILL_FAULTS = {
  size: '文件过大',
  entries: '压缩包内的文件过多',
  ratio: '压缩比异常,疑似压缩炸弹',
  zip: '压缩包已损坏或不是 ZIP 文件',
  encrypted: '压缩包被加密',
  'entry-name': '压缩包内的文件名不合法',
  'no-detail': '压缩包内没有唯一的业务明细文件',
  encoding: '文件不是 GBK 编码,或带有 BOM',
  title: '文件开头不是业务明细',
  account: '账单属于其他商户',
  period: '账单不是这一天的',
  columns: '表头的列缺失或重复',
  cells: '列数与表头不符',
  quotes: '引号没有闭合',
  type: '不认识的业务类型',
  number: '编号格式不对',
  amount: '金额格式不对',
  time: '时间格式不对',
  totals: '合计与明细不符',
  'cut-short': '账单不完整',
} as const satisfies Record<string, string>;

export type BillFault = keyof typeof BILL_FAULTS;

/** A bill that cannot be believed. `line` counts from 1, where one line is to blame. */
export class BillRefusal extends Error {
  override readonly name = 'BillRefusal';

  constructor(
    readonly fault: BillFault,
    readonly line: number | null = null,
  ) {
    super(line === null ? fault : `${fault} in line ${line}`);
  }
}

/** Why there is no bill, besides what the file itself did wrong. */
const MISSING_REASONS = {
  'not-ready': '支付宝尚未生成这一天的账单',
  unknown: '支付宝没有给出可信的答复',
} as const satisfies Record<string, string>;

export type BillReason = BillFault | keyof typeof MISSING_REASONS;
const REASONS: Readonly<Record<BillReason, string>> = { ...BILL_FAULTS, ...MISSING_REASONS };
export const BILL_REASONS = Object.keys(REASONS) as BillReason[];

interface ReasonParts {
  /** In Chinese, whole. */
  reason: string;
  reason_code: BillReason;
  /** The line to blame, or how the channel failed to answer. */
  reason_place: string | null;
}

/** The reason as it is kept, `amount:17` or `unknown:timeout`, for a person and for a program. */
export function reasonOf(kept: string): ReasonParts {
  const [word = '', place = null] = kept.split(':');
  const code = BILL_REASONS.find((one) => one === word) ?? 'unknown';
  const text = REASONS[code];
  if (place === null) return { reason: text, reason_code: code, reason_place: place };
  return {
    reason: code in BILL_FAULTS ? `第 ${place} 行:${text}` : `${text}(${place})`,
    reason_code: code,
    reason_place: place,
  };
}

/** What one line of a bill, or its absence, can say against our books. */
export const DIFFERENCES = {
  payment_unknown: { action: 'look', text: '支付宝有这笔交易,这里没有该订单' },
  payment_unpaid: { action: 'settle', text: '支付宝已收款,这里未入账' },
  payment_missing: { action: 'requery', text: '这里已收款,账单中没有' },
  payment_amount: { action: 'look', text: '付款金额不一致' },
  trade_no_differs: { action: 'look', text: '交易号不一致' },
  refund_unknown: { action: 'record_refund', text: '支付宝已退款,这里没有记录' },
  refund_missing: { action: 'retry_refund', text: '这里已退款,账单中没有' },
  refund_amount: { action: 'look', text: '退款金额不一致' },
  refund_state: { action: 'retry_refund', text: '支付宝已退款,这里未完成' },
  refund_unsent: { action: 'look', text: '支付宝已退款,这里从未发出' },
  external_missing: { action: 'look', text: '在后台退款的记录,账单中没有' },
  line_repeated: { action: 'look', text: '账单中重复的行' },
  line_foreign: { action: 'look', text: '其他应用的交易' },
  receipt_differs: { action: 'look', text: '商家实收与订单金额不一致' },
  fee_odd: { action: 'look', text: '服务费不合常理' },
} as const satisfies Record<string, { action: DifferenceAction; text: string }>;

export type DifferenceKind = keyof typeof DIFFERENCES;

/** The one safe thing to do about a difference. `wait`: the next day's bill may explain it. */
export const DIFFERENCE_ACTIONS = ['requery', 'settle', 'record_refund', 'retry_refund', 'wait', 'look'] as const;
export type DifferenceAction = (typeof DIFFERENCE_ACTIONS)[number];

/** How a difference ended: `gone` by itself, the others as the channel or our books answered whoever resolved it. */
export const DIFFERENCE_OUTCOMES = [
  'gone',
  'seen',
  'applied',
  'late',
  'duplicate',
  'succeeded',
  'paid',
  'refunded',
  'processing',
  'recorded',
] as const;
export type DifferenceOutcome = (typeof DIFFERENCE_OUTCOMES)[number];

export const BILL_STATES = ['none', 'green', 'amber', 'red'] as const;
export type BillState = (typeof BILL_STATES)[number];

/** The colour of a day whose bill was read. */
export function colourOf(open: readonly { action: DifferenceAction }[]): BillState {
  if (open.some(({ action }) => action !== 'wait')) return 'red';
  return open.length > 0 ? 'amber' : 'green';
}

/** A bill that was not to be had is asked for again after 5 minutes, 10, 20 ... six hours at most. */
export const retrySeconds = (attempts: number): number => Math.min(300 * 2 ** Math.min(attempts - 1, 10), 21_600);
