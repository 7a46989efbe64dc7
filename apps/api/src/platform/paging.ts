import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { AppError } from './app-error.js';
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
  const match = /^id:([1-9][0-9]{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const id = Number(match?.[1]);
  if (!Number.isSafeInteger(id)) throw new AppError('CURSOR_INVALID');
  return id;
}

const cursorFromId = (id: number): string => Buffer.from(`id:${id}`, 'latin1').toString('base64url');

/** Makes a page from one row more than asked for: the extra row says that there is a next page. */
export function pageOf<Row extends { id: number }, T>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next_cursor: rows.length > limit && last ? cursorFromId(last.id) : null };
}
