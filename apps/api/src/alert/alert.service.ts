import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Alert } from './alert.entity.js';

export type AlertKind =
  | 'notify_suspicious'
  | 'payment_suspicious'
  | 'refund_failed'
  | 'refund_external'
  | 'refund_waiting'
  | 'invariant_broken';

@Injectable()
export class AlertService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Once a subject and kind while it is open: a notify that comes eight times is one thing to look at. */
  async raise(tx: EntityManager, kind: AlertKind, subject: string, data: Record<string, unknown>): Promise<void> {
    await tx.query(
      `INSERT INTO luffy_alert (kind, subject, data, at) VALUES ($1, $2, $3::jsonb, $4)
       ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO NOTHING`,
      [kind, subject, JSON.stringify(data), this.clock.now()],
    );
  }

  /** Somebody has dealt with one; answers how it stood before. @throws AppError NOT_FOUND */
  async clearOne(tx: EntityManager, id: number, staffId: number): Promise<'open' | 'cleared'> {
    const alert = await tx.findOne(Alert, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!alert) throw new AppError('NOT_FOUND');
    if (alert.clearedAt) return 'cleared';
    await tx.update(Alert, { id }, { clearedAt: this.clock.now(), clearedBy: staffId });
    return 'open';
  }

  /** What it warned of is dealt with. */
  async clear(tx: EntityManager, kind: AlertKind, subject: string, staffId: number | null): Promise<void> {
    await tx.update(Alert, { kind, subject, clearedAt: IsNull() }, { clearedAt: this.clock.now(), clearedBy: staffId });
  }
}
