import { Module } from '@nestjs/common';

import { CouponModule } from '../coupon/coupon.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { EventModule } from '../event/event.module.js';
import { OrderController } from './order.controller.js';
import { OrderQuery } from './order.query.js';
import { OrderService } from './order.service.js';

@Module({
  imports: [CouponModule, EnrolmentModule, EventModule],
  controllers: [OrderController],
  providers: [OrderService, OrderQuery],
  exports: [OrderService, OrderQuery],
})
export class OrderModule {}
