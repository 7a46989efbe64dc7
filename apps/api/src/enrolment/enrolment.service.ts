import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';

import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import type { AccessSource } from './access.rule.js';
import type { EnrolmentView } from './enrolment.dto.js';
import { Enrolment } from './enrolment.entity.js';

/** An order line that gives access. */
export interface EnrolmentSource {
  id: number;
  userId: number;
  courseId: number;
}

@Injectable()
export class EnrolmentService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives access by these order lines; a line gives it once (UNIQUE order_detail_id). */
  async grant(tx: EntityManager, lines: readonly EnrolmentSource[]): Promise<void> {
    const grantedAt = this.clock.now();
    await tx.insert(
      Enrolment,
      lines.map((line) => ({
        userId: line.userId,
        courseId: line.courseId,
        kind: 'order' as const,
        orderDetailId: line.id,
        grantedAt,
      })),
    );
  }

  /** Ends the access that these order lines gave; access by another source stays. */
  async revoke(tx: EntityManager, lineIds: readonly number[]): Promise<void> {
    if (lineIds.length === 0) return;
    await tx.update(Enrolment, { orderDetailId: In([...lineIds]), endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Everything that ever gave this user this course, the oldest first. */
  sources(tx: EntityManager, userId: number, courseId: number): Promise<AccessSource[]> {
    return tx.find(Enrolment, { where: { userId, courseId }, order: { id: 'ASC' } });
  }

  /** Gives a course away. Of two gifts at the same moment the unique index lets one stand. */
  async give(tx: EntityManager, userId: number, courseId: number): Promise<void> {
    await tx.query(
      `INSERT INTO luffy_enrolment (user_id, course_id, kind, granted_at) VALUES ($1, $2, 'grant', $3) ON CONFLICT DO NOTHING`,
      [userId, courseId, this.clock.now()],
    );
  }

  async end(tx: EntityManager, ids: readonly number[]): Promise<void> {
    await tx.update(Enrolment, { id: In([...ids]), endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Which of the courses the user may study already, whatever the source. */
  async ownedAmong(tx: EntityManager, userId: number, courseIds: readonly number[]): Promise<Set<number>> {
    const rows = await tx.findBy(Enrolment, { userId, courseId: In([...courseIds]), endedAt: IsNull() });
    return new Set(rows.map((row) => row.courseId));
  }

  /** When the user's last access to a course ended; null where they never had any. Says nothing of access they have. */
  async endedAt(userId: number, courseId: number): Promise<Date | null> {
    const [last] = await this.db.manager.find(Enrolment, {
      where: { userId, courseId, endedAt: Not(IsNull()) },
      order: { endedAt: 'DESC' },
      take: 1,
    });
    return last?.endedAt ?? null;
  }

  /** Active access, one item a course, newest first; several sources of one course count as the oldest of them. */
  async list(userId: number, page: PageQuery): Promise<Page<EnrolmentView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await this.#active(userId, { before: idFromCursor(page.cursor), limit: limit + 1 });
    return pageOf(rows, limit, (row) => row.view);
  }

  /** The user's active access to one course, or null. */
  async one(userId: number, courseId: number): Promise<EnrolmentView | null> {
    const [row] = await this.#active(userId, { courseId, limit: 1 });
    return row?.view ?? null;
  }

  async #active(
    userId: number,
    { before = null, courseId = null, limit }: { before?: number | null; courseId?: number | null; limit: number },
  ): Promise<{ id: number; view: EnrolmentView }[]> {
    const rows = await this.db.manager.query<(EnrolmentView & { id: string })[]>(
      `SELECT * FROM (
         SELECT DISTINCT ON (e.course_id) e.id, e.course_id::int, c.name AS course_name, o.out_trade_no, e.granted_at
         FROM luffy_enrolment e
         JOIN luffy_course c ON c.id = e.course_id
         LEFT JOIN luffy_order_detail d ON d.id = e.order_detail_id
         LEFT JOIN luffy_order o ON o.id = d.order_id
         WHERE e.user_id = $1 AND e.ended_at IS NULL AND ($3::bigint IS NULL OR e.course_id = $3)
         ORDER BY e.course_id, e.id
       ) AS courses
       WHERE $2::bigint IS NULL OR id < $2
       ORDER BY id DESC LIMIT $4`,
      [userId, before, courseId, limit],
    );
    return rows.map(({ id, ...view }) => ({ id: Number(id), view }));
  }
}
