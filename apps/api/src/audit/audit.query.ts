import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { type AuditView, auditView } from './audit.dto.js';
import { Audit } from './audit.entity.js';
import type { AuditAct } from './audit.rule.js';

/** What staff may narrow the list of acts to. */
export interface AuditFilter {
  /** A user name, in any spelling. */
  staff?: string | undefined;
  act?: AuditAct | undefined;
  /** What it was done to, or a piece of the reason. */
  q?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

@Injectable()
export class AuditQuery {
  constructor(private readonly db: Database) {}

  /** What staff did, the newest first. */
  async list(filter: AuditFilter, page: PageQuery): Promise<Page<AuditView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const query = this.db.manager
      .createQueryBuilder(Audit, 'a')
      .where('a.id < :before', { before: idFromCursor(page.cursor) ?? Number.MAX_SAFE_INTEGER });
    const { staff, act, q, from, to } = filter;
    if (staff)
      query.andWhere('a.staffId = (SELECT id FROM luffy_user WHERE lower(username) = lower(:staff))', { staff });
    if (act) query.andWhere('a.act = :act', { act });
    if (q) query.andWhere('(a.subject = :q OR strpos(lower(a.reason), lower(:q)) > 0)', { q });
    if (from) query.andWhere('a.at >= :from', { from });
    if (to) query.andWhere('a.at < :to', { to });
    const rows = await query
      .orderBy('a.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const names = await this.#names(rows);
    return pageOf(rows, limit, (row) => auditView(row, names.get(row.staffId) ?? ''));
  }

  async #names(rows: readonly Audit[]): Promise<Map<number, string>> {
    const found = await this.db.manager.query<{ id: string; username: string }[]>(
      'SELECT id, username FROM luffy_user WHERE id = ANY($1)',
      [[...new Set(rows.map((row) => row.staffId))]],
    );
    return new Map(found.map((row) => [Number(row.id), row.username]));
  }
}
