import { Injectable } from '@nestjs/common';

import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import type { AlertView } from './alert.dto.js';

export const ALERT_STATES = ['open', 'cleared', 'all'] as const;

/** What staff may narrow the list of alerts to. */
export interface AlertFilter {
  kind?: string | undefined;
  /** What it is about: its subject, or the number of the order it names. */
  q?: string | undefined;
  state: (typeof ALERT_STATES)[number];
}

const COLUMNS = `a.id::int, a.kind, a.subject, a.data, a.at, a.cleared_at, u.username AS cleared_by
  FROM luffy_alert a LEFT JOIN luffy_user u ON u.id = a.cleared_by`;
const IN_STATE = { open: 'a.cleared_at IS NULL', cleared: 'a.cleared_at IS NOT NULL', all: 'true' } as const;

/** What staff must look at, or had to. */
@Injectable()
export class AlertQuery {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  async list({ kind, q, state }: AlertFilter, page: PageQuery): Promise<Page<AlertView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await this.db.manager.query<AlertView[]>(
      `SELECT ${COLUMNS}
       WHERE a.id < $1 AND ${IN_STATE[state]} AND ($2::text IS NULL OR a.kind = $2)
         AND ($3::text IS NULL OR a.subject = $3 OR a.data->>'out_trade_no' = $3 OR a.data->>'subject' = $3)
       ORDER BY a.id DESC LIMIT $4`,
      [idFromCursor(page.cursor) ?? Number.MAX_SAFE_INTEGER, kind ?? null, q ?? null, limit + 1],
    );
    return pageOf(rows, limit, (row) => row);
  }

  /** @throws AppError NOT_FOUND */
  async one(id: number): Promise<AlertView> {
    const [row] = await this.db.manager.query<AlertView[]>(`SELECT ${COLUMNS} WHERE a.id = $1`, [id]);
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  /** Everything about any of these numbers, open or cleared, the newest first. */
  about(numbers: readonly string[]): Promise<AlertView[]> {
    return this.db.manager.query<AlertView[]>(
      `SELECT ${COLUMNS} WHERE a.subject = ANY($1) OR (a.kind = 'invariant_broken' AND a.data->>'subject' = ANY($1))
       ORDER BY a.id DESC LIMIT 100`,
      [numbers],
    );
  }
}
