import { Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn, KeyColumn } from '../platform/columns.js';

/** How far a student is with one lesson. Kept when the access ends, so that buying again goes on where they were. */
@Entity('luffy_lesson_progress')
export class LessonProgress {
  @KeyColumn() userId: number;
  @KeyColumn() courseId: number;
  /** Counted from 1, in the order of the course's outline. */
  @PrimaryColumn({ type: 'integer' }) lesson: number;
  @InstantColumn({ nullable: true }) doneAt: Date | null;
  @InstantColumn() seenAt: Date;
}
