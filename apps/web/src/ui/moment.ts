/** What a moment is relative to the reader, so that the words (今天, Today) can come from the language files. */
export interface MomentParts {
  readonly day: 'today' | 'yesterday' | 'this-year' | 'other-year';
  readonly year: string;
  readonly month: string;
  readonly date: string;
  /** `14:05` */
  readonly time: string;
}

interface Calendar {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

function calendarOf(atMs: number, timeZone: string | undefined): Calendar {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(atMs).map((part) => [part.type, part.value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

const dayOf = (calendar: Calendar): string => `${calendar.year}-${calendar.month}-${calendar.day}`;

const DAY_MS = 86_400_000;

/** `timeZone` is the reader's own unless given. @throws RangeError when `iso` is no date */
export function momentParts(iso: string, nowMs: number, timeZone?: string): MomentParts {
  const at = calendarOf(Date.parse(iso), timeZone);
  const now = calendarOf(nowMs, timeZone);
  const isToday = dayOf(at) === dayOf(now);
  const isYesterday = dayOf(at) === dayOf(calendarOf(nowMs - DAY_MS, timeZone));
  const day = isToday ? 'today' : isYesterday ? 'yesterday' : at.year === now.year ? 'this-year' : 'other-year';
  return {
    day,
    year: at.year,
    month: String(Number(at.month)),
    date: String(Number(at.day)),
    time: `${at.hour}:${at.minute}`,
  };
}

/** The full form, for hovering and for copying: `2026-03-02 14:05:09`. */
export function fullMoment(iso: string, timeZone?: string): string {
  const at = calendarOf(Date.parse(iso), timeZone);
  return `${dayOf(at)} ${at.hour}:${at.minute}:${at.second}`;
}

/** To the minute, where many stand below each other: `2026-03-02 14:05`. */
export const minuteText = (iso: string, timeZone?: string): string => fullMoment(iso, timeZone).slice(0, 16);

/** Time left as `14:59`, hours in front only where there are any (`1:05:00`). Never negative. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}
