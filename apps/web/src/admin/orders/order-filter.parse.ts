import { endOfDay, startOfDay } from '../parts/beijing-day.parse.js';

/** What the list of orders can be narrowed by, named as in the address and as the API names it. */
export const ORDER_FIELDS = [
  'q',
  'order_status',
  'refund_status',
  'pay_type',
  'flag',
  'course_id',
  'coupon_id',
  'amount_from',
  'amount_to',
  'created_from',
  'created_to',
  'paid_from',
  'paid_to',
  'sort',
] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

/** Those that stand behind "more filters". */
export const MORE_FIELDS = ORDER_FIELDS.filter(
  (field) => !['q', 'order_status', 'refund_status', 'sort'].includes(field),
);

/** The filters of the address as the API wants them: days become instants. */
export const orderParams = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([field, value]) => {
      if (field === 'created_from' || field === 'paid_from') return [field, startOfDay(value)];
      if (field === 'created_to' || field === 'paid_to') return [field, endOfDay(value)];
      return [field, value];
    }),
  );

export type SortColumn = 'created' | 'amount' | 'paid';

/** What a press on a column's head asks for: the greatest first, then the smallest. The newest first needs no word. */
export function nextSort(current: string, column: SortColumn): string {
  const isDescending = current === `-${column}` || (current === '' && column === 'created');
  if (isDescending) return column;
  return column === 'created' ? '' : `-${column}`;
}

export function sortedHow(current: string, column: SortColumn): 'ascending' | 'descending' | 'none' {
  if (current === column) return 'ascending';
  return current === `-${column}` || (current === '' && column === 'created') ? 'descending' : 'none';
}
