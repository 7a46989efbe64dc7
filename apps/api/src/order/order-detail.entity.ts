import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, RefColumn } from '../platform/columns.js';

@Entity('luffy_order_detail')
export class OrderDetail {
  @IdColumn() id: number;
  @RefColumn() orderId: number;
  @RefColumn() courseId: number;
  @FenColumn() price: Fen;
  /** The line's share of what the order costs after the discount. */
  @FenColumn() realPrice: Fen;
  @Column({ type: 'smallint', default: 1 }) quantity: number;
  @RefColumn() userId: number;
  /** The name at the time of buying. */
  @Column({ type: 'varchar', length: 150 }) courseName: string;
  @FenColumn({ default: 0 }) refundedAmount: Fen;
  /** The order is waiting, or paid and this line not fully refunded. One live line for a user and course (UNIQUE). */
  @Column({ type: 'boolean' }) live: boolean;
}
