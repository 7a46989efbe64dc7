import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, SignedFenColumn } from '../platform/columns.js';
import type { BillState } from './bill.state.js';

/** A day of Beijing, and what the channel's bill of it says in all. */
@Entity('luffy_bill')
export class Bill {
  @IdColumn() id: number;
  @Column({ type: 'date' }) day: string;
  @Column({ type: 'varchar', length: 8 }) state: BillState;
  @Column({ type: 'integer', default: 0 }) paidCount: number;
  @Column({ type: 'integer', default: 0 }) refundCount: number;
  /** What the seller received, and gave back, before fees. */
  @FenColumn({ default: 0 }) paid: Fen;
  @FenColumn({ default: 0 }) refunded: Fen;
  @SignedFenColumn({ default: 0 }) fees: Fen;
  /** Why the last attempt got no bill that can be read: `amount:17`, `unknown:timeout`. */
  @Column({ type: 'varchar', length: 64, nullable: true }) reason: string | null;
  /** Attempts since a bill was last read. */
  @Column({ type: 'integer', default: 0 }) attempts: number;
  @InstantColumn({ nullable: true }) fetchedAt: Date | null;
  @InstantColumn({ nullable: true }) nextTryAt: Date | null;
}
