import type { Fen } from '@luffy/money';
import { Entity, PrimaryColumn } from 'typeorm';

import { FenColumn } from '../platform/columns.js';

const reference = { type: 'bigint', transformer: { from: Number, to: (id: unknown) => id } } as const;

/** How much of a refund belongs to one line of the order. */
@Entity('luffy_refund_line')
export class RefundLine {
  @PrimaryColumn(reference) refundId: number;
  @PrimaryColumn(reference) orderDetailId: number;
  @FenColumn() amount: Fen;
}
