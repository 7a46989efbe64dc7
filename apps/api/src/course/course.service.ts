import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { COURSE_STATUS, Course } from './course.entity.js';

@Injectable()
export class CourseService {
  /** Those of the courses that exist, by their id. */
  async known(tx: EntityManager, ids: readonly number[]): Promise<Map<number, Course>> {
    return new Map((await tx.findBy(Course, { id: In([...ids]) })).map((course) => [course.id, course]));
  }

  /** The named courses in the order named, on sale or not. @throws AppError COURSE_NOT_FOUND, naming the course */
  async named(tx: EntityManager, ids: readonly number[]): Promise<Course[]> {
    const known = await this.known(tx, ids);
    return ids.map((id) => existing(known, id));
  }

  /**
   * The named courses in the order named, all of them on sale.
   * @throws AppError COURSE_NOT_FOUND or COURSE_OFF_SALE, naming the course
   */
  async onSale(tx: EntityManager, ids: readonly number[]): Promise<Course[]> {
    const known = await this.known(tx, ids);
    return ids.map((id) => {
      const course = existing(known, id);
      if (course.status !== COURSE_STATUS.onSale)
        throw new AppError('COURSE_OFF_SALE', { course_id: id, course_name: course.name });
      return course;
    });
  }

  /** @throws AppError COURSE_NOT_FOUND */
  async mustExist(tx: EntityManager, id: number): Promise<void> {
    if (!(await tx.existsBy(Course, { id }))) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
  }

  async allOnSale(tx: EntityManager, ids: readonly number[]): Promise<boolean> {
    return (await tx.countBy(Course, { id: In([...ids]), status: COURSE_STATUS.onSale })) === new Set(ids).size;
  }
}

function existing(known: ReadonlyMap<number, Course>, id: number): Course {
  const course = known.get(id);
  if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
  return course;
}
