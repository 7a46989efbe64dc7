import type { Report, ReportColumn, ReportName, ReportRow } from '../../api/staff/reports.api.js';
import { fenOf } from './figures.rule.js';

/** Colours of the house, as they are in the look of the moment. */
export interface Palette {
  readonly main: string;
  readonly second: string;
  readonly good: string;
  readonly bad: string;
  readonly ink: string;
  readonly line: string;
  readonly card: string;
  /** The family of the page's text: what is drawn is measured with it. */
  readonly font: string;
}

/** How a chart says things: its words, and its figures as the table has them. */
export interface ChartWords {
  readonly head: (column: ReportColumn) => string;
  readonly cell: (column: ReportColumn, row: ReportRow) => string;
  readonly bucket: (row: ReportRow) => string;
}

interface Series {
  readonly key: string;
  readonly look: 'bar' | 'line';
  readonly color: 'main' | 'second' | 'good' | 'bad';
  readonly stack?: boolean;
  /** On an axis of its own, in per cent. */
  readonly isRate?: boolean;
}

interface Drawing {
  /** Bars that lie, the first on top: for words that need room. */
  readonly lies?: boolean;
  readonly most?: number;
  readonly label: (row: ReportRow, words: ChartWords, cell: (key: string) => string) => string;
  readonly series: readonly Series[];
}

const DRAWINGS: Readonly<Record<ReportName, Drawing>> = {
  daily: {
    label: (row) => String(row['day']).slice(5),
    series: [
      { key: 'paid_amount', look: 'bar', color: 'main' },
      { key: 'previous_paid_amount', look: 'line', color: 'second' },
    ],
  },
  funnel: {
    lies: true,
    label: (_row, _words, cell) => cell('stage'),
    series: [{ key: 'orders', look: 'bar', color: 'main' }],
  },
  'time-to-payment': {
    label: (row, words) => words.bucket(row),
    series: [{ key: 'orders', look: 'bar', color: 'main' }],
  },
  'success-by-hour': {
    label: (row) => String(row['hour']),
    series: [
      { key: 'paid', look: 'bar', color: 'good', stack: true },
      { key: 'closed', look: 'bar', color: 'bad', stack: true },
      { key: 'rate', look: 'line', color: 'second', isRate: true },
    ],
  },
  refunds: {
    lies: true,
    most: 8,
    label: (_row, _words, cell) => `${cell('course_name')} · ${cell('reason')}`,
    series: [{ key: 'amount', look: 'bar', color: 'bad' }],
  },
  income: {
    lies: true,
    most: 8,
    label: (_row, _words, cell) => cell('course_name'),
    series: [
      { key: 'amount', look: 'bar', color: 'main' },
      { key: 'refunded', look: 'bar', color: 'bad' },
    ],
  },
  'confirmed-by': {
    lies: true,
    label: (_row, _words, cell) => cell('source'),
    series: [{ key: 'payments', look: 'bar', color: 'main' }],
  },
};

/** What the chart of a report needs of it, without the library that draws it. */
export interface Chart {
  readonly labels: readonly string[];
  readonly lies: boolean;
  /** What the axis of values counts comes whole: half an order is no tick. */
  readonly isCounted: boolean;
  readonly series: readonly {
    readonly name: string;
    readonly look: 'bar' | 'line';
    readonly color: string;
    readonly stack: boolean;
    readonly isRate: boolean;
    /** For drawing only; what is read are the texts. */
    readonly values: readonly (number | null)[];
    readonly texts: readonly string[];
  }[];
}

const LABEL_AT_MOST = 18;
const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length <= LABEL_AT_MOST ? text : `${letters.slice(0, LABEL_AT_MOST - 1).join('')}…`;
};

export function chartOf(name: ReportName, report: Report, words: ChartWords, palette: Palette): Chart {
  const drawing = DRAWINGS[name];
  const rows = report.rows.slice(0, drawing.most ?? report.rows.length);
  const columns = new Map(report.columns.map((column) => [column.key, column]));
  const text = (row: ReportRow, key: string): string => {
    const column = columns.get(key);
    return column === undefined ? '' : words.cell(column, row);
  };
  return {
    labels: rows.map((row) => shortened(drawing.label(row, words, (key) => text(row, key)))),
    lies: drawing.lies ?? false,
    isCounted: drawing.series.every(({ key, isRate }) => isRate || columns.get(key)?.unit === 'count'),
    series: drawing.series.map((series) => {
      const column = columns.get(series.key);
      return {
        name: column === undefined ? '' : words.head(column),
        look: series.look,
        color: palette[series.color],
        stack: series.stack ?? false,
        isRate: series.isRate ?? false,
        values: rows.map((row) => valueOf(row[series.key] ?? null, column?.unit)),
        texts: rows.map((row) => text(row, series.key)),
      };
    }),
  };
}

const valueOf = (value: string | number | null, unit: ReportColumn['unit'] | undefined): number | null =>
  value === null ? null : unit === 'yuan' ? fenOf(value) / 100 : Number(value);
