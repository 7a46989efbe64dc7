import type { components } from '@luffy/contracts';

import type { Said } from './acts.api.js';
import { type Answer, fetchPage, http, type Page } from '../http.js';

type Schemas = components['schemas'];
type Filter = Readonly<Record<string, string>>;

export type DeskCourse = Schemas['StaffCourseView'];
export type DeskCourseInFull = Schemas['StaffCourseInFullView'];
export type CoursePrice = Schemas['CoursePriceView'];
export type DeskCoupon = Schemas['StaffCouponView'];
export type HandOutForecast = Schemas['HandOutForecastView'];
export type HandOutOutcome = Schemas['HandOutOutcomeView'];
export type StaffAccount = Schemas['StaffView'];

export const fetchDeskCourses = (filter: Filter, cursor: string | null): Promise<Page<DeskCourse>> =>
  fetchPage('/admin/courses/', filter, cursor);

export const fetchDeskCourse = (id: number): Promise<DeskCourseInFull> =>
  http.get<Answer & { course: DeskCourseInFull }>(`/admin/courses/${id}/`).then((answer) => answer.data.course);

export const fetchPrices = (id: number, cursor: string | null): Promise<Page<CoursePrice>> =>
  fetchPage(`/admin/courses/${id}/prices/`, {}, cursor);

export const fetchDeskCoupons = (filter: Filter, cursor: string | null): Promise<Page<DeskCoupon>> =>
  fetchPage('/admin/coupons/', filter, cursor);

/** Whom it would reach; nothing is written. */
export const forecastHandOut = (id: number, said: Said): Promise<HandOutForecast> =>
  http
    .post<Answer & { preview: HandOutForecast }>(`/admin/coupons/${id}/hand-out/preview/`, said)
    .then((answer) => answer.data.preview);

export const fetchStaff = (cursor: string | null): Promise<Page<StaffAccount>> =>
  fetchPage('/admin/staff/', {}, cursor);
