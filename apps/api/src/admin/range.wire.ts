import { AppError } from '../platform/app-error.js';

export const instant = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** Both ends of a range, either of them open. @throws AppError VALIDATION naming the first when it lies after the second */
export function inOrder<T extends number | Date>(
  field: string,
  from: T | undefined,
  to: T | undefined,
): [T | undefined, T | undefined] {
  if (from !== undefined && to !== undefined && from > to)
    throw new AppError('VALIDATION', { fields: [{ field, msg: '范围的起点不能在终点之后' }] });
  return [from, to];
}
