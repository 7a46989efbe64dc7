import { http, type Page } from './http.js';

export interface Enrolment {
  readonly course_id: number;
  readonly course_name: string;
  /** The order that bought it; null when it was given. */
  readonly out_trade_no: string | null;
  readonly granted_at: string;
}

export const fetchEnrolments = (cursor: string | null): Promise<Page<Enrolment>> =>
  http.get<Page<Enrolment>>('/enrolment/', { params: cursor === null ? {} : { cursor } }).then((answer) => answer.data);
