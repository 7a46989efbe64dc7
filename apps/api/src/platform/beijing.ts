/** China keeps one offset all year. Bills and reports are of Beijing's days, wherever the process runs. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The Beijing day of an instant, `yyyy-MM-dd`. */
export const beijingDay = (instant: Date): string => new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The time of day in Beijing, `HH:mm:ss`. */
export const beijingTime = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 19);

/** The instant of a Beijing day and time. Null for what is no such moment, "2026-02-30" and "24:00:00" too. */
export function beijingInstant(day: string, time = '00:00:00'): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}:\d{2}$/.test(time)) return null;
  const instant = new Date(`${day}T${time}+08:00`);
  // An impossible day or hour would silently become the next one.
  const isReal = !Number.isNaN(instant.getTime()) && beijingDay(instant) === day && beijingTime(instant) === time;
  return isReal ? instant : null;
}

/** First instant of a Beijing day, and of the one after it. @throws RangeError when it is no day */
export function daySpan(day: string): { from: Date; to: Date } {
  const from = beijingInstant(day);
  if (!from) throw new RangeError(`not a day: ${day.slice(0, 20)}`);
  return { from, to: new Date(from.getTime() + DAY_MS) };
}

/** The day `count` days later; earlier, when it is negative. @throws RangeError when it is no day */
export const daysLater = (day: string, count: number): string =>
  beijingDay(new Date(daySpan(day).from.getTime() + count * DAY_MS));
