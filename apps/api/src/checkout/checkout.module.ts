import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { CourseModule } from '../course/course.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { OrderModule } from '../order/order.module.js';
import { UserModule } from '../user/user.module.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { CheckoutSweepJob } from './checkout.sweep.job.js';
import { ClosingService } from './closing.service.js';
import { IdempotencyService } from './idempotency.service.js';
import { PlacementQuery } from './placement.query.js';
import { OwnOrderService } from './own-order.service.js';
import { QuoteService } from './quote.service.js';
import { StaffCancelService } from './staff-cancel.service.js';

@Module({
  imports: [AuditModule, CouponModule, CourseModule, EnrolmentModule, OrderModule, UserModule],
  controllers: [CheckoutController],
  providers: [
    CheckoutService,
    ClosingService,
    CheckoutSweepJob,
    IdempotencyService,
    OwnOrderService,
    PlacementQuery,
    QuoteService,
    StaffCancelService,
  ],
  exports: [ClosingService, StaffCancelService],
})
export class CheckoutModule {}
