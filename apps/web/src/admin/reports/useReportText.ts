import { useI18n } from 'vue-i18n';

import type { ReportColumn, ReportRow } from '../../api/staff/reports.api.js';
import { durationParts, grouped, groupedYuan } from './figures.rule.js';
import { CELL_WORDS, COLUMN_WORDS } from './report-words.js';

interface ReportText {
  readonly head: (column: ReportColumn) => string;
  readonly cell: (column: ReportColumn, row: ReportRow) => string;
  readonly duration: (seconds: number) => string;
  /** `30 s – 1 min`, or `30 min or more` for the last bucket. */
  readonly bucket: (row: ReportRow) => string;
}

const DURATIONS = { seconds: 'reports.seconds', minutes: 'reports.minutes', hours: 'reports.hours' } as const;
const NOTHING = '—';

/** A report's figures in the reader's language. */
export function useReportText(): ReportText {
  const { t } = useI18n();
  const duration = (seconds: number): string => {
    const { unit, n } = durationParts(seconds);
    return t(DURATIONS[unit], { n });
  };

  function cell({ key, unit }: ReportColumn, row: ReportRow): string {
    const value = row[key];
    if (value === null || value === undefined) {
      if (key === 'course_name')
        return t(row['refunds'] && row['kind'] === null ? 'reports.otherReasons' : 'reports.noCourse');
      return NOTHING;
    }
    switch (unit) {
      case 'yuan':
        return groupedYuan(String(value));
      case 'count':
        return grouped(Number(value));
      case 'percent':
        return `${value}%`;
      case 'seconds':
        return duration(Number(value));
      case 'hour':
        return `${String(value).padStart(2, '0')}:00`;
      case 'text':
      case 'id':
      case 'day': {
        const word = CELL_WORDS[key]?.[String(value)];
        return word === undefined ? String(value) : t(word);
      }
    }
  }

  return {
    head: (column) => (COLUMN_WORDS[column.key] === undefined ? column.label : t(COLUMN_WORDS[column.key] ?? '')),
    cell,
    duration,
    bucket: (row) =>
      row['to_seconds'] === null
        ? t('reports.orMore', { n: duration(Number(row['from_seconds'])) })
        : `${duration(Number(row['from_seconds']))} – ${duration(Number(row['to_seconds']))}`,
  };
}
