import type { components } from '@luffy/contracts';

import { fetchPage, http, type Page } from '../http.js';

type Schemas = components['schemas'];
type Filter = Readonly<Record<string, string>>;

export type Alert = Schemas['AlertView'];
export type AuditRow = Schemas['AuditView'];
export type Invariant = Schemas['InvariantView'];
export type StaffRefundRow = Schemas['RefundView'];
export type BenchAnswer = Schemas['NotifyBenchAnswer'];

const listOf =
  <Item>(path: string) =>
  (filter: Filter, cursor: string | null): Promise<Page<Item>> =>
    fetchPage(path, filter, cursor);

/** Alerts, open ones unless `state` says otherwise. */
export const fetchAlerts = listOf<Alert>('/admin/alerts/');

/** What staff did, newest first. */
export const fetchAudit = listOf<AuditRow>('/admin/audit/');

/** Refunds of everybody. */
export const fetchStaffRefunds = listOf<StaffRefundRow>('/admin/refunds/');

/** The laws of the books and how often each is broken now. */
export const fetchInvariants = (): Promise<readonly Invariant[]> =>
  http.get<Page<Invariant>>('/admin/invariants/').then((answer) => answer.data.items);

/** What would become of a notify that arrived now; nothing is written. */
export const rehearseNotify = (raw: string): Promise<BenchAnswer> =>
  http.post<BenchAnswer>('/admin/notify-bench/', { raw }).then((answer) => answer.data);
