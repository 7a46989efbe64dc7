import type { Fen } from '@luffy/money';
import { Column, Entity } from 'typeorm';

import { FenColumn, IdColumn, InstantColumn } from '../platform/columns.js';

/** One lesson of the outline; `free` ones can be watched before buying. */
export interface Lesson {
  title: string;
  minutes: number;
  free: boolean;
  /** What is taught: paragraphs of plain text, a blank line between two. Only for those who may study it. */
  content?: string;
}

/** `status` of a course. */
export const COURSE_STATUS = { offSale: 0, onSale: 1 } as const;

@Entity('luffy_course')
export class Course {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 150 }) name: string;
  @FenColumn() price: Fen;
  @FenColumn() originalPrice: Fen;
  @Column({ type: 'smallint', default: COURSE_STATUS.onSale }) status: number;
  @Column({ type: 'text', default: '' }) brief: string;
  @Column({ type: 'varchar', length: 255, nullable: true }) cover: string | null;
  @Column({ type: 'varchar', length: 64, default: '' }) teacher: string;
  /** Days after payment within which a student may ask for the money back. */
  @Column({ type: 'smallint', default: 7 }) refundDays: number;
  @Column({ type: 'jsonb', default: [] }) lessons: Lesson[];
  @InstantColumn() createdTime: Date;
}
