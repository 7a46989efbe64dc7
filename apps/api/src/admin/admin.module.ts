import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { CheckoutModule } from '../checkout/checkout.module.js';
import { OrderModule } from '../order/order.module.js';
import { AlertAdminController } from './alert.admin.controller.js';
import { OrderAdminController } from './order.admin.controller.js';
import { StaffOrderService } from './staff-order.service.js';

@Module({
  imports: [AlertModule, CheckoutModule, OrderModule],
  controllers: [OrderAdminController, AlertAdminController],
  providers: [StaffOrderService],
})
export class AdminModule {}
