import { type Answer, fetchPage, http, type Page } from './http.js';

/** A course a student may study, and how far they are. Lessons count from 1. */
export interface LearningCourse {
  readonly course_id: number;
  readonly course_name: string;
  readonly teacher: string;
  /** The order that bought it; null when it was given. */
  readonly out_trade_no: string | null;
  readonly granted_at: string;
  readonly lesson_count: number;
  readonly done: readonly number[];
  readonly last_lesson: number | null;
  readonly last_at: string | null;
}

export interface LessonContent {
  readonly course_id: number;
  readonly n: number;
  readonly title: string;
  readonly minutes: number;
  readonly free: boolean;
  /** Plain text, paragraphs parted by a blank line. */
  readonly content: string;
}

interface LearningAnswer extends Answer {
  readonly course: LearningCourse;
}

interface LessonAnswer extends Answer {
  readonly lesson: LessonContent;
}

export const fetchLearning = (cursor: string | null): Promise<Page<LearningCourse>> =>
  fetchPage('/learning/', {}, cursor);

/** @throws ApiError LESSON_LOCKED (never had access), ACCESS_ENDED (had it, with `ended_at`) */
export const fetchProgress = (courseId: number): Promise<LearningCourse> =>
  http.get<LearningAnswer>(`/learning/${courseId}/`, { onRefusedToken: 'stay' }).then((answer) => answer.data.course);

/** A lesson is also opened by people without a token, so a refused one leads nowhere: the page says what to do. */
export const fetchLesson = (courseId: number, n: number): Promise<LessonContent> =>
  http
    .get<LessonAnswer>(`/course/${courseId}/lesson/${n}/`, { onRefusedToken: 'stay' })
    .then((answer) => answer.data.lesson);

export const markLesson = (courseId: number, n: number, as: 'done' | 'undone'): Promise<LearningCourse> =>
  http.post<LearningAnswer>(`/learning/${courseId}/lesson/${n}/${as}/`).then((answer) => answer.data.course);
