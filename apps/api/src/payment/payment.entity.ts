import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { Disposition, PaymentState } from './payment.state.js';

/** One attempt to pay an order through one channel. Keeps its number for every fresh link. */
@Entity('luffy_payment')
export class Payment {
  @IdColumn() id: number;
  @RefColumn() orderId: number;
  @Column({ type: 'varchar', length: 16 }) channel: 'alipay' | 'wechat';
  /** The first payment of an order has the order's own number. */
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @FenColumn() amount: Fen;
  @Column({ type: 'varchar', length: 16 }) state: PaymentState;
  /** What the money of a succeeded payment is for; written once. */
  @Column({ type: 'varchar', length: 16, nullable: true }) disposition: Disposition | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) tradeNo: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) buyerId: string | null;
  @InstantColumn({ nullable: true }) paidAt: Date | null;
  /** When the last link to the cashier was signed; the query ladder starts there. */
  @InstantColumn() linkedAt: Date;
  /** When the channel was last asked about it. */
  @InstantColumn({ nullable: true }) askedAt: Date | null;
  /** When it is due to be asked again; null once a final answer is known. */
  @InstantColumn({ nullable: true }) nextQueryAt: Date | null;
  @InstantColumn() createdTime: Date;
  /** What the channel's notifies say was refunded of it in all; only grows. */
  @FenColumn({ default: 0 }) channelRefunded: Fen;
  /** How much of that a conclusion was drawn from: ours, or somebody's at the channel's console. */
  @FenColumn({ default: 0 }) refundConcluded: Fen;
}
