import type { StaffRole } from '@luffy/contracts';
import { describe, expect, test } from '@jest/globals';

import type { Access } from '../platform/identity.js';
import { decideEntry, losesLastAdmin } from './access.rule.js';

const table: [Access, readonly StaffRole[] | null, string | null][] = [
  ['public', null, null],
  ['public', [], null],
  ['public', ['admin'], null],
  ['student', null, 'UNAUTHENTICATED'],
  ['student', [], null],
  ['student', ['finance'], null],
  [{ staff: [] }, null, 'UNAUTHENTICATED'],
  [{ staff: [] }, [], 'FORBIDDEN'],
  [{ staff: [] }, ['catalogue'], 'catalogue'],
  [{ staff: [] }, ['admin'], 'admin'],
  [{ staff: ['finance'] }, ['support'], 'FORBIDDEN'],
  [{ staff: ['finance'] }, ['catalogue', 'support'], 'FORBIDDEN'],
  [{ staff: ['finance'] }, ['support', 'finance'], 'finance'],
  [{ staff: ['finance'] }, ['admin'], 'admin'],
  [{ staff: ['finance'] }, ['admin', 'finance'], 'finance'],
  [{ staff: ['finance'] }, ['admin', 'support'], 'admin'],
  [{ staff: ['admin'] }, ['support', 'finance', 'catalogue'], 'FORBIDDEN'],
  [{ staff: ['admin'] }, ['support', 'admin'], 'admin'],
  [{ staff: ['support', 'finance'] }, ['finance'], 'finance'],
];

describe('a route', () => {
  test.each(table)('for %j asked by %j: %j', (demand, roles, outcome) => {
    const entry = decideEntry(demand, roles);
    expect(entry.kind === 'open' ? entry.role : entry.because).toBe(outcome);
  });
});

describe('the last admin', () => {
  test.each([
    [[1], { userId: 1, roles: ['support'] as const }, true],
    [[1], { userId: 1, roles: [] }, true],
    [[1], { userId: 1, roles: ['admin', 'support'] as const }, false],
    [[1], { userId: 2, roles: ['support'] as const }, false],
    [[1, 2], { userId: 1, roles: [] }, false],
  ])('of %j with %j is lost: %j', (admins, change, lost) => expect(losesLastAdmin(admins, change)).toBe(lost));
});
