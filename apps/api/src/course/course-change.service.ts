import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { AuditView } from '../audit/audit.dto.js';
import { changeOf, type Deed } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { CoursePrice } from './course-price.entity.js';
import { Course } from './course.entity.js';
import { costsOtherwise, courseFigures, type CourseTerms, priceFault } from './course.rule.js';

/** What staff do to courses. Orders that were placed have their own prices and are not touched by any of it. */
@Injectable()
export class CourseChangeService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError VALIDATION naming the price that does not fit, IDEMPOTENCY_KEY_REUSED */
  create(deed: Deed, terms: CourseTerms): Promise<AuditView> {
    return this.audit.once(deed, () =>
      this.db.tx(async (tx) => {
        refuseFault(terms, terms);
        const row = tx.create(Course, {
          ...terms,
          lessons: [...terms.lessons],
          cover: null,
          createdTime: this.clock.now(),
        });
        const course = await tx.save(Course, row);
        await this.#tellPrice(tx, course, deed);
        return this.audit.write(tx, deed, changeOf({}, courseFigures(course)), subjectOf(course.id));
      }),
    );
  }

  /**
   * Changes what was said and nothing else; a price it had is remembered.
   * @throws AppError COURSE_NOT_FOUND, VALIDATION naming the price that does not fit, IDEMPOTENCY_KEY_REUSED
   */
  change(deed: Deed, id: number, said: Partial<CourseTerms>): Promise<AuditView> {
    return this.audit.once(deed, () =>
      this.db.tx(async (tx) => {
        const course = await tx.findOne(Course, { where: { id }, lock: { mode: 'for_no_key_update' } });
        if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
        const before = { ...course };
        refuseFault({ ...before, ...said }, said);
        const after = await tx.save(Course, Object.assign(course, said));
        if (costsOtherwise(before, after)) {
          await this.#beginHistory(tx, before);
          await this.#tellPrice(tx, after, deed);
        }
        return this.audit.writeChange(tx, deed, changeOf(courseFigures(before), courseFigures(after)));
      }),
    );
  }

  /** Whatever way a course came into the table, its history begins with what it cost before its first change. */
  async #beginHistory(tx: EntityManager, course: Course): Promise<void> {
    const last = await tx.findOne(CoursePrice, { where: { courseId: course.id }, order: { id: 'DESC' } });
    if (last && !costsOtherwise(last, course)) return;
    const { price, originalPrice } = course;
    const fromAt = last ? this.clock.now() : course.createdTime;
    await tx.insert(CoursePrice, { courseId: course.id, price, originalPrice, fromAt, staffId: null, reason: null });
  }

  async #tellPrice(tx: EntityManager, { id, price, originalPrice }: Course, deed: Deed): Promise<void> {
    const { staff, reason } = deed;
    const fromAt = this.clock.now();
    await tx.insert(CoursePrice, { courseId: id, price, originalPrice, fromAt, staffId: staff.id, reason });
  }
}

export const subjectOf = (id: number): string => `course:${id}`;

function refuseFault(course: CourseTerms, said: Partial<CourseTerms>): void {
  const fault = priceFault(course, said);
  if (fault) throw new AppError('VALIDATION', { fields: [fault] });
}
