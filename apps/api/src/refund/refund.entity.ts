import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { RefundKind, RefundState } from './refund.state.js';

/** Money on its way back to a student. */
@Entity('luffy_refund')
export class Refund {
  @IdColumn() id: number;
  @RefColumn() orderId: number;
  @RefColumn() paymentId: number;
  /** Written before the first call and never changed: the channel refunds one number once. */
  @Column({ type: 'varchar', length: 64 }) outRequestNo: string;
  @FenColumn() amount: Fen;
  @Column({ type: 'varchar', length: 256 }) reason: string;
  @Column({ type: 'varchar', length: 16 }) kind: RefundKind;
  @Column({ type: 'varchar', length: 16 }) state: RefundState;
  @RefColumn({ nullable: true }) requestedBy: number | null;
  @RefColumn({ nullable: true }) decidedBy: number | null;
  /** What staff said with their decision. */
  @Column({ type: 'varchar', length: 256, nullable: true }) note: string | null;
  /** What the channel said last, when it did not say done. */
  @Column({ type: 'varchar', length: 256, nullable: true }) cause: string | null;
  /** Calls made so far; after the first one the channel is asked before the money is sent again. */
  @Column({ type: 'integer', default: 0 }) attempts: number;
  @InstantColumn({ nullable: true }) triedAt: Date | null;
  @InstantColumn({ nullable: true }) nextTryAt: Date | null;
  @InstantColumn() createdTime: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
