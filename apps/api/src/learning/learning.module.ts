import { Module } from '@nestjs/common';

import { CourseModule } from '../course/course.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { LearningController } from './learning.controller.js';
import { LearningQuery } from './learning.query.js';
import { LearningService } from './learning.service.js';
import { LessonController } from './lesson.controller.js';

@Module({
  imports: [CourseModule, EnrolmentModule],
  controllers: [LearningController, LessonController],
  providers: [LearningService, LearningQuery],
})
export class LearningModule {}
