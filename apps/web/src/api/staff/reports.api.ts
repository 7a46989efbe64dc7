import { type Answer, http } from '../http.js';

export type ReportName =
  | 'daily'
  | 'funnel'
  | 'time-to-payment'
  | 'success-by-hour'
  | 'refunds'
  | 'income'
  | 'confirmed-by';

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly unit: 'day' | 'hour' | 'text' | 'id' | 'count' | 'yuan' | 'percent' | 'seconds';
}

export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface Report extends Answer {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

/** The name stays in the address as it is: it is one of a few words. */
export const reportPath = (name: ReportName): string => `/admin/reports/${name}/`;

export const fetchReport = (name: ReportName, range: { from: string; to: string }): Promise<Report> =>
  http.get<Report>(reportPath(name), { params: range }).then((answer) => answer.data);
