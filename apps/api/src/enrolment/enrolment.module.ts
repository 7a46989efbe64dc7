import { Module } from '@nestjs/common';

import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentService } from './enrolment.service.js';

@Module({ controllers: [EnrolmentController], providers: [EnrolmentService], exports: [EnrolmentService] })
export class EnrolmentModule {}
