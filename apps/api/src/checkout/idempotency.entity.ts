import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../platform/columns.js';

/** The answer given under an Idempotency-Key, by the number of its order. Written with the order, in one transaction. */
@Entity('luffy_idempotency')
export class Idempotency {
  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (id: unknown) => id } }) userId: number;
  @PrimaryColumn({ type: 'varchar', length: 128 }) key: string;
  @Column({ type: 'char', length: 64 }) requestHash: string;
  @Column({ type: 'varchar', length: 64 }) outTradeNo: string;
  @InstantColumn() createdTime: Date;
}
