import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { type MessageView, messageView } from './alert.dto.js';
import { Message } from './message.entity.js';

export type MessageKind =
  | 'coupon_given'
  | 'order_waiting'
  | 'order_paid'
  | 'order_refunded'
  | 'payment_late'
  | 'payment_duplicate'
  | 'refund_approved'
  | 'refund_succeeded'
  | 'refund_rejected'
  | 'refund_failed';

@Injectable()
export class MessageService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async tell(tx: EntityManager, userId: number, kind: MessageKind, data: Record<string, unknown>): Promise<void> {
    await tx.insert(Message, { userId, kind, data: data as never, at: this.clock.now() });
  }

  /** Whether a student was told the very same since then. */
  async wasTold(
    tx: EntityManager,
    userId: number,
    { kind, data, since }: { kind: MessageKind; data: Record<string, unknown>; since: Date },
  ): Promise<boolean> {
    const told = await tx.query<unknown[]>(
      'SELECT 1 FROM luffy_message WHERE user_id = $1 AND kind = $2 AND data = $3::jsonb AND at > $4 LIMIT 1',
      [userId, kind, JSON.stringify(data), since],
    );
    return told.length > 0;
  }

  async list(userId: number, which: 'all' | 'unread', page: PageQuery): Promise<Page<MessageView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const rows = await this.db.manager.find(Message, {
      where: {
        userId,
        ...(which === 'unread' ? { readAt: IsNull() } : {}),
        ...(after === null ? {} : { id: LessThan(after) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, messageView);
  }

  unread(userId: number): Promise<number> {
    return this.db.manager.countBy(Message, { userId, readAt: IsNull() });
  }

  /** Marks all that were told so far; one that is told meanwhile stays unread. */
  async readAll(userId: number): Promise<void> {
    await this.db.manager.update(Message, { userId, readAt: IsNull() }, { readAt: this.clock.now() });
  }

  /** Marks one of the user's own messages; a second time changes nothing. @throws AppError NOT_FOUND */
  async read(userId: number, id: number): Promise<void> {
    const where = { id, userId };
    if (!(await this.db.manager.existsBy(Message, where))) throw new AppError('NOT_FOUND');
    await this.db.manager
      .createQueryBuilder()
      .update(Message)
      .set({ readAt: this.clock.now() })
      .where('id = :id AND user_id = :userId AND read_at IS NULL', where)
      .execute();
  }
}
