import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { EventModule } from '../event/event.module.js';
import { OrderModule } from '../order/order.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { AskingService } from './asking.service.js';
import { RefundBookService } from './refund-book.service.js';
import { RefundPlanService } from './refund-plan.service.js';
import { RefundQuery } from './refund.query.js';
import { OwnRefundController, RefundController } from './refund.controller.js';
import { RefundFinderService } from './refund-finder.service.js';
import { RefundSenderService } from './refund-sender.service.js';
import { RefundService } from './refund.service.js';
import { RefundSweepJob } from './refund.sweep.job.js';

@Module({
  imports: [AlertModule, CouponModule, EventModule, OrderModule],
  controllers: [OwnRefundController, RefundController],
  providers: [
    AskingService,
    RefundBookService,
    RefundFinderService,
    RefundPlanService,
    RefundQuery,
    RefundSenderService,
    RefundService,
    RefundSweepJob,
  ],
  exports: [RefundFinderService, RefundPlanService, RefundQuery, RefundSenderService, RefundService],
})
export class RefundModule {}
