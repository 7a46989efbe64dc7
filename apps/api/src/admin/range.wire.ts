import { refusedField } from '../platform/app-error.js';

export const instant = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** Both ends of a range, either of them open. @throws AppError VALIDATION naming the first when it lies after the second */
export function inOrder<T extends number | Date>(
  field: string,
  from: T | undefined,
  to: T | undefined,
): [T | undefined, T | undefined] {
  if (from !== undefined && to !== undefined && from > to) throw refusedField(field, 'RANGE_ORDER');
  return [from, to];
}
