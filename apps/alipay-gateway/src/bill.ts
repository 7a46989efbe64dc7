import type { BillPlants } from './bill/plant.js';
import { accountLine, type BillRow, paymentRow, refundRow, signedFen, tradeLine } from './bill/row.js';
import { packed } from './bill/spoil.js';
import type { Faults } from './faults.js';
import { beijingSpan, beijingText, type GatewayTime } from './platform/clock.js';
import { yuanOfFen } from './platform/money.js';
import { newToken, type RandomBytes } from './platform/numbers.js';
import type { Records } from './platform/records.js';
import { text, whole } from './platform/storage.js';
import type { Outcome } from './trade.js';

/** A download address works for half a minute, as the real one. */
const LINK_LIFE_MS = 30_000;
const BILL_TYPES = ['trade', 'signcustomer'] as const;
type BillType = (typeof BILL_TYPES)[number];

const TRADE_HEADER =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,' +
  '支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,' +
  '退款批次号/请求号,服务费（元）,分润（元）,备注';
const SUMMARY_HEADER =
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）';
const ACCOUNT_HEADER =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Daily and monthly bills. Source: Alipay open platform, alipay.data.dataservice.bill.downloadurl.query. */
export class BillOffice {
  constructor(
    private readonly records: Records,
    private readonly time: GatewayTime,
    private readonly random: RandomBytes,
    private readonly options: {
      readonly sellerId: string;
      baseUrl(): string;
      readonly plants: BillPlants;
      readonly faults: Faults;
    },
  ) {}

  /** An address under which the bill can be fetched for 30 seconds. The real one is ready in the morning of the next
   *  day; this one as soon as the day is over. */
  link(asked: { type: string; date: string }): Outcome<string> {
    const span = beijingSpan(asked.date);
    const type = BILL_TYPES.find((known) => known === asked.type);
    const now = this.time.nowMs();
    if (!span || !type || span.toMs > now) return { refused: 'INVAILID_ARGUMENTS' };
    if (this.rows(asked.date, span).length === 0) return { refused: 'BILL_NOT_EXIST' };
    const token = newToken(this.random);
    this.records.storage.run('DELETE FROM bill_link WHERE expires_at <= ?', now);
    this.records.storage.run(
      'INSERT INTO bill_link (token, bill_type, bill_date, expires_at) VALUES (?, ?, ?, ?)',
      token,
      type,
      asked.date,
      now + LINK_LIFE_MS,
    );
    const query = new URLSearchParams({
      bizType: type,
      userId: this.account(),
      fileType: 'csv.zip',
      bizDates: asked.date.replaceAll('-', ''),
      downloadFileName: `${this.fileStem(asked.date)}.csv.zip`,
      fileId: `/${type}/${this.account()}/${asked.date.replaceAll('-', '')}.csv.zip`,
      timestamp: String(now),
      token,
    });
    return { done: `${this.options.baseUrl()}/downloadBillFile.resource?${query.toString()}` };
  }

  /** The zip behind a token, or null when the token is unknown or its time is over. */
  download(token: string): Uint8Array | null {
    const row = this.records.storage.one('SELECT * FROM bill_link WHERE token = ?', token);
    if (!row || whole(row, 'expires_at') <= this.time.nowMs()) return null;
    const date = text(row, 'bill_date');
    const span = beijingSpan(date);
    if (!span) return null;
    const type: BillType = text(row, 'bill_type') === 'trade' ? 'trade' : 'signcustomer';
    const stem = this.fileStem(date);
    const rows = this.rows(date, span);
    const [label, lines, totals] =
      type === 'trade'
        ? ['业务明细', this.tradeLines(rows, span), this.summaryLines(rows, span)]
        : ['账务明细', this.accountLines(rows, span), this.accountTotals(rows, span)];
    return packed(
      [
        [`${stem}_${label}.csv`, lines],
        [`${stem}_${label}(汇总).csv`, totals],
      ],
      this.options.faults.current().bill?.spoil ?? null,
    );
  }

