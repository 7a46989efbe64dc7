import { createHash } from 'node:crypto';

import type { StaffMember } from '../platform/identity.js';

export const AUDIT_ACTS = [
  'requery',
  'resend',
  'cancel',
  'confirm_paid',
  'refund',
  'refund_approve',
  'refund_reject',
  'grant',
  'end_access',
  'release_coupon',
  'alert_clear',
  'course_create',
  'course_change',
  'bill_fetch',
  'difference_resolve',
  'coupon_create',
  'coupon_stop',
  'coupon_hand_out',
  'staff_create',
  'staff_roles',
  'export',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** Something that somebody of the staff is about to do, as the edge of the product read it. */
export interface Deed {
  staff: Pick<StaffMember, 'id' | 'role'>;
  act: AuditAct;
  subject: string;
  reason: string | null;
  said: Readonly<Record<string, unknown>>;
  key: string | undefined;
}

/** How things stand, as text a person reads; null where there is nothing. */
export type Figures = Readonly<Record<string, string | null>>;

export interface Change {
  before: Figures;
  after: Figures;
}

/** Of two states of the same things, what differs. What is in one of them only was or becomes nothing. */
export function changeOf(before: Figures, after: Figures): Change {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  const only = (figures: Figures): Figures => Object.fromEntries(changed.map((name) => [name, figures[name] ?? null]));
  return { before: only(before), after: only(after) };
}

export const changesNothing = (change: Change): boolean => Object.keys(change.after).length === 0;

/** Tells two requests under one Idempotency-Key apart. */
export const deedHash = ({ act, subject, reason, said }: Deed): string =>
  createHash('sha256')
    .update(JSON.stringify([act, subject, reason, said]))
    .digest('hex');
