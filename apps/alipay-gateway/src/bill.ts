import { zipSync } from 'fflate';
import iconv from 'iconv-lite';

import { beijingSpan, beijingText, type GatewayTime } from './platform/clock.js';
import { serviceFeeFen, yuanOfFen } from './platform/money.js';
import { maskedAccount, newToken, type RandomBytes } from './platform/numbers.js';
import type { Records, Refund, Trade } from './platform/records.js';
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

/** One movement of money in the span of a bill. */
interface Movement {
  readonly trade: Trade;
  readonly refund: Refund | null;
  readonly at: number;
}

/** Daily and monthly bills. Source: Alipay open platform, alipay.data.dataservice.bill.downloadurl.query. */
export class BillOffice {
  constructor(
    private readonly records: Records,
    private readonly time: GatewayTime,
    private readonly random: RandomBytes,
    private readonly options: { readonly sellerId: string; baseUrl(): string },
  ) {}

  /** An address under which the bill can be fetched for 30 seconds. The real one is ready in the morning of the next
   *  day; this one as soon as the day is over. */
  link(asked: { type: string; date: string }): Outcome<string> {
    const span = beijingSpan(asked.date);
    const type = BILL_TYPES.find((known) => known === asked.type);
    const now = this.time.nowMs();
    if (!span || !type || span.toMs > now) return { refused: 'INVAILID_ARGUMENTS' };
    if (this.movements(span).length === 0) return { refused: 'BILL_NOT_EXIST' };
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
    const [label, lines, totals] =
      type === 'trade'
        ? ['业务明细', this.tradeLines(span), this.summaryLines(span)]
        : ['账务明细', this.accountLines(span), this.accountTotals(span)];
    return gbkZip([
      [`${stem}_${label}.csv`, lines],
      [`${stem}_${label}(汇总).csv`, totals],
    ]);
  }

  private account(): string {
    return `${this.options.sellerId}0156`;
  }

  private fileStem(date: string): string {
    return `${this.account()}_${date.replaceAll('-', '')}`;
  }

  private movements(span: { fromMs: number; toMs: number }): Movement[] {
    const paid = this.records.paidBetween(span.fromMs, span.toMs);
    const back = this.records.refundedBetween(span.fromMs, span.toMs);
    const refunds = back.flatMap((refund) => {
      const trade = this.records.trade({ tradeNo: refund.tradeNo, outTradeNo: '' });
      return trade ? [{ trade, refund, at: refund.refundedAt }] : [];
    });
    return [...paid.map((trade) => ({ trade, refund: null, at: trade.paidAt ?? 0 })), ...refunds];
  }

  private tradeLines(span: { fromMs: number; toMs: number }): string[] {
    const movements = this.movements(span);
    return [
      ...this.opening('业务明细', span),
      TRADE_HEADER,
      ...movements.map(tradeRow),
      ...this.closing('业务明细', movements),
    ];
  }

  private summaryLines(span: { fromMs: number; toMs: number }): string[] {
    const movements = this.movements(span);
    const fee = sum(movements.map(feeFen));
    const net = sum(movements.map(signedFen));
    const counts = `${movements.filter((one) => !one.refund).length}\t,${movements.filter((one) => one.refund).length}\t`;
    const yuan = yuanOfFen(net);
    const row = `合计\t,\t,${counts},${yuan},${yuan},0.00,0.00,0.00,${yuanOfFen(fee)},0.00,${yuanOfFen(net + fee)}`;
    return [...this.opening('业务汇总', span), SUMMARY_HEADER, row, rule('业务汇总', '结束'), this.exportedAt()];
  }

  private accountLines(span: { fromMs: number; toMs: number }): string[] {
    const rows = this.movements(span)
      .sort((a, b) => a.at - b.at)
      .map(accountRow);
    return [...this.opening('账务明细', span), ACCOUNT_HEADER, ...rows, rule('账务明细', '结束'), this.exportedAt()];
  }

  private accountTotals(span: { fromMs: number; toMs: number }): string[] {
    const net = yuanOfFen(sum(this.movements(span).map(signedFen)));
    return [
      ...this.opening('账务汇总', span),
      '类型,净额（元）',
      `在线支付,${net}`,
      rule('账务汇总', '结束'),
      this.exportedAt(),
    ];
  }

