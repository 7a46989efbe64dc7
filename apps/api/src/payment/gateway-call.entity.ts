import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn } from '../platform/columns.js';

/** What a channel can be asked about a payment. Links and notifies are no calls: nobody is asked. */
export const GATEWAY_METHODS = ['query', 'close', 'refund', 'refund_query'] as const;
export type GatewayMethod = (typeof GATEWAY_METHODS)[number];

/** One question to a channel with its answer. Append only; old ones are removed. */
@Entity('luffy_gateway_call')
export class GatewayCall {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 16 }) channel: 'alipay' | 'wechat';
  @Column({ type: 'varchar', length: 16 }) method: GatewayMethod;
  /** The payment's number. */
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) outRequestNo: string | null;
  /** The kind of the answer: `paid`, `absent`, `refunded`, `unknown`, … */
  @Column({ type: 'varchar', length: 16 }) outcome: string;
  /** Why, where the answer says so: the channel's own code, or what broke on the way. */
  @Column({ type: 'varchar', length: 256, nullable: true }) cause: string | null;
  @InstantColumn() askedAt: Date;
  @Column({ type: 'integer' }) tookMs: number;
}
