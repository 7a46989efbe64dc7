import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

/** Something staff must look at. Open until somebody clears it. */
@Entity('luffy_alert')
export class Alert {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 48 }) kind: string;
  /** What it is about, usually an order number. */
  @Column({ type: 'varchar', length: 128 }) subject: string;
  @Column({ type: 'jsonb' }) data: Record<string, unknown>;
  @InstantColumn() at: Date;
  @InstantColumn({ nullable: true }) clearedAt: Date | null;
  @RefColumn({ nullable: true }) clearedBy: number | null;
}
