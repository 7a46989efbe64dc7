import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

import { PAGE_SIZE, type PageQuery, placeFromCursor } from './paging.js';

/** Keys are microseconds at the most. */
const KEY_DIGITS = 16;

/** What a list can be sorted by: a whole number in SQL, which a cursor carries exactly, by its name. */
export type Sortings = Readonly<Record<string, string>>;

/** A row found, with the number it is sorted by: `cursorFromPlace` takes it as it is. */
export interface SortedRow<Row> {
  id: number;
  value: number;
  row: Row;
}

/**
 * One page, and one row more, of `query` (its table is `c`) sorted by one of `sortings`, backwards with a minus.
 * @throws AppError CURSOR_INVALID
 */
export async function findSorted<Row extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<Row>,
  sortings: Sortings,
  sort: string,
  page: PageQuery,
): Promise<SortedRow<Row>[]> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const key = sortings[sort.replace('-', '')];
  if (key === undefined) throw new Error(`no list is sorted by ${sort}`);
  const after = placeFromCursor(sort, page.cursor, KEY_DIGITS);
  if (after) {
    query.andWhere(`(${key}, c.id) ${direction === 'ASC' ? '>' : '<'} (:value::bigint, :after::bigint)`, {
      value: after.value,
      after: after.id,
    });
  }
  const found = await query
    .addSelect(key, 'key')
    .orderBy('key', direction)
    .addOrderBy('c.id', direction)
    .limit((page.limit ?? PAGE_SIZE) + 1)
    .getRawAndEntities<{ key: string }>();
  return found.entities.map((row, at) => ({ id: row.id, row, value: Number(found.raw[at]?.key) }));
}
