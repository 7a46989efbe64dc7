import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { AppError, fieldFault } from './app-error.js';
import { AsInteger } from './validation.js';

export const PAGE_SIZE = 24;

export class PageQuery {
  @ApiPropertyOptional({ description: '上一页答复中的 next_cursor' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: PAGE_SIZE })
  @IsOptional()
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** The place after which a page begins; the id of the last row shown. Opaque outside. @throws AppError CURSOR_INVALID */
export function idFromCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [, id] = match(cursor, /^id:([1-9][0-9]{0,15})$/);
  return integer(id);
}

/** A place in a list that is sorted by a whole number and, where that is equal, by id: both of the last row shown. */
export interface Place {
  value: number;
  id: number;
}

/**
 * The place in a list sorted this way; a cursor of another sort names none, nor does a value of more digits than the
 * list's keys have. @throws AppError CURSOR_INVALID
 */
export function placeFromCursor(sort: string, cursor: string | undefined, digits = 13): Place | null {
  if (cursor === undefined) return null;
  const [, of, value = '', id] = match(cursor, /^([a-z_-]{1,16}):(-?[0-9]{1,16}):([1-9][0-9]{0,15})$/);
  if (of !== sort || value.replace('-', '').length > digits) throw cursorFault();
  return { value: integer(value), id: integer(id) };
}

const cursorFault = (): AppError => new AppError('CURSOR_INVALID', { fields: [fieldFault('cursor', 'CURSOR')] });

function match(cursor: string, form: RegExp): RegExpExecArray {
  const found = form.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!found) throw cursorFault();
  return found;
}

function integer(digits: string | undefined): number {
  const number = Number(digits);
  if (!Number.isSafeInteger(number)) throw cursorFault();
  return number;
}

const opaque = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');

const cursorFromId = (row: { id: number }): string => opaque(`id:${row.id}`);

export const cursorFromPlace = (sort: string, place: Place): string => opaque(`${sort}:${place.value}:${place.id}`);

/** Makes a page from one row more than asked for: the extra row says that there is a next page. */
export function pageOf<Row extends { id: number }, T>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => T,
  cursorOf: (row: Row) => string = cursorFromId,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next_cursor: rows.length > limit && last ? cursorOf(last) : null };
}
