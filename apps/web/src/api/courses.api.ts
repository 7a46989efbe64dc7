import { type Answer, fetchPage, http, type Page } from './http.js';

/** Amounts are yuan with two decimals ("99.00"). */
export interface Course {
  readonly id: number;
  readonly name: string;
  readonly price: string;
  readonly original_price: string;
  readonly brief: string;
  readonly cover: string | null;
  readonly teacher: string;
  readonly lesson_count: number;
  readonly learners: number;
  readonly refund_days: number;
  readonly on_sale: boolean;
  /** Only with a token. */
  readonly owned?: boolean;
  /** Only with a token: the number of the unpaid order that holds this course. */
  readonly waiting_order?: string | null;
}

export interface Lesson {
  readonly title: string;
  readonly minutes: number;
  readonly free: boolean;
}

export interface CourseDetail extends Course {
  readonly lessons: readonly Lesson[];
}

interface CourseAnswer extends Answer {
  readonly course: CourseDetail;
}

export const COURSE_SORTS = ['newest', 'price_asc', 'price_desc'] as const;
export const COURSE_PRICES = ['free', 'paid'] as const;

/** What somebody looks for; empty text and null mean: all of them, in the shop's own order. */
export interface CourseSearch {
  readonly q: string;
  readonly price: (typeof COURSE_PRICES)[number] | null;
  readonly sort: (typeof COURSE_SORTS)[number] | null;
}

/** `limit`: how many at once, where the server's own page would be too few. */
export const fetchCourses = (
  { q, price, sort }: CourseSearch,
  cursor: string | null,
  limit?: number,
): Promise<Page<Course>> => fetchPage('/course/', { q: q === '' ? null : q, price, sort, limit }, cursor);

export const fetchCourse = (id: number): Promise<CourseDetail> =>
  http.get<CourseAnswer>(`/course/${id}/`).then((answer) => answer.data.course);
