import { type Fen, fenFromYuan } from '@luffy/money';

import type { Said } from '../../api/staff/acts.api.js';
import type { DeskCourseInFull } from '../../api/staff/catalogue.api.js';

export interface TypedLesson {
  title: string;
  minutes: string;
  free: boolean;
  content: string;
}

/** A course as it is typed: everything is text until it is sent. */
export interface TypedCourse {
  name: string;
  price: string;
  original_price: string;
  teacher: string;
  brief: string;
  refund_days: string;
  status: string;
  lessons: TypedLesson[];
  reason: string;
}

export const typedCourse = (course: DeskCourseInFull | null): TypedCourse => ({
  name: course?.name ?? '',
  price: course?.price ?? '',
  original_price: course?.original_price ?? '',
  teacher: course?.teacher ?? '',
  brief: course?.brief ?? '',
  refund_days: String(course?.refund_days ?? 7),
  status: String(course?.status ?? 0),
  lessons: (course?.lessons ?? []).map(({ title, minutes, free, content }) => ({
    title,
    minutes: String(minutes),
    free,
    content: content ?? '',
  })),
  reason: '',
});

/** Null for what is no amount. */
export function fenTyped(text: string): Fen | null {
  try {
    return fenFromYuan(text.trim());
  } catch {
    return null;
  }
}

const isWhole = (text: string, from: number, to: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to;

/** What is wrong with it, as a text key by field. A course that exists needs a reason for its change. */
export function courseFaults(typed: TypedCourse, course: DeskCourseInFull | null): Record<string, string> {
  const [price, original] = [fenTyped(typed.price), fenTyped(typed.original_price)];
  const isBadLesson = ({ title, minutes }: TypedLesson): boolean => title.trim() === '' || !isWhole(minutes, 1, 600);
  return {
    ...(typed.name.trim() === '' ? { name: 'courseForm.nameNeeded' } : {}),
    ...(price === null ? { price: 'courseForm.noAmount' } : {}),
    ...(original === null ? { original_price: 'courseForm.noAmount' } : {}),
    ...(price !== null && original !== null && original < price ? { original_price: 'courseForm.originalLower' } : {}),
    ...(isWhole(typed.refund_days, 0, 365) ? {} : { refund_days: 'courseForm.daysWrong' }),
    ...(typed.lessons.some(isBadLesson) ? { lessons: 'courseForm.lessonWrong' } : {}),
    ...(course !== null && [...typed.reason.trim()].length < 3 ? { reason: 'act.reasonShort' } : {}),
  };
}

const wordsOf = (typed: TypedCourse) => ({
  name: typed.name,
  price: typed.price.trim(),
  original_price: typed.original_price.trim(),
  ...(typed.teacher.trim() === '' ? {} : { teacher: typed.teacher }),
  ...(typed.brief.trim() === '' ? {} : { brief: typed.brief }),
  refund_days: Number(typed.refund_days),
  status: Number(typed.status),
  lessons: typed.lessons.map(({ title, minutes, free, content }) => ({
    title,
    minutes: Number(minutes),
    free,
    ...(content.trim() === '' ? {} : { content }),
  })),
});

/** What is to be saved: all of a new course, of another only what has changed; null where that is nothing. */
export function courseSaid(typed: TypedCourse, course: DeskCourseInFull | null): Said | null {
  const words = wordsOf(typed);
  if (course === null) return words;
  const before: Readonly<Record<string, unknown>> = wordsOf(typedCourse(course));
  const changed = Object.entries(words).filter(([field, value]) => !isSame(field, before[field], value));
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function isSame(field: string, before: unknown, now: unknown): boolean {
  const isAmount = field === 'price' || field === 'original_price';
  if (isAmount && fenTyped(String(before)) !== null) return fenTyped(String(before)) === fenTyped(String(now));
  return JSON.stringify(before) === JSON.stringify(now);
}
