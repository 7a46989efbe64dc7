import type { StaffRole } from '@luffy/contracts';

import type { Access } from '../platform/identity.js';

export type Entry =
  | { kind: 'open'; role: StaffRole | null }
  | { kind: 'refused'; because: 'UNAUTHENTICATED' | 'FORBIDDEN' };

/** Whether a route opens, and by which role. `roles` is null for somebody without a login. */
export function decideEntry(demand: Access, roles: readonly StaffRole[] | null): Entry {
  if (demand === 'public') return { kind: 'open', role: null };
  if (roles === null) return { kind: 'refused', because: 'UNAUTHENTICATED' };
  if (demand === 'student') return { kind: 'open', role: null };
  // The humblest role that suffices: an admin who also has it acts by it, and the audit says so.
  const fitting = roles.find((role) => role !== 'admin' && (demand.staff.length === 0 || demand.staff.includes(role)));
  const role = fitting ?? roles.find((held) => held === 'admin');
  return role ? { kind: 'open', role } : { kind: 'refused', because: 'FORBIDDEN' };
}

/** Whether taking these roles in place of the held ones would leave nobody who may give roles. */
export const losesLastAdmin = (
  admins: readonly number[],
  change: { userId: number; roles: readonly StaffRole[] },
): boolean => !change.roles.includes('admin') && admins.length === 1 && admins[0] === change.userId;
