import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { CourseService } from '../course/course.service.js';
import type { EnrolmentView } from '../enrolment/enrolment.dto.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Database } from '../platform/database.js';
import type { Page, PageQuery } from '../platform/paging.js';
import type { LearningView } from './learning.dto.js';
import { progressOf } from './learning.rule.js';
import { LessonProgress } from './lesson-progress.entity.js';

/** The courses a student may study, and how far they are with each. */
@Injectable()
export class LearningQuery {
  constructor(
    private readonly db: Database,
    private readonly courses: CourseService,
    private readonly enrolments: EnrolmentService,
  ) {}

  async list(userId: number, page: PageQuery): Promise<Page<LearningView>> {
    const { items, next_cursor } = await this.enrolments.list(userId, page);
    return { items: await this.#views(userId, items), next_cursor };
  }

  /** One course, or null where the student has no access to it. */
  async one(userId: number, courseId: number): Promise<LearningView | null> {
    const enrolment = await this.enrolments.one(userId, courseId);
    const [view] = enrolment ? await this.#views(userId, [enrolment]) : [];
    return view ?? null;
  }

  async #views(userId: number, enrolments: readonly EnrolmentView[]): Promise<LearningView[]> {
    const ids = enrolments.map((enrolment) => enrolment.course_id);
    const courses = await this.courses.known(this.db.manager, ids);
    const marks = await this.db.manager.findBy(LessonProgress, { userId, courseId: In(ids) });
    const byCourse = Map.groupBy(marks, (mark) => mark.courseId);
    return enrolments.map(({ course_id, course_name, out_trade_no, granted_at }) => {
      const course = courses.get(course_id);
      const lessonCount = course?.lessons.length ?? 0;
      const { done, lastLesson, lastAt } = progressOf(byCourse.get(course_id) ?? [], lessonCount);
      return {
        course_id,
        course_name,
        teacher: course?.teacher ?? '',
        out_trade_no,
        granted_at,
        lesson_count: lessonCount,
        done,
        last_lesson: lastLesson,
        last_at: lastAt,
      };
    });
  }
}
