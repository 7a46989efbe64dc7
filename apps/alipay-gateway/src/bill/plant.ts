import { z } from 'zod';

import { beijingSpan } from '../platform/clock.js';
import { fenOfYuan, serviceFeeFen } from '../platform/money.js';
import type { Storage } from '../platform/storage.js';
import type { BillRow } from './row.js';

const MOST = 1000;

const number = z.string().regex(/^[\x21-\x2b\x2d-\x7e]{1,64}$/);
const fenText = z.string().transform((text, context) => {
  const fen = fenOfYuan(text);
  if (fen !== null && fen > 0) return fen;
  context.addIssue({ code: 'custom', message: 'an amount in yuan above zero' });
  return z.NEVER;
});
const feeText = z
  .string()
  .regex(/^-?\d{1,8}\.\d{2}$/)
  .transform((text) => Math.round(Number(text) * 100));

const addition = z.strictObject({
  type: z.enum(['payment', 'refund']).default('payment'),
  out_trade_no: number,
  trade_no: number,
  out_request_no: number.optional(),
  amount: fenText,
  fee: feeText.optional(),
  /** Seconds after the day's midnight in Beijing. */
  at_seconds: z.int().min(0).max(86_399).default(43_200),
});

const change = z.strictObject({
  out_trade_no: number,
  type: z.enum(['payment', 'refund']).default('payment'),
  trade_no: number.optional(),
  amount: fenText.optional(),
  fee: feeText.optional(),
});

const plantSchema = z
  .strictObject({
    add: z.array(addition).max(MOST),
    leave_out: z.array(number).max(MOST),
    change: z.array(change).max(MOST),
  })
  .partial();
type Plant = z.infer<typeof plantSchema>;
/** As it was sent: amounts are text. */
export type PlantBody = z.input<typeof plantSchema>;

const NOTE = 'bill_plants';

/**
 * What a person or a test makes a day's bill say besides and against what truly moved on it. Only the file: the gateway's
 * books, and whatever it answers about a trade, stay as they are.
 */
export class BillPlants {
  constructor(private readonly storage: Storage) {}

  all(): Record<string, PlantBody> {
    return JSON.parse(this.storage.note(NOTE) ?? '{}') as Record<string, PlantBody>;
  }

  /** Replaces what was planted on a day; `{}` plants nothing. Answers a sentence about a body that it cannot read. */
  replace(day: string, body: unknown): { planted: PlantBody } | { wrong: string } {
    if (!isDay(day)) return { wrong: 'the day should be yyyy-MM-dd' };
    const read = plantSchema.safeParse(body);
    if (!read.success) return { wrong: z.prettifyError(read.error) };
    const planted = body as PlantBody;
    const { [day]: _, ...others } = this.all();
    const isNothing = Object.keys(planted).length === 0;
    this.storage.writeNote(NOTE, JSON.stringify(isNothing ? others : { ...others, [day]: planted }));
    return { planted };
  }

  /** The rows of a day as its bill is to tell them. A month's bill tells the truth. */
  applyTo(date: string, rows: readonly BillRow[]): BillRow[] {
    const body = this.all()[date];
    const span = beijingSpan(date);
    if (body === undefined || !span) return [...rows];
    const plant = plantSchema.parse(body);
    const leftOut = new Set(plant.leave_out);
    const kept = rows.filter((row) => !leftOut.has(row.outTradeNo));
    return [
      ...kept.map((row) => (plant.change ?? []).reduce(changed, row)),
      ...(plant.add ?? []).map((line) => added(line, span.fromMs)),
    ];
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && beijingSpan(text) !== null;

function changed(row: BillRow, to: NonNullable<Plant['change']>[number]): BillRow {
  if (row.outTradeNo !== to.out_trade_no || row.kind !== to.type) return row;
  return {
    ...row,
    tradeNo: to.trade_no ?? row.tradeNo,
    fen: to.amount ?? row.fen,
    feeFen: to.fee ?? row.feeFen,
  };
}

function added(line: NonNullable<Plant['add']>[number], dayMs: number): BillRow {
  const at = dayMs + line.at_seconds * 1000;
  const usualFee = serviceFeeFen(line.amount);
  return {
    kind: line.type,
    tradeNo: line.trade_no,
    outTradeNo: line.out_trade_no,
    outRequestNo: line.out_request_no ?? '',
    subject: '课程',
    createdAt: at,
    at,
    buyer: 'buyer@luffy.example',
    fen: line.amount,
    feeFen: line.fee ?? (line.type === 'refund' ? usualFee : -usualFee),
    note: '',
  };
}
