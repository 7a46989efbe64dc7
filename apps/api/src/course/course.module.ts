import { Module } from '@nestjs/common';

import { CourseService } from './course.service.js';

@Module({ providers: [CourseService], exports: [CourseService] })
export class CourseModule {}
