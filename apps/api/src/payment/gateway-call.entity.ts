import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn } from '../platform/columns.js';

/** The calls that can be about one order, by the port's own names; a bill is of a day. */
export const CALL_METHODS = ['query', 'close', 'refund', 'queryRefund'] as const;
export type CallMethod = (typeof CALL_METHODS)[number];

/** One call to a channel and what came of it. Append only; rows of half a year ago are swept. */
@Entity('luffy_gateway_call')
export class GatewayCall {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 16 }) channel: 'alipay' | 'wechat';
  @Column({ type: 'varchar', length: 16 }) method: CallMethod;
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) outRequestNo: string | null;
  /** The `kind` of what the port answered. */
  @Column({ type: 'varchar', length: 16 }) outcome: string;
  /** Why it is not done, for the kinds that say why. */
  @Column({ type: 'varchar', length: 128, nullable: true }) cause: string | null;
  /** When it was sent. */
  @InstantColumn() askedAt: Date;
  /** From sending to the answer, with whatever the client itself sent again meanwhile. */
  @Column({ type: 'integer' }) tookMs: number;
}
