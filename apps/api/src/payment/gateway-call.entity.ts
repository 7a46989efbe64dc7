import type { PaymentChannel } from '@luffy/ipay';
import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn } from '../platform/columns.js';

/** The calls to a channel that are about one order; links and notifies are no calls of ours. */
export const GATEWAY_METHODS = ['query', 'close', 'refund', 'queryRefund'] as const;
export type GatewayMethod = (typeof GATEWAY_METHODS)[number];

/** Every kind of answer that any of them can have, as `PaymentChannel` names them. */
export const GATEWAY_OUTCOMES = [
  'paid',
  'waiting',
  'closed',
  'absent',
  'not-waiting',
  'refunded',
  'processing',
  'later',
  'refused',
  'unknown',
] as const;
export type GatewayOutcome = (typeof GATEWAY_OUTCOMES)[number];

/** One call to a channel and how it ended. Append only; forgotten when it is old. */
@Entity('luffy_gateway_call')
export class GatewayCall {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 16 }) channel: PaymentChannel['name'];
  @Column({ type: 'varchar', length: 16 }) method: GatewayMethod;
  /** The number of the payment it was about. */
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  /** The refund's, where it was about one. */
  @Column({ type: 'varchar', length: 64, nullable: true }) outRequestNo: string | null;
  @Column({ type: 'varchar', length: 16 }) outcome: GatewayOutcome;
  /** Why there was no plain answer: `timeout`, `ACQ.SELLER_BALANCE_NOT_ENOUGH`. */
  @Column({ type: 'varchar', length: 128, nullable: true }) cause: string | null;
  @InstantColumn() askedAt: Date;
  @Column({ type: 'integer' }) tookMs: number;
}
