import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { COURSE_STATUS, Course } from './course.entity.js';

@Injectable()
export class CourseService {
  /**
   * The named courses in the order named, all of them on sale.
   * @throws AppError COURSE_NOT_FOUND or COURSE_OFF_SALE, naming the course
   */
  async onSale(tx: EntityManager, ids: readonly number[]): Promise<Course[]> {
    const found = new Map((await tx.findBy(Course, { id: In([...ids]) })).map((course) => [course.id, course]));
    return ids.map((id) => {
      const course = found.get(id);
      if (!course) throw new AppError('COURSE_NOT_FOUND', { course_id: id });
      if (course.status !== COURSE_STATUS.onSale)
        throw new AppError('COURSE_OFF_SALE', { course_id: id, course_name: course.name });
      return course;
    });
  }

  async allOnSale(tx: EntityManager, ids: readonly number[]): Promise<boolean> {
    return (await tx.countBy(Course, { id: In([...ids]), status: COURSE_STATUS.onSale })) === new Set(ids).size;
  }
}
