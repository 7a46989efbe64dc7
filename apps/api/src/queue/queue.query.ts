import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import type { QueueItemView, QueueView } from './queue.dto.js';
import { QUEUE_SQL, QUEUES, type QueueName } from './queue.rule.js';

/** What waits for staff, told from the tables as they are: nothing is put into a queue, and nothing can be forgotten in one. */
@Injectable()
export class QueueQuery {
  constructor(private readonly db: Database) {}

  async counts(): Promise<QueueView[]> {
    const counted = QUEUES.map(
      (name) =>
        `SELECT '${name}' AS name, count(*)::int AS count, min(at) AS oldest_at FROM (${QUEUE_SQL[name]}) AS ${name}`,
    );
    const rows = await this.db.manager.query<QueueView[]>(counted.join(' UNION ALL '));
    return QUEUES.map((name) => rows.find((row) => row.name === name) as QueueView);
  }

  /** The oldest first. */
  async list(name: QueueName, page: PageQuery): Promise<Page<QueueItemView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await this.db.manager.query<(QueueItemView & { id: string })[]>(
      `SELECT id, subject, out_trade_no, round(amount, 2)::text AS amount, at, what FROM (${QUEUE_SQL[name]}) AS waiting
       WHERE id > $1 ORDER BY id LIMIT $2`,
      [idFromCursor(page.cursor) ?? 0, limit + 1],
    );
    const items = rows.map((row) => ({ ...row, id: Number(row.id) }));
    return pageOf(items, limit, ({ id: _, ...item }) => item);
  }
}
