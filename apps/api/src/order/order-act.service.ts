import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { AuditView } from '../audit/audit.dto.js';
import type { Audit } from '../audit/audit.entity.js';
import { type Change, changeOf, type Deed, type Figures } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../platform/database.js';
import { FiguresQuery } from './figures.query.js';
import type { Order } from './order.entity.js';
import { OrderService } from './order.service.js';

/**
 * What is done to a locked order; answers figures that only this act knows. `earlier` tells of the last time that the
 * same was done to the same: finding it done already is then no fault.
 */
export type Work = (tx: EntityManager, order: Order, earlier: Audit | null) => Promise<Figures | void>;

/** Outside any transaction: asks whom it must ask, and says what is to be done inside one. */
export type Plan = () => Promise<Work>;

/** Acts of staff on orders: done with their audit row in one transaction, or only rehearsed. */
@Injectable()
export class OrderActService {
  constructor(
    private readonly db: Database,
    private readonly orders: OrderService,
    private readonly figures: FiguresQuery,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError IDEMPOTENCY_KEY_REUSED, and whatever the plan or its work refuse */
  perform(deed: Deed, orderId: number, plan: Plan): Promise<AuditView> {
    return this.audit.once(deed, async () => {
      const work = await plan();
      return this.db.tx(async (tx) => this.witness(tx, deed, await this.orders.lock(tx, orderId), work));
    });
  }

  /** Joins the transaction of an act: takes the figures before and after it, and writes them down. */
  async witness(tx: EntityManager, deed: Deed, order: Order, work: Work): Promise<Audit> {
    return this.audit.writeChange(tx, deed, await this.#change(tx, deed, order, work));
  }

  /** What the act would change, said by the act itself: it is done, looked at, and taken back. */
  async preview(deed: Deed, orderId: number, plan: Plan): Promise<Change> {
    const work = await plan();
    return this.db.rehearse(async (tx) => this.#change(tx, deed, await this.orders.lock(tx, orderId), work));
  }

  async #change(tx: EntityManager, deed: Deed, order: Order, work: Work): Promise<Change> {
    const before = await this.figures.of(tx, order.id);
    const own = await work(tx, order, await this.audit.last(tx, deed));
    return changeOf(before, { ...(await this.figures.of(tx, order.id)), ...own });
  }
}
