import type { StaffRole } from '../../session/session.js';

export const ROLES: readonly StaffRole[] = ['support', 'finance', 'catalogue', 'admin'];

/** What a role is called and what it opens, as text keys. */
export const ROLE_WORDS: Readonly<Record<StaffRole, { name: string; may: string }>> = {
  support: { name: 'team.support', may: 'team.supportMay' },
  finance: { name: 'team.finance', may: 'team.financeMay' },
  catalogue: { name: 'team.catalogue', may: 'team.catalogueMay' },
  admin: { name: 'team.admin', may: 'team.adminMay' },
};
