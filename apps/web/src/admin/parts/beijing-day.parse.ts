/** Days of the books are days of Beijing, wherever the reader sits. */
const ZONE = '+08:00';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The first instant of a day (`2026-03-02`); any other text as it is, for the server to name. */
export const startOfDay = (day: string): string => (DAY.test(day) ? `${day}T00:00:00${ZONE}` : day);

/** The first instant after a day, for ranges whose end is not in them. */
export function endOfDay(day: string): string {
  const startMs = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(startMs) ? day : startOfDay(new Date(startMs + DAY_MS).toISOString().slice(0, 10));
}
