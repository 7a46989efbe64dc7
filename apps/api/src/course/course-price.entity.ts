import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';

/** What a course cost from a moment on, until its next row. Append only. */
@Entity('luffy_course_price')
export class CoursePrice {
  @IdColumn() id: number;
  @RefColumn() courseId: number;
  @FenColumn() price: Fen;
  @FenColumn() originalPrice: Fen;
  @InstantColumn() fromAt: Date;
  /** Null where nobody of the staff set it. */
  @RefColumn({ nullable: true }) staffId: number | null;
  @Column({ type: 'varchar', length: 256, nullable: true }) reason: string | null;
}
