import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

/** One source of access to a course. A user has access while any of their sources has not ended. */
@Entity('luffy_enrolment')
export class Enrolment {
  @IdColumn() id: number;
  @RefColumn() userId: number;
  @RefColumn() courseId: number;
  @Column({ type: 'varchar', length: 16 }) kind: 'order' | 'grant';
  /** The order line that gave access; none for a grant by staff. */
  @RefColumn({ nullable: true }) orderDetailId: number | null;
  @InstantColumn() grantedAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
}
