import { Module } from '@nestjs/common';

import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { OrderModule } from '../order/order.module.js';
import { CatalogueController } from './catalogue.controller.js';
import { CatalogueQuery } from './catalogue.query.js';
import { CourseDeskQuery } from './course-desk.query.js';

@Module({
  imports: [EnrolmentModule, OrderModule],
  controllers: [CatalogueController],
  providers: [CatalogueQuery, CourseDeskQuery],
  exports: [CourseDeskQuery],
})
export class CatalogueModule {}
