import { type Fen, fen, signedFenFromYuan } from '@luffy/money';

import { beijingInstant, daySpan } from '../platform/beijing.js';
import { type BillFault, BillRefusal } from './bill.state.js';
import { type CsvRecord, readCsv } from './csv.parse.js';
import { decoded, openZip } from './zip.parse.js';

/** One movement of money as the channel's bill has it. Amounts are positive; the fee is signed as printed. */
export interface BillLine {
  /** Where it stands in the file, from 1. */
  line: number;
  kind: 'payment' | 'refund';
  tradeNo: string;
  outTradeNo: string;
  /** The number of a refund; null where the bill names none. */
  outRequestNo: string | null;
  /** What the buyer owed or got back: the amount our books have. */
  amountFen: Fen;
  /** What the seller received of it or gave back. */
  receiptFen: Fen;
  feeFen: Fen;
  at: Date;
}

export type BillReading =
  | { kind: 'read'; lines: BillLine[] }
  | { kind: 'refused'; fault: BillFault; line: number | null };

export interface BillOf {
  /** Beijing day, `yyyy-MM-dd`. */
  day: string;
  sellerId: string;
}

/** Reads the whole bill or nothing of it. Source: alipay.data.dataservice.bill.downloadurl.query, bill_type trade. */
export async function parseBill(zip: Uint8Array, of: BillOf): Promise<BillReading> {
  try {
    return { kind: 'read', lines: linesOf(await detailText(zip, of), of) };
  } catch (error) {
    if (!(error instanceof BillRefusal)) throw error;
    return { kind: 'refused', fault: error.fault, line: error.line };
  }
}

