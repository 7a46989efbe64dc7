import type { StaffRole } from '@luffy/contracts';

/** Who needs to know which person stands behind an order. */
const SEES_PERSONS: readonly StaffRole[] = ['support', 'finance', 'admin'];

export const seesPersons = (roles: readonly StaffRole[]): boolean => roles.some((role) => SEES_PERSONS.includes(role));

/** The first and the last letter, as people hide names: `student` is `s***t`. One or two letters are hidden whole. */
export function maskPerson(text: string): string {
  const letters = [...text];
  return letters.length < 3 ? '***' : `${letters[0]}***${letters.at(-1)}`;
}

/** A person's name or number as somebody with these roles reads it. */
export const shownTo = (roles: readonly StaffRole[], text: string): string =>
  seesPersons(roles) ? text : maskPerson(text);