  private opening(title: string, span: { fromMs: number; toMs: number }): string[] {
    const period = `#起始日期：[${longDate(span.fromMs)}]   终止日期：[${longDate(span.toMs)}]`;
    return [`#支付宝${title}查询`, `#账号：[${this.account()}]`, period, rule(title, '')];
  }

  private closing(title: string, movements: readonly Movement[]): string[] {
    const paid = movements.filter((one) => !one.refund);
    const back = movements.filter((one) => one.refund);
    const inYuan = yuanOfFen(sum(paid.map(signedFen)));
    const outYuan = yuanOfFen(sum(back.map(signedFen)));
    return [
      rule(title, '结束'),
      `#交易合计：${paid.length}笔，商家实收共${inYuan}元，商家优惠共0.00元`,
      `#退款合计：${back.length}笔，商家实收退款共${outYuan}元，商家优惠退款共0.00元`,
      this.exportedAt(),
    ];
  }

  private exportedAt(): string {
    return `#导出时间：[${longDate(this.time.nowMs())}]`;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const signedFen = (one: Movement): number => (one.refund ? -one.refund.fen : one.trade.totalFen);
const feeFen = (one: Movement): number =>
  one.refund ? serviceFeeFen(one.refund.fen) : -serviceFeeFen(one.trade.totalFen);

function rule(title: string, end: string): string {
  return `#-----------------------------------------${title}列表${end}${'-'.repeat(end === '' ? 40 : 36)}`;
}

/** `2026年06月05日 00:00:00` of Beijing. */
function longDate(ms: number): string {
  const [day = '', time = ''] = beijingText(ms).split(' ');
  const [year, month, date] = day.split('-');
  return `${year}年${month}月${date}日 ${time}`;
}

/** Names hold what a merchant sends: a comma would shift every column after it, a quote open a field. */
const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Many cells end in a TAB, exactly these: readers that do not trim must fail here, not in production. */
function tradeRow(one: Movement): string {
  const { trade, refund } = one;
  const yuan = yuanOfFen(signedFen(one));
  return [
    `${trade.tradeNo}\t,${trade.outTradeNo}\t,${refund ? '退款' : '交易'}\t,${cell(trade.subject)}`,
    `${beijingText(trade.createdAt)},${beijingText(one.at)},\t,\t,\t,\t,${maskedAccount(trade.buyer)}\t`,
    `${yuan},${yuan},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,${refund ? refund.outRequestNo : '\t'}`,
    `${yuanOfFen(feeFen(one))},0.00,${refund ? cell(refund.reason) : ''}`,
  ].join(',');
}

function accountRow(one: Movement, index: number): string {
  const { trade, refund } = one;
  const yuan = yuanOfFen(signedFen(one));
  const amounts = refund ? `,${yuan}` : `${yuan},`;
  return [
    `${trade.tradeNo}${String(index).padStart(4, '0')}\t,${trade.tradeNo}\t,${trade.outTradeNo}\t,${cell(trade.subject)}`,
    `${beijingText(one.at)},${maskedAccount(trade.buyer)}\t,${amounts},\t,支付宝\t,${refund ? '交易退款' : '在线支付'}\t,`,
  ].join(',');
}

/** A zip as Alipay makes it: names and content in GBK, and no flag that would tell a reader so. */
function gbkZip(files: readonly (readonly [name: string, lines: readonly string[]])[]): Uint8Array {
  const names = files.map(([name]) => iconv.encode(name, 'gbk'));
  // fflate writes UTF-8 names and sets bit 11; a stand-in of ASCII letters of the same length keeps the bit clear.
  const standIns = names.map((name, index) => String(index).padEnd(name.length, 'x'));
  const zip = zipSync(
    Object.fromEntries(
      files.map(([, lines], index) => [standIns[index] ?? '', iconv.encode(`${lines.join('\r\n')}\r\n`, 'gbk')]),
    ),
    { mtime: '2010-01-01T00:00:00' },
  );
  writeNames(zip, names);
  return zip;
}

/** Puts the true names over the stand-ins: once before each file, once in the directory at the end. */
function writeNames(zip: Uint8Array, names: readonly Buffer[]): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let at = 0;
  for (const name of names) {
    zip.set(name, at + 30);
    at += 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true) + view.getUint32(at + 18, true);
  }
  for (const name of names) {
    zip.set(name, at + 46);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}
