import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { CheckoutModule } from '../checkout/checkout.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { CourseModule } from '../course/course.module.js';
import { InvariantModule } from '../invariant/invariant.module.js';
import { NotifyAdminController } from './notify.admin.controller.js';
import { OrderModule } from '../order/order.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { AlertAdminController } from './alert.admin.controller.js';
import { BillAdminController, DifferenceAdminController } from './bill.admin.controller.js';
import { AuditAdminController } from './audit.admin.controller.js';
import { CouponAdminController } from './coupon.admin.controller.js';
import { CourseAdminController } from './course.admin.controller.js';
import { InvariantAdminController } from './invariant.admin.controller.js';
import { OrderActAdminController } from './order-act.admin.controller.js';
import { OrderAdminController } from './order.admin.controller.js';
import { QueueModule } from '../queue/queue.module.js';
import { QueueAdminController } from './queue.admin.controller.js';
import { RefundModule } from '../refund/refund.module.js';
import { RefundAdminController } from './refund.admin.controller.js';
import { ReportModule } from '../report/report.module.js';
import { ExportAdminController } from './export.admin.controller.js';
import { ReportAdminController } from './report.admin.controller.js';
import { StaffAdminController } from './staff.admin.controller.js';
import { StatementModule } from '../statement/statement.module.js';
import { StatementAdminController } from './statement.admin.controller.js';
import { StaffCouponService } from './staff-coupon.service.js';
import { StaffCourseService } from './staff-course.service.js';
import { StaffActService } from './staff-act.service.js';
import { StaffAlertService } from './staff-alert.service.js';
import { StaffOrderService } from './staff-order.service.js';

@Module({
  imports: [
    AlertModule,
    AuditModule,
    AuthModule,
    CatalogueModule,
    CheckoutModule,
    CouponModule,
    CourseModule,
    OrderModule,
    RefundModule,
    InvariantModule,
    ReconciliationModule,
    QueueModule,
    ReportModule,
    StatementModule,
  ],
  controllers: [
    OrderAdminController,
    OrderActAdminController,
    AlertAdminController,
    CouponAdminController,
    CourseAdminController,
    RefundAdminController,
    InvariantAdminController,
    BillAdminController,
    StatementAdminController,
    DifferenceAdminController,
    StaffAdminController,
    AuditAdminController,
    QueueAdminController,
    NotifyAdminController,
    ReportAdminController,
    ExportAdminController,
  ],
  providers: [StaffActService, StaffAlertService, StaffCouponService, StaffCourseService, StaffOrderService],
})
export class AdminModule {}
