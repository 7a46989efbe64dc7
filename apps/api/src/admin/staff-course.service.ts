import { Injectable } from '@nestjs/common';

import type { StaffCourseActAnswer } from '../catalogue/course-desk.dto.js';
import { CourseDeskQuery } from '../catalogue/course-desk.query.js';
import { CourseChangeService, subjectOf } from '../course/course-change.service.js';
import { printOf } from '../course/course.rule.js';
import type { StaffMember } from '../platform/identity.js';
import { deedOf, idIn } from './act.wire.js';
import { type ChangeCourseDto, type CreateCourseDto, saidOf, termsOf } from './course.admin.dto.js';

/** Has the course made or changed, and answers with what it has become. */
@Injectable()
export class StaffCourseService {
  constructor(
    private readonly courses: CourseChangeService,
    private readonly query: CourseDeskQuery,
  ) {}

  async create(staff: StaffMember, dto: CreateCourseDto, key?: string): Promise<StaffCourseActAnswer> {
    const audit = await this.courses.create(
      deedOf(staff, 'course', { act: 'course_create', dto: inShort(dto) }, key),
      termsOf(dto),
    );
    return { audit, course: await this.query.one(idIn(audit.subject)) };
  }

  async change(staff: StaffMember, id: number, dto: ChangeCourseDto, key?: string): Promise<StaffCourseActAnswer> {
    const deed = deedOf(staff, subjectOf(id), { act: 'course_change', dto: inShort(dto) }, key);
    const audit = await this.courses.change(deed, id, saidOf(dto));
    return { audit, course: await this.query.one(id) };
  }
}

/** As the record keeps it: of the lessons their number and print, which tell two outlines apart, not pages of text. */
const inShort = ({ lessons, ...dto }: Partial<CreateCourseDto>) =>
  lessons ? { ...dto, lessons: `${lessons.length} ${printOf(lessons)}` } : dto;
