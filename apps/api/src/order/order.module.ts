import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { EventModule } from '../event/event.module.js';
import { OrderController } from './order.controller.js';
import { NoteService } from './note.service.js';
import { OrderFileQuery } from './order-file.query.js';
import { OrderSearchQuery } from './order-search.query.js';
import { OrderQuery } from './order.query.js';
import { OrderService } from './order.service.js';

@Module({
  imports: [AlertModule, CouponModule, EnrolmentModule, EventModule],
  controllers: [OrderController],
  providers: [OrderService, OrderQuery, OrderSearchQuery, OrderFileQuery, NoteService],
  exports: [OrderService, OrderQuery, OrderSearchQuery, OrderFileQuery, NoteService],
})
export class OrderModule {}
