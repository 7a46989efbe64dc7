import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { AuditView } from '../audit/audit.dto.js';
import type { Audit } from '../audit/audit.entity.js';
import type { Change, Deed } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Bill } from './bill.entity.js';
import { type DifferenceView, differenceView } from './bill.dto.js';
import type { DifferenceOutcome } from './bill.state.js';
import { DifferenceActService, type Outcome } from './difference-act.service.js';
import { DifferenceBookService } from './difference-book.service.js';
import { BillDifference } from './difference.entity.js';
import { ReconciliationService } from './reconciliation.service.js';

/** What needs no person: the channel is asked, and money enters or leaves our books by the doors they have. */
const BY_ITSELF = ['settle', 'record_refund'];
const AT_ONCE = 200;
const NOTHING: Change = { before: {}, after: {} };

/** Ends differences: for a person, with what they said, or by itself. */
@Injectable()
export class DifferenceService {
  readonly #logger = new Logger('reconciliation');

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly acts: DifferenceActService,
    private readonly book: DifferenceBookService,
    private readonly days: ReconciliationService,
  ) {}

  /**
   * Resolves a difference for a person. Doing it again answers the same.
   * @throws AppError NOT_FOUND, DIFFERENCE_WAITS, DIFFERENCE_STANDS with what the channel says, GATEWAY_UNAVAILABLE,
   *  IDEMPOTENCY_KEY_REUSED
   */
  async resolve(id: number, deed: Deed): Promise<{ audit: AuditView; difference: DifferenceView }> {
    const audit = await this.audit.once(deed, () => this.#perform(id, deed));
    return { audit, difference: differenceView(await this.db.manager.findOneByOrFail(BillDifference, { id })) };
  }

  /** After a day was read by itself: money that was missed comes in, and refunds made elsewhere are written down. */
  async actByItself(day: string): Promise<void> {
    const due = await this.db.manager
      .createQueryBuilder(BillDifference, 'd')
      .innerJoin(Bill, 'b', 'b.id = d.bill_id')
      .where(`b.day = :day AND d.state = 'open' AND d.action IN (:...acts)`, { day, acts: BY_ITSELF })
      .orderBy('d.id')
      .take(AT_ONCE)
      .getMany();
    for (const difference of due) {
      try {
        const act = await this.acts.plan(difference, null);
        await this.db.tx(act);
      } catch (error) {
        this.#logger.warn({ difference: difference.id, err: error instanceof Error ? error.message : String(error) });
      }
    }
    if (due.length > 0) await this.days.match(day);
  }

  async #perform(id: number, deed: Deed): Promise<Audit> {
    const difference = await this.db.manager.findOneBy(BillDifference, { id });
    if (!difference) throw new AppError('NOT_FOUND');
    if (difference.state === 'resolved') return this.db.tx((tx) => this.audit.writeChange(tx, deed, NOTHING));
    if (difference.action === 'wait') throw new AppError('DIFFERENCE_WAITS');
    const act = await this.acts.plan(difference, deed);
    const { day } = await this.db.manager.findOneByOrFail(Bill, { id: difference.billId });
    const audit = await this.db.tx(async (tx) => this.#close(tx, difference, doneOnly(await act(tx)), deed));
    // The act may have changed more of our books than this one difference.
    await this.days.match(day);
    return audit;
  }

  /** Bills are locked last: whoever matches a day holds one and locks nothing more. */
  async #close(
    tx: EntityManager,
    { id, billId, action }: BillDifference,
    says: DifferenceOutcome,
    deed: Deed,
  ): Promise<Audit> {
    const bill = await tx.findOneOrFail(Bill, { where: { id: billId }, lock: { mode: 'pessimistic_write' } });
    const change = { state: 'resolved', outcome: says, resolvedAt: this.clock.now() } as const;
    const mine = { ...change, resolvedBy: deed.staff.id, reason: deed.reason };
    const { affected } = await tx.update(BillDifference, { id, state: 'open' }, mine);
    if (affected === 0) return this.audit.writeChange(tx, deed, NOTHING);
    if (bill.reason === null) await this.book.recolour(tx, bill, await this.book.open(tx, bill));
    return this.audit.write(tx, deed, {
      before: { state: 'open', action, outcome: null },
      after: { state: 'resolved', action: null, outcome: says },
    });
  }
}

/** What the act said, where that ends the difference. @throws AppError DIFFERENCE_STANDS, GATEWAY_UNAVAILABLE */
function doneOnly(outcome: Outcome): DifferenceOutcome {
  if (outcome.kind === 'done') return outcome.says;
  throw new AppError(outcome.kind === 'unknown' ? 'GATEWAY_UNAVAILABLE' : 'DIFFERENCE_STANDS', { says: outcome.says });
}
