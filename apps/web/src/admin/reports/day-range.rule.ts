import { DAY_MS, dayMs, daysLater, isDay } from '../parts/beijing-day.parse.js';
import { monthAfter } from '../parts/month.rule.js';

/** Days of Beijing as `yyyy-MM-dd`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export const DAYS_AT_MOST = 366;

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

/** What is wrong with a range, or null. */
export function rangeFault({ from, to }: DayRange): 'badDay' | 'badOrder' | 'tooLong' | null {
  if (!isDay(from) || !isDay(to)) return 'badDay';
  if (from > to) return 'badOrder';
  return (dayMs(to) - dayMs(from)) / DAY_MS >= DAYS_AT_MOST ? 'tooLong' : null;
}

/** The months that a statement can be asked for, the newest first. */
export const lastMonths = (today: string, count: number): string[] =>
  Array.from({ length: count }, (_, back) => monthAfter(today.slice(0, 7), -back));
