/** Days of the books are days of Beijing, wherever the reader sits; as text `2026-03-02`. */
const OFFSET_MS = 8 * 3_600_000;
const ZONE = '+08:00';
const DAY = /^20\d{2}-\d{2}-\d{2}$/;
export const DAY_MS = 86_400_000;

/** The day in Beijing at a moment. */
export const beijingDay = (atMs: number): string => new Date(atMs + OFFSET_MS).toISOString().slice(0, 10);

/** Midnight of a day as if it were one of Greenwich: for counting days only. */
export const dayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const daysLater = (day: string, count: number): string =>
  new Date(dayMs(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Whether a text is a day that there is. */
export const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(dayMs(text)) && daysLater(text, 0) === text;

/** The first instant of a day; any other text as it is, for the server to name. */
export const startOfDay = (day: string): string => (isDay(day) ? `${day}T00:00:00${ZONE}` : day);

/** The first instant after a day, for ranges whose end is not in them. */
export const endOfDay = (day: string): string => (isDay(day) ? startOfDay(daysLater(day, 1)) : day);
