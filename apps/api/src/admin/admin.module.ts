import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CheckoutModule } from '../checkout/checkout.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { InvariantModule } from '../invariant/invariant.module.js';
import { NotifyAdminController } from './notify.admin.controller.js';
import { OrderModule } from '../order/order.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { AlertAdminController } from './alert.admin.controller.js';
import { BillAdminController, DifferenceAdminController } from './bill.admin.controller.js';
import { AuditAdminController } from './audit.admin.controller.js';
import { CouponAdminController } from './coupon.admin.controller.js';
import { InvariantAdminController } from './invariant.admin.controller.js';
import { OrderActAdminController } from './order-act.admin.controller.js';
import { OrderAdminController } from './order.admin.controller.js';
import { QueueModule } from '../queue/queue.module.js';
import { QueueAdminController } from './queue.admin.controller.js';
import { RefundModule } from '../refund/refund.module.js';
import { RefundAdminController } from './refund.admin.controller.js';
import { StaffAdminController } from './staff.admin.controller.js';
import { StaffActService } from './staff-act.service.js';
import { StaffAlertService } from './staff-alert.service.js';
import { StaffOrderService } from './staff-order.service.js';

@Module({
  imports: [
    AlertModule,
    AuditModule,
    AuthModule,
    CheckoutModule,
    CouponModule,
    OrderModule,
    RefundModule,
    InvariantModule,
    ReconciliationModule,
    QueueModule,
  ],
  controllers: [
    OrderAdminController,
    OrderActAdminController,
    AlertAdminController,
    CouponAdminController,
    RefundAdminController,
    InvariantAdminController,
    BillAdminController,
    DifferenceAdminController,
    StaffAdminController,
    AuditAdminController,
    QueueAdminController,
    NotifyAdminController,
  ],
  providers: [StaffActService, StaffAlertService, StaffOrderService],
})
export class AdminModule {}
