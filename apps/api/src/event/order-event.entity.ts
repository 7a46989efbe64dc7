import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

@Entity('luffy_order_event')
export class OrderEvent {
  @IdColumn() id: number;
  @RefColumn() orderId: number;
  /** 1, 2, 3 ... within the order. */
  @Column({ type: 'integer' }) seq: number;
  @InstantColumn() at: Date;
  /** `user:7`, `staff:1`, `alipay`, `sweep`. */
  @Column({ type: 'varchar', length: 64 }) actor: string;
  @Column({ type: 'varchar', length: 32 }) type: string;
  @Column({ type: 'jsonb' }) data: Record<string, unknown>;
}
