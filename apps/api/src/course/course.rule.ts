import { createHash } from 'node:crypto';

import { type Fen, yuanFromFen } from '@luffy/money';

import { type FieldFault, fieldFault } from '../platform/app-error.js';

/** What staff write of a course. */
export interface CourseTerms {
  name: string;
  price: Fen;
  originalPrice: Fen;
  brief: string;
  teacher: string;
  status: number;
  refundDays: number;
  lessons: readonly { title: string; minutes: number; free: boolean; content?: string }[];
}

type Prices = Pick<CourseTerms, 'price' | 'originalPrice'>;

/** Which of the two amounts that were said cannot stand beside the other; null when they can. */
export function priceFault(prices: Prices, said: Partial<Prices>): FieldFault | null {
  if (prices.originalPrice >= prices.price) return null;
  return said.originalPrice === undefined
    ? fieldFault('price', 'PRICE_ABOVE_ORIGINAL', { amount: yuanFromFen(prices.originalPrice) })
    : fieldFault('original_price', 'ORIGINAL_BELOW_PRICE', { amount: yuanFromFen(prices.price) });
}

export const costsOtherwise = (a: Prices, b: Prices): boolean =>
  a.price !== b.price || a.originalPrice !== b.originalPrice;

/** How a course stands, as the record of an act tells it: its lessons by their number and a print of what they say. */
export const courseFigures = (course: CourseTerms): Record<string, string | null> => ({
  name: course.name,
  price: yuanFromFen(course.price),
  original_price: yuanFromFen(course.originalPrice),
  status: String(course.status),
  teacher: course.teacher || null,
  brief: course.brief || null,
  refund_days: String(course.refundDays),
  lessons: String(course.lessons.length),
  lessons_print: printOf(course.lessons),
});

/** In one order of the fields, whichever the database keeps them in. */
export const printOf = (lessons: CourseTerms['lessons']): string =>
  createHash('sha256')
    .update(JSON.stringify(lessons.map(({ title, minutes, free, content }) => [title, minutes, free, content ?? null])))
    .digest('hex')
    .slice(0, 8);
