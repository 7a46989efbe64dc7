import { Inject, Injectable } from '@nestjs/common';

import type { Course, Lesson } from '../course/course.entity.js';
import { CourseService } from '../course/course.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import type { LearningView, LessonContentView } from './learning.dto.js';
import { LearningQuery } from './learning.query.js';
import { LessonProgress } from './lesson-progress.entity.js';

/** Studying: who may read which lesson, and what a student has seen and done. */
@Injectable()
export class LearningService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly courses: CourseService,
    private readonly enrolments: EnrolmentService,
    private readonly query: LearningQuery,
  ) {}

  /**
   * One lesson with what it teaches; a student with access has then seen it.
   * @throws AppError COURSE_NOT_FOUND, LESSON_NOT_FOUND, UNAUTHENTICATED, ACCESS_ENDED, LESSON_LOCKED
   */
  async read(reader: Identity | null, courseId: number, n: number): Promise<LessonContentView> {
    const lesson = lessonOf(await this.#course(courseId), n);
    const hasAccess = reader !== null && (await this.#hasAccess(reader.id, courseId));
    if (!lesson.free && !hasAccess) await this.#refuse(reader, courseId);
    if (reader && hasAccess) await this.#see(reader.id, courseId, n);
    const { title, minutes, free, content = '' } = lesson;
    return { course_id: courseId, n, title, minutes, free, content };
  }

  /** @throws AppError COURSE_NOT_FOUND, ACCESS_ENDED, LESSON_LOCKED */
  async course(user: Identity, courseId: number): Promise<LearningView> {
    await this.#course(courseId);
    return (await this.query.one(user.id, courseId)) ?? this.#refuse(user, courseId);
  }

  /** The student is through with a lesson. A second time changes nothing. @throws as read does */
  async markDone(user: Identity, courseId: number, n: number): Promise<LearningView> {
    await this.#mayStudy(user, courseId, n);
    const now = this.clock.now();
    await this.db.manager.query(
      `INSERT INTO luffy_lesson_progress AS p (user_id, course_id, lesson, done_at, seen_at) VALUES ($1, $2, $3, $4, $4)
       ON CONFLICT (user_id, course_id, lesson) DO UPDATE SET done_at = coalesce(p.done_at, EXCLUDED.done_at)`,
      [user.id, courseId, n, now],
    );
    return this.course(user, courseId);
  }

  /** The student wants to go through a lesson again. @throws as read does */
  async markUndone(user: Identity, courseId: number, n: number): Promise<LearningView> {
    await this.#mayStudy(user, courseId, n);
    await this.db.manager.update(LessonProgress, { userId: user.id, courseId, lesson: n }, { doneAt: null });
    return this.course(user, courseId);
  }

  async #see(userId: number, courseId: number, n: number): Promise<void> {
    await this.db.manager.query(
      `INSERT INTO luffy_lesson_progress AS p (user_id, course_id, lesson, seen_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id, course_id, lesson) DO UPDATE SET seen_at = greatest(p.seen_at, EXCLUDED.seen_at)`,
      [userId, courseId, n, this.clock.now()],
    );
  }

  /** Marks are for those with access, also where a lesson is free for everybody. */
  async #mayStudy(user: Identity, courseId: number, n: number): Promise<void> {
    lessonOf(await this.#course(courseId), n);
    if (!(await this.#hasAccess(user.id, courseId))) await this.#refuse(user, courseId);
  }

  async #hasAccess(userId: number, courseId: number): Promise<boolean> {
    return (await this.enrolments.ownedAmong(this.db.manager, userId, [courseId])).has(courseId);
  }

  async #refuse(reader: Identity | null, courseId: number): Promise<never> {
    if (!reader) throw new AppError('UNAUTHENTICATED');
    const endedAt = await this.enrolments.endedAt(reader.id, courseId);
    if (endedAt) throw new AppError('ACCESS_ENDED', { course_id: courseId, ended_at: endedAt });
    throw new AppError('LESSON_LOCKED', { course_id: courseId });
  }

  async #course(courseId: number): Promise<Course> {
    const [course] = await this.courses.named(this.db.manager, [courseId]);
    return course as Course;
  }
}

function lessonOf(course: Course, n: number): Lesson {
  const lesson = course.lessons[n - 1];
  if (!lesson) throw new AppError('LESSON_NOT_FOUND', { course_id: course.id, lesson_count: course.lessons.length });
  return lesson;
}
