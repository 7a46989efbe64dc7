import type { OrderStatusCode, PayTypeCode, RefundStatusCode } from '@luffy/contracts';
import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

@Entity('luffy_order')
export class Order {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 150 }) subject: string;
  /** What is left to pay: original minus discount. */
  @FenColumn({ default: 0 }) totalAmount: Fen;
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  /** The channel's number of the payment that paid the order. */
  @Column({ type: 'varchar', length: 64, nullable: true }) tradeNo: string | null;
  @Column({ type: 'smallint', default: 0 }) orderStatus: OrderStatusCode;
  @Column({ type: 'smallint', default: 1 }) payType: PayTypeCode;
  /** When the channel took the money; null for a free order. */
  @InstantColumn({ nullable: true }) payTime: Date | null;
  @RefColumn() userId: number;
  @InstantColumn() createdTime: Date;
  @FenColumn() originalAmount: Fen;
  @FenColumn({ default: 0 }) discountAmount: Fen;
  @RefColumn({ nullable: true }) couponRecordId: number | null;
  @Column({ type: 'smallint', default: 0 }) refundStatus: RefundStatusCode;
  /** Of the applied payment only; duplicates and late payments are refunded beside it. */
  @FenColumn({ default: 0 }) refundedAmount: Fen;
  /** Until when it can be paid, in whole seconds; null where there was nothing to pay. */
  @InstantColumn({ nullable: true }) expiresAt: Date | null;
  @InstantColumn({ nullable: true }) closedAt: Date | null;
}
