import type { ReportName } from '../../api/staff/reports.api.js';

/** Where the words of a report stand. The API has labels of its own, in Chinese, for its files. */
export const REPORT_WORDS: Readonly<Record<ReportName, { title: string; note: string }>> = {
  daily: { title: 'reports.daily', note: 'reports.dailyNote' },
  funnel: { title: 'reports.funnel', note: 'reports.funnelNote' },
  'time-to-payment': { title: 'reports.timeToPayment', note: 'reports.timeToPaymentNote' },
  'success-by-hour': { title: 'reports.successByHour', note: 'reports.successByHourNote' },
  refunds: { title: 'reports.refunds', note: 'reports.refundsNote' },
  income: { title: 'reports.income', note: 'reports.incomeNote' },
  'confirmed-by': { title: 'reports.confirmedBy', note: 'reports.confirmedByNote' },
};

export const REPORT_NAMES = Object.keys(REPORT_WORDS) as readonly ReportName[];

/** A column of any report by its key. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  day: 'reports.colDay',
  paid_amount: 'reports.colPaidAmount',
  orders: 'reports.colOrders',
  previous_day: 'reports.colPreviousDay',
  previous_paid_amount: 'reports.colPreviousAmount',
  previous_orders: 'reports.colPreviousOrders',
  stage: 'reports.colStage',
  students: 'reports.colStudents',
  share: 'reports.colShare',
  from_seconds: 'reports.colFromSeconds',
  to_seconds: 'reports.colToSeconds',
  share_so_far: 'reports.colSoFar',
  hour: 'reports.colHour',
  placed: 'reports.colPlaced',
  paid: 'reports.colPaid',
  closed: 'reports.colClosed',
  rate: 'reports.colRate',
  course_id: 'reports.colCourseId',
  course_name: 'reports.colCourse',
  kind: 'reports.colKind',
  reason: 'reports.colReason',
  refunds: 'reports.colRefunds',
  amount: 'reports.colAmount',
  sold: 'reports.colSold',
  refunded: 'reports.colRefunded',
  net: 'reports.colNet',
  source: 'reports.colSource',
  payments: 'reports.colPayments',
  p50: 'reports.colP50',
  p90: 'reports.colP90',
  p99: 'reports.colP99',
};

/** Words of the API that a cell may hold, by the column they stand in. */
export const CELL_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stage: { placed: 'reports.stagePlaced', paid: 'reports.stagePaid', studying: 'reports.stageStudying' },
  kind: {
    student: 'reports.kindStudent',
    staff: 'reports.kindStaff',
    duplicate: 'reports.kindDuplicate',
    late: 'reports.kindLate',
    external: 'reports.kindExternal',
  },
  source: {
    notify: 'reports.sourceNotify',
    query: 'reports.sourceQuery',
    return: 'reports.sourceReturn',
    bill: 'reports.sourceBill',
    staff: 'reports.sourceStaff',
  },
};
