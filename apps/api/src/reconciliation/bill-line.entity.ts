import type { Fen } from '@luffy/money';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { FenColumn, InstantColumn, KeyColumn, SignedFenColumn } from '../platform/columns.js';

/** A line of a bill that was read: the days around midnight look at each other's, and console refunds at all of theirs. */
@Entity('luffy_bill_line')
export class BillLineRow {
  @KeyColumn() billId: number;
  @PrimaryColumn({ type: 'integer' }) line: number;
  @Column({ type: 'varchar', length: 8 }) kind: 'payment' | 'refund';
  @Column({ type: 'varchar', length: 64 }) tradeNo: string;
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) outRequestNo: string | null;
  @FenColumn() amount: Fen;
  @FenColumn() receipt: Fen;
  @SignedFenColumn() fee: Fen;
  @InstantColumn() at: Date;
}
