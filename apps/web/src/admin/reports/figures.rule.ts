import type { ReportColumn, ReportRow } from '../../api/staff/reports.api.js';

/** `1234567.5` yuan as people read it: `1,234,567.50` stays exact, for it is never a number on the way. */
export function groupedYuan(yuan: string): string {
  const [whole = '0', decimals = '00'] = yuan.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  return `${sign}¥${whole.replace('-', '').replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
}

export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** Whole fen of a text in yuan; sums of a year stay far below 2^53. */
export const fenOf = (yuan: unknown): number => Math.round(Number(yuan) * 100);

/** The sum of a column of yuan, as text in yuan. */
export function sumYuan(rows: readonly ReportRow[], key: string): string {
  const fen = rows.reduce((sum, row) => sum + fenOf(row[key]), 0);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const sumCount = (rows: readonly ReportRow[], key: string): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0);

/** A time in the largest unit in which it is short: the word's name and its number. */
export function durationParts(seconds: number): { unit: 'seconds' | 'minutes' | 'hours'; n: string } {
  if (seconds >= 7200) return { unit: 'hours', n: String(Math.round(seconds / 360) / 10) };
  if (seconds >= 60) return { unit: 'minutes', n: String(Math.round(seconds / 6) / 10) };
  return { unit: 'seconds', n: String(Math.round(seconds * 10) / 10) };
}

/** Whether anything happened: a report without any count has only its frame. */
export const isEmptyReport = (columns: readonly ReportColumn[], rows: readonly ReportRow[]): boolean => {
  const counts = columns.filter(({ unit }) => unit === 'count').map(({ key }) => key);
  return rows.every((row) => counts.every((key) => !row[key]));
};

/** A size people read: `3.2 MB`. */
export const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
