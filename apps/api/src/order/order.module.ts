import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { CourseModule } from '../course/course.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { EventModule } from '../event/event.module.js';
import { OrderController } from './order.controller.js';
import { FiguresQuery } from './figures.query.js';
import { NoteService } from './note.service.js';
import { OrderActService } from './order-act.service.js';
import { OrderFileQuery } from './order-file.query.js';
import { OrderPlanService } from './order-plan.service.js';
import { ResendPlanService } from './resend-plan.service.js';
import { OrderSearchQuery } from './order-search.query.js';
import { OrderQuery } from './order.query.js';
import { OrderService } from './order.service.js';

@Module({
  imports: [AlertModule, AuditModule, CourseModule, CouponModule, EnrolmentModule, EventModule],
  controllers: [OrderController],
  providers: [
    OrderService,
    OrderQuery,
    OrderSearchQuery,
    OrderFileQuery,
    NoteService,
    FiguresQuery,
    OrderActService,
    OrderPlanService,
    ResendPlanService,
  ],
  exports: [
    OrderService,
    OrderQuery,
    OrderSearchQuery,
    OrderFileQuery,
    NoteService,
    OrderActService,
    OrderPlanService,
    ResendPlanService,
  ],
})
export class OrderModule {}
