import { crc32, deflateRawSync } from 'node:zlib';

import { type Fen, fen, sumFen, yuanFromFen } from '@luffy/money';

import { beijingText, instantFromBeijing } from '../alipay/alipay.wire.js';
import type { FakeTrade } from './fake.notify.js';

/** One row of a bill. Amounts are positive; the fee is signed as it is printed: negative where it was charged. */
export interface FakeBillRow {
  kind: 'payment' | 'refund';
  tradeNo: string;
  outTradeNo: string;
  outRequestNo: string;
  amountFen: Fen;
  /** What of it reached the seller; all of it unless said otherwise. */
  receiptFen?: Fen;
  feeFen: Fen;
  at: Date;
}

/** The columns of real bills, in their order. */
const COLUMNS = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
];
const DASHES = '-'.repeat(36);

/** Six in a thousand, half up: what Alipay charges without a contract of one's own. */
export const fakeFee = (amountFen: Fen): Fen => fen(Math.floor((amountFen * 6 + 500) / 1000));

/** First instant of a Beijing day and of the one after it. */
function spanOf(day: string): [from: Date, to: Date] {
  const from = instantFromBeijing(`${day} 00:00:00`);
  if (!from) throw new Error(`not a day: ${day}`);
  return [from, new Date(from.getTime() + 86_400_000)];
}

/** What moved on a day, in the order in which it was paid, with every refund of the day behind. */
export function billRowsOf(trades: readonly FakeTrade[], day: string): FakeBillRow[] {
  const [from, to] = spanOf(day);
  const isOfDay = (at: Date | null): at is Date => at !== null && at >= from && at < to;
  const payments = trades.flatMap((trade): FakeBillRow[] => {
    const { tradeNo, outTradeNo, totalFen, paidAt } = trade;
    const feeFen = fen(0 - fakeFee(totalFen));
    return isOfDay(paidAt)
      ? [{ kind: 'payment', tradeNo, outTradeNo, outRequestNo: '', amountFen: totalFen, feeFen, at: paidAt }]
      : [];
  });
  const refunds = trades.flatMap(({ tradeNo, outTradeNo, refunds: made }) =>
    made
      .filter((refund) => isOfDay(refund.at))
      .map(({ outRequestNo, refundFen: amountFen, at }): FakeBillRow => {
        return { kind: 'refund', tradeNo, outTradeNo, outRequestNo, amountFen, feeFen: fakeFee(amountFen), at };
      }),
  );
  return [...payments, ...refunds];
}

/** The lines of the detail file of a bill, comments and totals included. */
export function billLines(sellerId: string, day: string, rows: readonly FakeBillRow[]): string[] {
  const [from, to] = spanOf(day);
  const sumOf = (kind: FakeBillRow['kind']): [count: number, yuan: Fen] => {
    const amounts = rows.filter((row) => row.kind === kind).map((row) => row.receiptFen ?? row.amountFen);
    return [amounts.length, sumFen(amounts)];
  };
  const [paid, paidFen] = sumOf('payment');
  const [back, backFen] = sumOf('refund');
  return [
    '#支付宝业务明细查询',
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${longText(from)}]   终止日期：[${longText(to)}]`,
    `#${DASHES}业务明细列表${DASHES}`,
    COLUMNS.join(','),
    ...rows.map(rowText),
    `#${DASHES}业务明细列表结束${DASHES}`,
    `#交易合计：${paid}笔，商家实收共${yuanFromFen(paidFen)}元，商家优惠共0.00元`,
    `#退款合计：${back}笔，商家实收退款共${yuanFromFen(fen(0 - backFen))}元，商家优惠退款共0.00元`,
    `#导出时间：[${longText(new Date(to.getTime() + 33_120_000))}]`,
  ];
}

const longText = (at: Date): string =>
  beijingText(at).replace(/^(\d+)-(\d+)-(\d+)/, (_, year, month, date) => `${year}年${month}月${date}日`);

function rowText(row: FakeBillRow): string {
  const signed = (fenOf: Fen): string => yuanFromFen(row.kind === 'payment' ? fenOf : fen(0 - fenOf));
  const amount = signed(row.amountFen);
  const receipt = signed(row.receiptFen ?? row.amountFen);
  const at = beijingText(row.at);
  return [
    `${row.tradeNo}\t,${row.outTradeNo}\t,${row.kind === 'payment' ? '交易' : '退款'}\t,"课程,""深入"""`,
    `${at},${at},\t,\t,\t,\t,*杨(137****2600)\t,${amount},${receipt},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00`,
    `${row.outRequestNo}\t,${yuanFromFen(row.feeFen)},0.00,`,
  ].join(',');
}

/** The zip that the channel would give out for a day. */
export function billZip(sellerId: string, day: string, rows: readonly FakeBillRow[]): Uint8Array {
  const stem = `${sellerId}0156_${day.replaceAll('-', '')}`;
  return zipOf([
    { name: gbk(`${stem}_业务明细.csv`), content: gbk(`${billLines(sellerId, day, rows).join('\r\n')}\r\n`) },
    { name: gbk(`${stem}_业务明细(汇总).csv`), content: gbk('#支付宝业务汇总查询\r\n') },
  ]);
}

let codes: Map<string, number> | undefined;

/** Text in GBK. Node only decodes it, so the table is what it decodes, turned round. @throws Error where GBK has no sign */
export function gbk(text: string): Uint8Array {
  codes ??= new Map(
    Array.from({ length: 0xfeff - 0x8140 }, (_, at) => 0x8140 + at).map((code) => [
      new TextDecoder('gbk').decode(Uint8Array.of(code >> 8, code & 0xff)),
      code,
    ]),
  );
  const bytes = [...text].flatMap((sign) => {
    if (sign < '\u0080') return [sign.charCodeAt(0)];
    const code = codes?.get(sign);
    if (code === undefined) throw new Error(`GBK has no ${sign}`);
    return [code >> 8, code & 0xff];
  });
  return Uint8Array.from(bytes);
}

export interface ZipEntry {
  name: Uint8Array;
  content: Uint8Array;
  /** General purpose flags; Alipay sets none, not even the one that says UTF-8. */
  flags?: number;
  /** What the directory claims instead of the truth. */
  claims?: { size?: number; crc?: number };
}

/** A zip of exactly these bytes, also such as no tool would write. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, claims = {} } of entries) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(claims.crc ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, name]));
    files.push(file);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, index, Buffer.from('PK\u0005\u0006'), end]);
}
