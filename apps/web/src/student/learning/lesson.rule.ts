import type { Lesson } from '../../api/courses.api.js';
import type { LearningCourse } from '../../api/learning.api.js';

/** What a reader may see of a course. `none`: never had it; `ended`: had it, and it was refunded. */
export type Access =
  | { readonly kind: 'full'; readonly progress: LearningCourse }
  | { readonly kind: 'ended'; readonly endedAt: string | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'anonymous' };

/** The lesson a page opens with, from 1: the one in the address, else where the reader left off, else one they may see. */
export function openingLesson(lessons: readonly Lesson[], access: Access, asked: unknown): number {
  const inAddress = lessonNumber(asked, lessons.length);
  if (inAddress !== null) return inAddress;
  if (access.kind !== 'full') return Math.max(1, lessons.findIndex((lesson) => lesson.free) + 1);
  const { done, last_lesson: last } = access.progress;
  const isOpen = (n: number): boolean => !done.includes(n);
  if (last !== null && last <= lessons.length && isOpen(last)) return last;
  return lessons.map((_, index) => index + 1).find(isOpen) ?? 1;
}

/** A lesson's number as an address says it; null when there is no such lesson. */
export function lessonNumber(asked: unknown, count: number): number | null {
  if (typeof asked !== 'string' || !/^\d{1,5}$/.test(asked)) return null;
  const n = Number(asked);
  return n >= 1 && n <= count ? n : null;
}

/** Whether to ask the server at all: without access a locked lesson is refused, which the page knows already. */
export const mayRead = (lesson: Pick<Lesson, 'free'>, access: Access): boolean => lesson.free || access.kind === 'full';

/** Paragraphs of a lesson: parted by blank lines; line breaks inside one stay. */
export const paragraphs = (content: string): string[] =>
  content
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

/** How far a course is, for its bar and its word. */
export function progressOf(course: Pick<LearningCourse, 'done' | 'lesson_count' | 'last_lesson'>): {
  readonly done: number;
  readonly part: number;
  readonly is: 'fresh' | 'begun' | 'finished';
} {
  const done = Math.min(new Set(course.done).size, course.lesson_count);
  const part = course.lesson_count === 0 ? 0 : done / course.lesson_count;
  return { done, part, is: part === 1 ? 'finished' : done === 0 && course.last_lesson === null ? 'fresh' : 'begun' };
}
