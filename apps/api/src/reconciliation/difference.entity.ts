import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { DifferenceAction, DifferenceKind, DifferenceOutcome } from './bill.state.js';

/** One side of a difference, as it is kept and shown: amounts in yuan, instants as ISO text. */
export interface FactsRow {
  amount: string;
  trade_no: string | null;
  at: string | null;
  state: string | null;
  fee: string | null;
}

/** A disagreement between a day's bill and our books. */
@Entity('luffy_bill_difference')
export class BillDifference {
  @IdColumn() id: number;
  @RefColumn() billId: number;
  @Column({ type: 'varchar', length: 24 }) kind: DifferenceKind;
  /** Tells it from others of its kind and day. */
  @Column({ type: 'varchar', length: 208 }) subject: string;
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) outRequestNo: string | null;
  @Column({ type: 'jsonb', nullable: true }) ours: FactsRow | null;
  @Column({ type: 'jsonb', nullable: true }) theirs: FactsRow | null;
  @Column({ type: 'varchar', length: 16 }) action: DifferenceAction;
  @Column({ type: 'varchar', length: 8 }) state: 'open' | 'resolved';
  @InstantColumn() foundAt: Date;
  /** What the person said who resolved it. */
  @Column({ type: 'varchar', length: 256, nullable: true }) reason: string | null;
  /** What the channel or our books answered. */
  @Column({ type: 'varchar', length: 64, nullable: true }) outcome: DifferenceOutcome | null;
  /** Null where it went away by itself. */
  @RefColumn({ nullable: true }) resolvedBy: number | null;
  @InstantColumn({ nullable: true }) resolvedAt: Date | null;
}
