import { z } from 'zod';

import { SPOILS } from './bill/spoil.js';
import type { Storage } from './platform/storage.js';

const API_FAULT_MODES = [
  'timeout',
  'timeout_after_doing',
  'reset',
  'http_502',
  'garbage',
  'forged',
  'unsigned',
  'system_error',
  'system_error_after_doing',
  'seller_balance_not_enough',
  'forget_close',
] as const;
export type ApiFaultMode = (typeof API_FAULT_MODES)[number];

export const SERVER_METHODS = [
  'alipay.trade.query',
  'alipay.trade.close',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
  'alipay.data.dataservice.bill.downloadurl.query',
] as const;
export type ServerMethod = (typeof SERVER_METHODS)[number];

const TAMPERS = ['amount', 'app_id', 'seller_id', 'out_trade_no', 'key', 'sign_type'] as const;
export type Tamper = (typeof TAMPERS)[number];

const apiFault = z
  .strictObject({ method: z.enum(SERVER_METHODS), mode: z.enum(API_FAULT_MODES) })
  .refine((fault) => fault.mode !== 'forget_close' || fault.method === 'alipay.trade.close', {
    message: 'forget_close goes with alipay.trade.close',
  })
  .refine((fault) => fault.mode !== 'seller_balance_not_enough' || fault.method === 'alipay.trade.refund', {
    message: 'seller_balance_not_enough goes with alipay.trade.refund',
  });

const switchesSchema = z.strictObject({
  notify: z
    .strictObject({
      drop: z.boolean(),
      repeat: z.int().min(1).max(100),
      delay_ms: z
        .int()
        .min(0)
        .max(7 * 86_400_000),
      tamper: z.enum(TAMPERS),
      /** Sends a field no document names, as Alipay does when it adds one. */
      extra_field: z.boolean(),
    })
    .partial()
    .optional(),
  api: z.union([apiFault, z.array(apiFault).max(SERVER_METHODS.length)]).optional(),
  trade: z
    .strictObject({
      /** A product without refunds: payment leads to TRADE_FINISHED at once. */
      finished_at_once: z.boolean(),
      /** New apps see buyer_open_id in place of buyer_id. */
      buyer_open_id: z.boolean(),
    })
    .partial()
    .optional(),
  bill: z
    .strictObject({
      /** The file behind a bill's address cannot be believed. */
      spoil: z.enum(SPOILS),
    })
    .partial()
    .optional(),
  cashier: z
    .strictObject({
      /** The buyer closes the tab: the paid page does not lead back. */
      lose_return: z.boolean(),
    })
    .partial()
    .optional(),
});
export type FaultSwitches = z.infer<typeof switchesSchema>;

/** Reads the body of PUT /control/faults; null with a sentence for anything unknown. */
export function readFaultSwitches(body: unknown): { switches: FaultSwitches } | { wrong: string } {
  const read = switchesSchema.safeParse(body);
  return read.success ? { switches: read.data } : { wrong: z.prettifyError(read.error) };
}

/** The faults switched on now. They hold until taken back, also over a restart. */
export class Faults {
  private switches: FaultSwitches;
  /** Numbers whose close was answered and forgotten; they stay payable while the fault is on. */
  private readonly forgotten: Set<string>;

  constructor(private readonly storage: Storage) {
    const kept = storage.note('faults');
    this.switches = kept === null ? {} : switchesSchema.parse(JSON.parse(kept));
    this.forgotten = new Set(z.array(z.string()).parse(JSON.parse(storage.note('forgotten') ?? '[]')));
  }

  current(): FaultSwitches {
    return this.switches;
  }

  /** Replaces every fault; `{}` means none. */
  replace(switches: FaultSwitches): void {
    this.switches = switches;
    if (this.apiMode('alipay.trade.close') !== 'forget_close') this.forgotten.clear();
    this.storage.transaction(() => {
      this.storage.writeNote('faults', JSON.stringify(switches));
      this.writeForgotten();
    });
  }

  apiMode(method: string): ApiFaultMode | null {
    const { api } = this.switches;
    const faults = api === undefined ? [] : Array.isArray(api) ? api : [api];
    return faults.find((fault) => fault.method === method)?.mode ?? null;
  }

  forgetClose(outTradeNo: string): void {
    this.forgotten.add(outTradeNo);
    this.writeForgotten();
  }

  isForgotten(outTradeNo: string): boolean {
    return this.forgotten.has(outTradeNo);
  }

  private writeForgotten(): void {
    this.storage.writeNote('forgotten', JSON.stringify([...this.forgotten]));
  }
}