  private account(): string {
    return `${this.options.sellerId}0156`;
  }

  private fileStem(date: string): string {
    return `${this.account()}_${date.replaceAll('-', '')}`;
  }

  private rows(date: string, span: Span): BillRow[] {
    const paid = this.records.paidBetween(span.fromMs, span.toMs);
    const back = this.records.refundedBetween(span.fromMs, span.toMs);
    const refunds = back.flatMap((refund) => {
      const trade = this.records.trade({ tradeNo: refund.tradeNo, outTradeNo: '' });
      return trade ? [refundRow(trade, refund)] : [];
    });
    return this.options.plants.applyTo(date, [...paid.map(paymentRow), ...refunds]);
  }

  private tradeLines(rows: readonly BillRow[], span: Span): string[] {
    return [...this.opening('业务明细', span), TRADE_HEADER, ...rows.map(tradeLine), ...this.closing('业务明细', rows)];
  }

  private summaryLines(rows: readonly BillRow[], span: Span): string[] {
    const fee = sum(rows.map((row) => row.feeFen));
    const net = sum(rows.map(signedFen));
    const counts = `${countOf(rows, 'payment')}\t,${countOf(rows, 'refund')}\t`;
    const yuan = yuanOfFen(net);
    const row = `合计\t,\t,${counts},${yuan},${yuan},0.00,0.00,0.00,${yuanOfFen(fee)},0.00,${yuanOfFen(net + fee)}`;
    return [...this.opening('业务汇总', span), SUMMARY_HEADER, row, rule('业务汇总', '结束'), this.exportedAt()];
  }

  private accountLines(rows: readonly BillRow[], span: Span): string[] {
    const lines = rows.toSorted((a, b) => a.at - b.at).map(accountLine);
    return [...this.opening('账务明细', span), ACCOUNT_HEADER, ...lines, rule('账务明细', '结束'), this.exportedAt()];
  }

  private accountTotals(rows: readonly BillRow[], span: Span): string[] {
    const net = yuanOfFen(sum(rows.map(signedFen)));
    return [
      ...this.opening('账务汇总', span),
      '类型,净额（元）',
      `在线支付,${net}`,
      rule('账务汇总', '结束'),
      this.exportedAt(),
    ];
  }

  private opening(title: string, span: Span): string[] {
    const period = `#起始日期：[${longDate(span.fromMs)}]   终止日期：[${longDate(span.toMs)}]`;
    return [`#支付宝${title}查询`, `#账号：[${this.account()}]`, period, rule(title, '')];
  }

  private closing(title: string, rows: readonly BillRow[]): string[] {
    const yuanOf = (kind: BillRow['kind']): string =>
      yuanOfFen(sum(rows.filter((row) => row.kind === kind).map(signedFen)));
    return [
      rule(title, '结束'),
      `#交易合计：${countOf(rows, 'payment')}笔，商家实收共${yuanOf('payment')}元，商家优惠共0.00元`,
      `#退款合计：${countOf(rows, 'refund')}笔，商家实收退款共${yuanOf('refund')}元，商家优惠退款共0.00元`,
      this.exportedAt(),
    ];
  }

  private exportedAt(): string {
    return `#导出时间：[${longDate(this.time.nowMs())}]`;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const countOf = (rows: readonly BillRow[], kind: BillRow['kind']): number =>
  rows.filter((row) => row.kind === kind).length;

function rule(title: string, end: string): string {
  return `#-----------------------------------------${title}列表${end}${'-'.repeat(end === '' ? 40 : 36)}`;
}

/** `2026年06月05日 00:00:00` of Beijing. */
function longDate(ms: number): string {
  const [day = '', time = ''] = beijingText(ms).split(' ');
  const [year, month, date] = day.split('-');
  return `${year}年${month}月${date}日 ${time}`;
}
