/** Days of Beijing as `yyyy-MM-dd`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export const DAYS_AT_MOST = 366;
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const DAY = /^20\d{2}-\d{2}-\d{2}$/;

export const beijingDay = (atMs: number): string => new Date(atMs + BEIJING_MS).toISOString().slice(0, 10);

const asMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const daysLater = (day: string, count: number): string =>
  new Date(asMs(day) + count * DAY_MS).toISOString().slice(0, 10);

export type Preset = 'last7' | 'last30' | 'last90' | 'thisMonth' | 'lastMonth';
export const PRESETS: readonly Preset[] = ['last7', 'last30', 'last90', 'thisMonth', 'lastMonth'];

const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

export function presetRange(preset: Preset, today: string): DayRange {
  switch (preset) {
    case 'last7':
      return { from: daysLater(today, -6), to: today };
    case 'last30':
      return { from: daysLater(today, -29), to: today };
    case 'last90':
      return { from: daysLater(today, -89), to: today };
    case 'thisMonth':
      return { from: firstOf(today), to: today };
    case 'lastMonth': {
      const to = daysLater(firstOf(today), -1);
      return { from: firstOf(to), to };
    }
  }
}

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(asMs(text)) && daysLater(text, 0) === text;

/** What is wrong with a range, or null. */
export function rangeFault({ from, to }: DayRange): 'badDay' | 'badOrder' | 'tooLong' | null {
  if (!isDay(from) || !isDay(to)) return 'badDay';
  if (from > to) return 'badOrder';
  return (asMs(to) - asMs(from)) / DAY_MS >= DAYS_AT_MOST ? 'tooLong' : null;
}

/** The months that a statement can be asked for, the newest first. */
export function lastMonths(today: string, count: number): string[] {
  const months = [today.slice(0, 7)];
  while (months.length < count) months.push(daysLater(`${months.at(-1)}-01`, -1).slice(0, 7));
  return months;
}
