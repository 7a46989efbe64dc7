import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan } from 'typeorm';

import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { Alert } from './alert.entity.js';
import { type AlertView, alertView } from './alert.dto.js';

export type AlertKind =
  | 'notify_suspicious'
  | 'payment_suspicious'
  | 'refund_failed'
  | 'refund_external'
  | 'refund_waiting'
  | 'invariant_broken'
  | 'bill_unreadable'
  | 'bill_differs';

@Injectable()
export class AlertService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Once a subject and kind while it is open: a notify that comes eight times is one thing to look at. */
  async raise(tx: EntityManager, kind: AlertKind, subject: string, data: Record<string, unknown>): Promise<void> {
    await tx.query(
      `INSERT INTO luffy_alert (kind, subject, data, at) VALUES ($1, $2, $3::jsonb, $4)
       ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO NOTHING`,
      [kind, subject, JSON.stringify(data), this.clock.now()],
    );
  }

  /** What it warned of is dealt with. */
  async clear(tx: EntityManager, kind: AlertKind, subject: string, staffId: number | null): Promise<void> {
    await tx.update(Alert, { kind, subject, clearedAt: IsNull() }, { clearedAt: this.clock.now(), clearedBy: staffId });
  }

  async open(page: PageQuery): Promise<Page<AlertView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const rows = await this.db.manager.find(Alert, {
      where: { clearedAt: IsNull(), ...(after === null ? {} : { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, alertView);
  }
}
