import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

/** What staff want each other to know of an order. Append only; never for the student. */
@Entity('luffy_order_note')
export class OrderNote {
  @IdColumn() id: number;
  @RefColumn() orderId: number;
  @InstantColumn() at: Date;
  @RefColumn() staffId: number;
  @Column({ type: 'varchar', length: 2000 }) text: string;
}
