import { Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import { yuanFromFen } from '@luffy/money';
import { MoreThan } from 'typeorm';

import { COURSE_STATUS, Course } from '../course/course.entity.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import type { CourseDetailView, CourseView } from './catalogue.dto.js';

/** Courses as the person looking sees them: with what they own, and what they have not paid yet. */
@Injectable()
export class CatalogueQuery {
  constructor(
    private readonly db: Database,
    private readonly enrolments: EnrolmentService,
  ) {}

  async list(user: Identity | null, page: PageQuery): Promise<Page<CourseView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const courses = await this.db.manager.find(Course, {
      where: { status: COURSE_STATUS.onSale, id: MoreThan(idFromCursor(page.cursor) ?? 0) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const views = await this.#views(user, courses);
    return pageOf(courses, limit, (course) => views.get(course.id) as CourseView);
  }

  /** One course; one off sale is still shown, for those who bought it. @throws AppError COURSE_NOT_FOUND */
  async one(user: Identity | null, id: number): Promise<CourseDetailView> {
    const course = await this.db.manager.findOneBy(Course, { id });
    if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
    const view = (await this.#views(user, [course])).get(id) as CourseView;
    return { ...view, lessons: course.lessons };
  }

  async #views(user: Identity | null, courses: readonly Course[]): Promise<Map<number, CourseView>> {
    const ids = courses.map((course) => course.id);
    const learners = await this.#learners(ids);
    const owned = user && (await this.enrolments.ownedAmong(this.db.manager, user.id, ids));
    const waiting = user && (await this.#waiting(user.id, ids));
    return new Map(
      courses.map((course) => [
        course.id,
        {
          ...courseView(course, learners.get(course.id) ?? 0),
          ...(owned && waiting ? { owned: owned.has(course.id), waiting_order: waiting.get(course.id) ?? null } : {}),
        },
      ]),
    );
  }

  async #learners(ids: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.db.manager.query<{ course_id: string; learners: string }[]>(
      `SELECT course_id, count(DISTINCT user_id) AS learners FROM luffy_enrolment
       WHERE course_id = ANY($1) AND ended_at IS NULL GROUP BY course_id`,
      [ids],
    );
    return new Map(rows.map((row) => [Number(row.course_id), Number(row.learners)]));
  }

  async #waiting(userId: number, ids: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.db.manager.query<{ course_id: string; out_trade_no: string }[]>(
      `SELECT d.course_id, o.out_trade_no FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
       WHERE d.user_id = $1 AND d.course_id = ANY($2) AND d.live AND o.order_status = $3`,
      [userId, ids, ORDER_STATUS.unpaid],
    );
    return new Map(rows.map((row) => [Number(row.course_id), row.out_trade_no]));
  }
}

const courseView = (course: Course, learners: number): CourseView => ({
  id: course.id,
  name: course.name,
  price: yuanFromFen(course.price),
  original_price: yuanFromFen(course.originalPrice),
  brief: course.brief,
  cover: course.cover,
  teacher: course.teacher,
  lesson_count: course.lessons.length,
  learners,
  refund_days: course.refundDays,
  on_sale: course.status === COURSE_STATUS.onSale,
});
