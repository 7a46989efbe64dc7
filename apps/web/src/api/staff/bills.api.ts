import type { components } from '@luffy/contracts';

import { type Answer, fetchPage, http, type Page } from '../http.js';

type Schemas = components['schemas'];
export type BillDay = Schemas['BillView'];
export type BillTotals = Schemas['BillTotals'];
export type Statement = Schemas['StatementAnswer'];
export type StatementDay = Schemas['StatementDay'];
export type StatementTotal = Schemas['StatementTotal'];
export type StatementSums = Schemas['StatementSums'];
export type Difference = Schemas['DifferenceView'];

export interface BillOfDay extends Answer {
  readonly bill: BillDay;
  readonly totals: BillTotals;
}

/** The days of a month, `2026-11`, that have come; in order. */
export const fetchBillMonth = (month: string): Promise<readonly BillDay[]> =>
  http.get<Page<BillDay>>('/admin/bills/', { params: { month } }).then((answer) => answer.data.items);

export const fetchBill = (day: string): Promise<BillOfDay> =>
  http.get<BillOfDay>(`/admin/bills/${day}/`).then((answer) => answer.data);

/** Asks Alipay for the bill of a day anew and compares it. It may take a while. */
export const refetchBill = (day: string): Promise<BillOfDay> =>
  http.post<BillOfDay>(`/admin/bills/${day}/fetch/`, {}, { timeout: 60_000 }).then((answer) => answer.data);

/** The books of a month beside its bills. It may take a while. */
export const fetchStatement = (month: string): Promise<Statement> =>
  http.get<Statement>(`/admin/statements/${month}/`, { timeout: 60_000 }).then((answer) => answer.data);

export const fetchDifferences = (
  day: string,
  filter: Readonly<Record<string, string>>,
  cursor: string | null,
): Promise<Page<Difference>> => fetchPage(`/admin/bills/${day}/differences/`, filter, cursor);
