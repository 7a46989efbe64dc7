import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../platform/clock.js';
import { OrderEvent } from './order-event.entity.js';
import type { OrderEventType } from './story.rule.js';

export interface OrderEventInput {
  orderId: number;
  actor: string;
  type: OrderEventType;
  data: Record<string, unknown>;
}

/** The whole story of every order, append only. */
@Injectable()
export class EventService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** The caller holds the order's row lock (or has just made the order), so the numbers have no gap and no twin. */
  async append(tx: EntityManager, event: OrderEventInput): Promise<void> {
    await tx.query(
      `INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
       SELECT $1::bigint, coalesce(max(seq), 0) + 1, $2::timestamptz, $3, $4, $5::jsonb FROM luffy_order_event WHERE order_id = $1`,
      [event.orderId, this.clock.now(), event.actor, event.type, JSON.stringify(event.data)],
    );
  }

  list(tx: EntityManager, orderId: number): Promise<OrderEvent[]> {
    return tx.find(OrderEvent, { where: { orderId }, order: { seq: 'ASC' } });
  }
}