const DETAIL = '_业务明细.csv';
/** Signs at the start of a file that was saved anew as Unicode. */
const BYTE_ORDER_MARKS = [Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** Beside the detail file lies a summary, whose sums the detail file has as well. */
async function detailText(zip: Uint8Array, { day, sellerId }: BillOf): Promise<string> {
  const details = (await openZip(zip)).filter(({ name }) => name.endsWith(DETAIL));
  const [detail] = details;
  if (!detail || details.length > 1) throw new BillRefusal('no-detail');
  if (!detail.name.startsWith(`${sellerId}0156_`)) throw new BillRefusal('account');
  if (detail.name !== `${sellerId}0156_${day.replaceAll('-', '')}${DETAIL}`) throw new BillRefusal('period');
  const bytes = await detail.bytes();
  if (BYTE_ORDER_MARKS.some((mark) => bytes.subarray(0, mark.length).equals(mark))) throw new BillRefusal('encoding');
  return decoded(bytes, 'gbk', 'encoding');
}

/** The columns that are used, by what the bill calls them; it may have more, in any order. */
const COLUMNS = {
  tradeNo: '支付宝交易号',
  outTradeNo: '商户订单号',
  type: '业务类型',
  at: '完成时间',
  amount: '订单金额（元）',
  receipt: '商家实收（元）',
  outRequestNo: '退款批次号/请求号',
  fee: '服务费（元）',
} as const;
type Column = keyof typeof COLUMNS;

function linesOf(text: string, of: BillOf): BillLine[] {
  const records = readCsv(text);
  const headerAt = records.findIndex((record) => 'cells' in record);
  const opening = records.slice(0, headerAt < 0 ? undefined : headerAt).map(commentOf);
  checkOpening(opening, of);
  const header = records[headerAt];
  if (!header || !('cells' in header)) throw new BillRefusal('columns');
  const cellOf = cellReader(header.cells, header.line);
  const rest = records.slice(headerAt + 1);
  const endAt = rest.findIndex((record) => 'comment' in record);
  const closing = endAt < 0 ? [] : rest.slice(endAt);
  const late = closing.find((record) => 'cells' in record);
  if (late) throw new BillRefusal('cut-short', late.line);
  const lines = rest.slice(0, endAt < 0 ? undefined : endAt).flatMap((record) => {
    return 'cells' in record ? [lineOf(record, cellOf)] : [];
  });
  checkClosing(closing.map(commentOf), lines);
  return lines;
}

const commentOf = (record: CsvRecord): string => ('comment' in record ? record.comment : '');

/** The first lines say whose bill it is and of which day; the name of a file is easily changed. */
function checkOpening(comments: readonly string[], { day, sellerId }: BillOf): void {
  if (comments[0] !== '#支付宝业务明细查询') throw new BillRefusal('title', 1);
  if (!comments.includes(`#账号：[${sellerId}0156]`)) throw new BillRefusal('account');
  const period = comments.map((comment) => PERIOD.exec(comment)).find((match) => match !== null);
  const { from, to } = daySpan(day);
  const isOfDay =
    period && instantOf(period[1])?.getTime() === from.getTime() && instantOf(period[2])?.getTime() === to.getTime();
  if (!isOfDay) throw new BillRefusal('period');
}

const PERIOD = /^#起始日期：\[([^\]]*)\]\s*终止日期：\[([^\]]*)\]$/;

/** `2026年03月01日 00:00:00`. */
function instantOf(text: string | undefined): Date | null {
  const match = /^(\d{4})年(\d{2})月(\d{2})日 (\d{2}:\d{2}:\d{2})$/.exec(text ?? '');
  return match ? beijingInstant(`${match[1]}-${match[2]}-${match[3]}`, match[4]) : null;
}

type CellReader = (cells: readonly string[], column: Column, line: number) => string;

/** Columns are found by name: newer exports have added some. */
function cellReader(header: readonly string[], headerLine: number): CellReader {
  const places = new Map(
    Object.entries(COLUMNS).map(([column, name]) => {
      const at = header.indexOf(name);
      if (at < 0 || header.indexOf(name, at + 1) >= 0) throw new BillRefusal('columns', headerLine);
      return [column, at];
    }),
  );
  return (cells, column, line) => {
    if (cells.length !== header.length) throw new BillRefusal('cells', line);
    return cells[places.get(column) ?? 0] ?? '';
  };
}

const NUMBER = /^[\x21-\x7e]{1,64}$/;
const AMOUNT = /^-?(0|[1-9]\d{0,7})\.\d{2}$/;
const TYPES: Readonly<Record<string, BillLine['kind']>> = { 交易: 'payment', 退款: 'refund' };

function lineOf({ line, cells }: { line: number; cells: string[] }, cellOf: CellReader): BillLine {
  const read = (column: Column): string => cellOf(cells, column, line);
  const kind = TYPES[read('type')];
  if (!kind) throw new BillRefusal('type', line);
  const numberOf = (text: string): string => {
    if (!NUMBER.test(text)) throw new BillRefusal('number', line);
    return text;
  };
  const yuan = (column: Column): Fen => {
    const text = read(column);
    // A separator of thousands, an exponent or a third decimal: nobody knows what such a text means.
    if (!AMOUNT.test(text)) throw new BillRefusal('amount', line);
    return signedFenFromYuan(text);
  };
  /** Money that moved, positive: a refund's is printed with a minus, and one with the wrong sign is none. */
  const moved = (column: Column): Fen => (kind === 'payment' ? yuan(column) : fen(0 - yuan(column)));
  const amountFen = moved('amount');
  const receiptFen = moved('receipt');
  if (amountFen <= 0 || receiptFen < 0) throw new BillRefusal('amount', line);
  const [day = '', time = ''] = read('at').split(' ');
  const at = beijingInstant(day, time);
  if (!at) throw new BillRefusal('time', line);
  const request = kind === 'refund' ? read('outRequestNo') : '';
  return {
    line,
    kind,
    tradeNo: numberOf(read('tradeNo')),
    outTradeNo: numberOf(read('outTradeNo')),
    outRequestNo: request === '' ? null : numberOf(request),
    amountFen,
    receiptFen,
    feeFen: yuan('fee'),
    at,
  };
}

const END = /^#-+业务明细列表结束-+$/;
const TOTALS = {
  payment: /^#交易合计：(\d+)笔，商家实收共(-?[\d.,]+)元/,
  refund: /^#退款合计：(\d+)笔，商家实收退款共(-?[\d.,]+)元/,
} as const;

/** The last lines say how much it was in all: a bill that lost its end or a row in the middle is not half right. */
function checkClosing(comments: readonly string[], lines: readonly BillLine[]): void {
  if (!comments.some((comment) => END.test(comment))) throw new BillRefusal('cut-short');
  // What a column of ours cannot hold is no day of this shop.
  const movedFen = lines.reduce((sum, line) => sum + line.amountFen + line.receiptFen + Math.abs(line.feeFen), 0);
  if (movedFen > LARGEST_SUM_FEN) throw new BillRefusal('size');
  for (const kind of ['payment', 'refund'] as const) {
    const said = comments.map((comment) => TOTALS[kind].exec(comment)).find((match) => match !== null);
    if (!said) throw new BillRefusal('cut-short');
    const own = lines.filter((line) => line.kind === kind);
    const sumFen = own.reduce((sum, line) => sum + line.receiptFen, 0);
    const saidFen = AMOUNT_OF_DAY.test(said[2] ?? '') ? Math.abs(Number(said[2]?.replace('.', ''))) : null;
    if (Number(said[1]) !== own.length || saidFen !== sumFen) throw new BillRefusal('totals');
  }
}

const LARGEST_SUM_FEN = 9_999_999_999;

/** A day's sum may be longer than any amount of ours. */
const AMOUNT_OF_DAY = /^-?(0|[1-9]\d{0,11})\.\d{2}$/;
