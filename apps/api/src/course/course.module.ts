import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module.js';
import { CourseChangeService } from './course-change.service.js';
import { CourseService } from './course.service.js';

@Module({
  imports: [AuditModule],
  providers: [CourseService, CourseChangeService],
  exports: [CourseService, CourseChangeService],
})
export class CourseModule {}
