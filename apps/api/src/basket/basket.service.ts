import { Inject, Injectable } from '@nestjs/common';
import { fen, type Fen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { COURSE_STATUS } from '../course/course.entity.js';
import { CourseService } from '../course/course.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { UserService } from '../user/user.service.js';
import { BasketItem } from './basket-item.entity.js';
import type { AddedAnswer, BasketAnswer } from './basket.dto.js';
import { type Sorting, sortIn } from './basket.rule.js';
import { BasketQuery, BOUGHT_SINCE } from './basket.query.js';

/** A course somebody wants, and what it cost where they saw it; null: what it costs now. */
export interface Wanted {
  courseId: number;
  priceSeen: Fen | null;
}

/** Fills and empties baskets. Whoever writes several rows of one holds its owner's row lock, so it never overflows. */
@Injectable()
export class BasketService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly users: UserService,
    private readonly courses: CourseService,
    private readonly enrolments: EnrolmentService,
    private readonly query: BasketQuery,
  ) {}

  /** Puts in what can be put in, and says of the rest why not. A course that is in already keeps its place. */
  async add(userId: number, wanted: readonly Wanted[]): Promise<AddedAnswer> {
    const { added, skipped } = await this.db.tx((tx) => this.#addIn(tx, userId, wanted));
    return {
      added,
      skipped: skipped.map(({ courseId, reason }) => ({ course_id: courseId, reason })),
      ...(await this.query.of(userId)),
    };
  }

  /** The owner has seen today's prices. */
  async see(userId: number): Promise<BasketAnswer> {
    await this.db.tx(async (tx) => {
      await this.users.lock(tx, userId);
      await tx.query(
        'UPDATE luffy_basket_item b SET price_seen = c.price FROM luffy_course c WHERE b.user_id = $1 AND c.id = b.course_id',
        [userId],
      );
    });
    return this.query.of(userId);
  }

  /** Takes a course out; one that is not in it is out already. */
  async remove(userId: number, courseId: number): Promise<BasketAnswer> {
    await this.db.manager.delete(BasketItem, { userId, courseId });
    return this.query.of(userId);
  }

  async #addIn(tx: EntityManager, userId: number, wanted: readonly Wanted[]): Promise<Sorting> {
    await this.users.lock(tx, userId);
    await tx.query(`DELETE FROM luffy_basket_item b WHERE b.user_id = $1 AND ${BOUGHT_SINCE}`, [userId]);
    const ids = wanted.map((one) => one.courseId);
    const courses = await this.courses.known(tx, ids);
    const kept = await tx.findBy(BasketItem, { userId });
    const sorting = sortIn(ids, {
      onSale: new Map([...courses].map(([id, course]) => [id, course.status === COURSE_STATUS.onSale])),
      owned: await this.enrolments.ownedAmong(tx, userId, ids),
      kept: new Set(kept.map((item) => item.courseId)),
    });
    if (sorting.added.length > 0) {
      const seen = new Map(wanted.map((one) => [one.courseId, one.priceSeen]));
      const addedAt = this.clock.now();
      await tx
        .createQueryBuilder()
        .insert()
        .into(BasketItem)
        .values(
          sorting.added.map((courseId) => ({
            userId,
            courseId,
            priceSeen: seen.get(courseId) ?? courses.get(courseId)?.price ?? fen(0),
            addedAt,
          })),
        )
        .orUpdate(['price_seen'], ['user_id', 'course_id'])
        .execute();
    }
    return sorting;
  }
}
