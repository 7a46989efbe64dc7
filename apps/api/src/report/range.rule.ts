import { refusedField } from '../platform/app-error.js';
import { beijingInstant, daysLater, daySpan } from '../platform/beijing.js';

/** Whole days of Beijing, both ends included. */
export interface DayRange {
  from: string;
  to: string;
  days: number;
  /** The first instant of the range, and of the day after it. */
  start: Date;
  end: Date;
}

/** A year, and the day that a leap year has more. */
const DAYS_AT_MOST = 366;
const DAYS_UNASKED = 30;
const DAY_MS = 86_400_000;

/** The days asked for; without a word the last thirty. @throws AppError VALIDATION naming the field */
export function dayRange(asked: { from?: string | undefined; to?: string | undefined }, today: string): DayRange {
  const to = asked.to ?? (asked.from !== undefined && asked.from > today ? asked.from : today);
  const from = asked.from ?? daysLater(to, 1 - DAYS_UNASKED);
  if (from > to) throw refusedField('from', 'RANGE_ORDER');
  const range = daysFrom(from, to);
  if (range.days > DAYS_AT_MOST) throw refusedField('from', 'RANGE_DAYS', { days: DAYS_AT_MOST });
  return range;
}

/** The same number of days right before. */
export const periodBefore = ({ from, days }: DayRange): DayRange =>
  daysFrom(daysLater(from, -days), daysLater(from, -1));

/** All days of a month, `yyyy-MM`. @throws AppError VALIDATION naming `month` */
export function monthRange(month: string): DayRange {
  if (!/^20\d{2}-\d{2}$/.test(month) || beijingInstant(`${month}-01`) === null)
    throw refusedField('month', 'MONTH_FORM');
  const from = `${month}-01`;
  const nextMonth = `${daysLater(from, 31).slice(0, 7)}-01`;
  return daysFrom(from, daysLater(nextMonth, -1));
}

function daysFrom(from: string, to: string): DayRange {
  const start = daySpan(from).from;
  const end = daySpan(to).to;
  return { from, to, days: (end.getTime() - start.getTime()) / DAY_MS, start, end };
}
