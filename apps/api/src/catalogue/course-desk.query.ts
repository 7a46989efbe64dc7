import { Injectable } from '@nestjs/common';
import { yuanFromFen } from '@luffy/money';
import type { SelectQueryBuilder } from 'typeorm';

import { CoursePrice } from '../course/course-price.entity.js';
import { Course } from '../course/course.entity.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import { cursorFromPlace, idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { findSorted } from '../platform/sorted-page.js';
import type { CoursePriceView, StaffCourseInFullView, StaffCourseView } from './course-desk.dto.js';

export const DESK_SORTS = ['created', '-created', 'price', '-price'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

/** What staff may narrow the list of courses to. */
export interface DeskFilter {
  /** A piece of the name or the teacher's name, or the course's number. */
  q?: string | undefined;
  status?: number | undefined;
  price?: 'free' | 'paid' | undefined;
}

/** Each key as a whole number that a cursor carries exactly. */
const SORTINGS = {
  created: '(extract(epoch FROM c.created_time) * 1000000)::bigint',
  price: '(c.price * 100)::bigint',
} as const;

/** What hangs on a course now. */
interface Figures {
  learners: number;
  waiting: number;
  sold: number;
  priceFrom: Date;
}

/** Courses for those who keep the catalogue. */
@Injectable()
export class CourseDeskQuery {
  constructor(private readonly db: Database) {}

  async list(filter: DeskFilter, sort: DeskSort, page: PageQuery): Promise<Page<StaffCourseView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await findSorted(this.#matching(filter), SORTINGS, sort, page);
    const figures = await this.#figures(rows.map((row) => row.id));
    return pageOf(
      rows,
      limit,
      ({ row }) => viewOf(row, figures),
      (found) => cursorFromPlace(sort, found),
    );
  }

  /** @throws AppError COURSE_NOT_FOUND */
  async one(id: number): Promise<StaffCourseInFullView> {
    const course = await this.db.manager.findOneBy(Course, { id });
    if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
    return { ...viewOf(course, await this.#figures([id])), lessons: course.lessons };
  }

  /** What it cost from when until when, the newest first. @throws AppError COURSE_NOT_FOUND */
  async prices(id: number, page: PageQuery): Promise<Page<CoursePriceView>> {
    const limit = page.limit ?? PAGE_SIZE;
    if (!(await this.db.manager.existsBy(Course, { id }))) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
    const rows = await this.db.manager
      .createQueryBuilder(CoursePrice, 'p')
      .select(['p.id AS id', 'p.price AS price', 'p.original_price AS original_price', 'p.from_at AS from_at'])
      .addSelect(['p.reason AS reason', 'u.username AS staff'])
      .addSelect(
        '(SELECT n.from_at FROM luffy_course_price n WHERE n.course_id = p.course_id AND n.id > p.id ORDER BY n.id LIMIT 1)',
        'until_at',
      )
      .leftJoin('luffy_user', 'u', 'u.id = p.staff_id')
      .where('p.course_id = :id AND p.id < :before', {
        id,
        before: idFromCursor(page.cursor) ?? Number.MAX_SAFE_INTEGER,
      })
      .orderBy('p.id', 'DESC')
      .limit(limit + 1)
      .getRawMany<Omit<CoursePriceView, 'id'> & { id: string }>();
    return pageOf(
      rows.map((row) => ({ ...row, id: Number(row.id) })),
      limit,
      (row) => row,
    );
  }

  #matching({ q, status, price }: DeskFilter): SelectQueryBuilder<Course> {
    const query = this.db.manager.createQueryBuilder(Course, 'c').where('true');
    if (q !== undefined)
      query.andWhere(
        '(strpos(lower(c.name), lower(:q)) > 0 OR strpos(lower(c.teacher), lower(:q)) > 0 OR c.id::text = :q)',
        { q },
      );
    if (status !== undefined) query.andWhere('c.status = :status', { status });
    if (price !== undefined) query.andWhere(price === 'free' ? 'c.price = 0' : 'c.price > 0');
    return query;
  }

  async #figures(ids: readonly number[]): Promise<Map<number, Figures>> {
    const rows = await this.db.manager.query<
      { id: string; learners: string; waiting: string; sold: string; price_from: Date }[]
    >(
      `SELECT c.id,
         (SELECT count(DISTINCT user_id) FROM luffy_enrolment WHERE course_id = c.id AND ended_at IS NULL) AS learners,
         (SELECT count(*) FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
          WHERE d.course_id = c.id AND d.live AND o.order_status = 0) AS waiting,
         (SELECT count(*) FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
          WHERE d.course_id = c.id AND d.live AND o.order_status = 1) AS sold,
         coalesce((SELECT from_at FROM luffy_course_price WHERE course_id = c.id ORDER BY id DESC LIMIT 1), c.created_time)
           AS price_from
       FROM luffy_course c WHERE c.id = ANY($1)`,
      [ids],
    );
    return new Map(
      rows.map((row) => [
        Number(row.id),
        {
          learners: Number(row.learners),
          waiting: Number(row.waiting),
          sold: Number(row.sold),
          priceFrom: row.price_from,
        },
      ]),
    );
  }
}

function viewOf(course: Course, figures: ReadonlyMap<number, Figures>): StaffCourseView {
  const { learners, waiting, sold, priceFrom } = figures.get(course.id) as Figures;
  return {
    id: course.id,
    name: course.name,
    price: yuanFromFen(course.price),
    original_price: yuanFromFen(course.originalPrice),
    price_from: priceFrom,
    status: course.status,
    brief: course.brief,
    cover: course.cover,
    teacher: course.teacher,
    refund_days: course.refundDays,
    lesson_count: course.lessons.length,
    learners,
    waiting,
    sold,
    created_time: course.createdTime,
  };
}
