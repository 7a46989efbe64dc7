import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

/** What the shop told a student. */
@Entity('luffy_message')
export class Message {
  @IdColumn() id: number;
  @RefColumn() userId: number;
  @Column({ type: 'varchar', length: 48 }) kind: string;
  /** Holds `out_trade_no` wherever an order is meant. */
  @Column({ type: 'jsonb' }) data: Record<string, unknown>;
  @InstantColumn() at: Date;
  @InstantColumn({ nullable: true }) readAt: Date | null;
}
