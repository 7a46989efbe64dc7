import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { type AuditView, auditView } from './audit.dto.js';
import { Audit } from './audit.entity.js';
import { type Change, changesNothing, type Deed, deedHash } from './audit.rule.js';

/** What staff did, why, and what it changed. */
@Injectable()
export class AuditService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Does a deed once under its Idempotency-Key and answers the row that tells of it, to every repeat the same one. Of
   * two twins the second loses by the row's unique key, in the transaction of its effect, and hears the first's answer.
   * @throws AppError IDEMPOTENCY_KEY_REUSED, or whatever the deed is refused for
   */
  async once(deed: Deed, work: () => Promise<Audit>): Promise<AuditView> {
    const known = await this.#known(deed);
    if (known) return this.#view(known);
    try {
      return await this.#view(await work());
    } catch (error) {
      const twin = await this.#known(deed);
      if (!twin) throw error;
      return this.#view(twin);
    }
  }

  /** Writes down what was done, in the transaction that does it; where it made what it was done to, what that is. */
  async write(tx: EntityManager, deed: Deed, change: Change, made = deed.subject): Promise<Audit> {
    return tx.save(
      Audit,
      tx.create(Audit, {
        at: this.clock.now(),
        staffId: deed.staff.id,
        role: deed.staff.role,
        act: deed.act,
        subject: made.slice(0, 128),
        reason: deed.reason,
        said: { ...deed.said },
        ...change,
        key: deed.key ?? null,
        requestHash: deedHash(deed),
      }),
    );
  }

  /** Writes down who takes a file and how many lines it has, before its first line leaves. */
  async writeExport(
    { id, role }: Pick<StaffMember, 'id' | 'role'>,
    subject: string,
    { said, lines }: { said: Deed['said']; lines: number },
  ): Promise<void> {
    const deed = { staff: { id, role }, act: 'export', subject, reason: null, said, key: undefined } as const;
    await this.db.tx((tx) => this.write(tx, deed, { before: {}, after: { lines: String(lines) } }));
  }

  /** A deed that found everything done already is the one that did it: its row is answered, and none is added. */
  async writeChange(tx: EntityManager, deed: Deed, change: Change): Promise<Audit> {
    const last = changesNothing(change) ? await this.last(tx, deed) : null;
    return last ?? this.write(tx, deed, change);
  }

  /** When the same was last done to the same, by whomever and for whatever reason. */
  async last(tx: EntityManager, { act, subject, said }: Deed): Promise<Audit | null> {
    return tx
      .createQueryBuilder(Audit, 'a')
      .where('a.act = :act AND a.subject = :subject AND a.said = :said::jsonb', {
        act,
        subject,
        said: JSON.stringify(said),
      })
      .orderBy('a.id', 'DESC')
      .limit(1)
      .getOne();
  }

  async #known(deed: Deed): Promise<Audit | null> {
    if (deed.key === undefined) return null;
    const row = await this.db.manager.findOneBy(Audit, { staffId: deed.staff.id, key: deed.key });
    if (row && row.requestHash !== deedHash(deed)) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    return row;
  }

  async #view(row: Audit): Promise<AuditView> {
    const [staff] = await this.db.manager.query<[{ username: string }]>(
      'SELECT username FROM luffy_user WHERE id = $1',
      [row.staffId],
    );
    return auditView(row, staff.username);
  }
}
