import { Injectable } from '@nestjs/common';
import { type Fen, yuanFromFen } from '@luffy/money';
import type { SelectQueryBuilder } from 'typeorm';

import { COURSE_STATUS, Course } from '../course/course.entity.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { OrderQuery } from '../order/order.query.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import {
  cursorFromPlace,
  idFromCursor,
  type Page,
  PAGE_SIZE,
  pageOf,
  type Place,
  placeFromCursor,
} from '../platform/paging.js';
import type { CourseDetailView, CourseFilterDto, CourseSort, CourseView } from './catalogue.dto.js';

/** How a list is sorted: by which whole number of a course, and how a cursor's number is written in SQL. */
interface Order {
  by: string;
  direction: 'ASC' | 'DESC';
  valueOf: (course: Course) => number;
  parameter: (value: number) => string | Date;
}

const byPrice = {
  by: 'c.price',
  valueOf: (course: Course): number => course.price,
  parameter: (value: number): string => yuanFromFen(value as Fen),
};

const ORDERS: Readonly<Record<CourseSort, Order>> = {
  newest: {
    // To the millisecond, which is what a Date holds: a cursor then names exactly the row it was made from.
    by: `date_trunc('milliseconds', c.createdTime)`,
    direction: 'DESC',
    valueOf: (course) => course.createdTime.getTime(),
    parameter: (value) => new Date(value),
  },
  price_asc: { ...byPrice, direction: 'ASC' },
  price_desc: { ...byPrice, direction: 'DESC' },
};

/** Courses as the person looking sees them: with what they own, and what they have not paid yet. */
@Injectable()
export class CatalogueQuery {
  constructor(
    private readonly db: Database,
    private readonly enrolments: EnrolmentService,
    private readonly orders: OrderQuery,
  ) {}

  async list(user: Identity | null, filter: CourseFilterDto): Promise<Page<CourseView>> {
    const { sort, cursor } = filter;
    const limit = filter.limit ?? PAGE_SIZE;
    const query = this.#matching(filter).limit(limit + 1);
    const courses = await (
      sort ? sorted(query, ORDERS[sort], placeFromCursor(sort, cursor)) : byId(query, idFromCursor(cursor))
    ).getMany();
    const views = await this.#views(user, courses);
    return pageOf(
      courses,
      limit,
      (course) => views.get(course.id) as CourseView,
      sort && ((course) => cursorFromPlace(sort, { value: ORDERS[sort].valueOf(course), id: course.id })),
    );
  }

  /** One course; one off sale is still shown, for those who bought it. @throws AppError COURSE_NOT_FOUND */
  async one(user: Identity | null, id: number): Promise<CourseDetailView> {
    const course = await this.db.manager.findOneBy(Course, { id });
    if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
    const view = (await this.#views(user, [course])).get(id) as CourseView;
    return { ...view, lessons: course.lessons.map(({ title, minutes, free }) => ({ title, minutes, free })) };
  }

  /** Courses on sale that hold the text sought, letter for letter but for upper and lower case. */
  #matching({ q, price }: CourseFilterDto): SelectQueryBuilder<Course> {
    const query = this.db.manager
      .createQueryBuilder(Course, 'c')
      .where('c.status = :onSale', { onSale: COURSE_STATUS.onSale });
    if (q !== undefined) {
      const holds = ['c.name', 'c.teacher', 'c.brief'].map((column) => `strpos(lower(${column}), lower(:q)) > 0`);
      query.andWhere(`(${holds.join(' OR ')})`, { q });
    }
    if (price !== undefined) query.andWhere(price === 'free' ? 'c.price = 0' : 'c.price > 0');
    return query;
  }

  async #views(user: Identity | null, courses: readonly Course[]): Promise<Map<number, CourseView>> {
    const ids = courses.map((course) => course.id);
    const learners = await this.#learners(ids);
    const owned = user && (await this.enrolments.ownedAmong(this.db.manager, user.id, ids));
    const waiting = user && (await this.orders.waitingByCourse(user.id, ids));
    return new Map(
      courses.map((course) => [
        course.id,
        {
          ...courseView(course, learners.get(course.id) ?? 0),
          ...(owned && waiting
            ? { owned: owned.has(course.id), waiting_order: waiting.get(course.id)?.outTradeNo ?? null }
            : {}),
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
}

const byId = (query: SelectQueryBuilder<Course>, after: number | null): SelectQueryBuilder<Course> =>
  query.andWhere('c.id > :after', { after: after ?? 0 }).orderBy('c.id', 'ASC');

function sorted(query: SelectQueryBuilder<Course>, order: Order, after: Place | null): SelectQueryBuilder<Course> {
  if (after) {
    query.andWhere(`(${order.by}, c.id) ${order.direction === 'ASC' ? '>' : '<'} (:value, :after)`, {
      value: order.parameter(after.value),
      after: after.id,
    });
  }
  return query.orderBy(order.by, order.direction).addOrderBy('c.id', order.direction);
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
  created_time: course.createdTime,
});
