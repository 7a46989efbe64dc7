import { type DynamicModule, Module } from '@nestjs/common';
import type { PaymentChannel } from '@luffy/ipay';

import { AlertModule } from '../alert/alert.module.js';
import { EventModule } from '../event/event.module.js';
import { OrderModule } from '../order/order.module.js';
import { Clock } from '../platform/clock.js';
import { GatewayCallService } from './gateway-call.service.js';
import { NotifyBenchService } from './notify-bench.service.js';
import { NotifyService } from './notify.service.js';
import { PaymentChannels } from './payment.channels.js';
import { PaymentPlanService } from './payment-plan.service.js';
import { PaymentQuery } from './payment.query.js';
import { PaymentService } from './payment.service.js';
import { PaymentSweepJob } from './payment.sweep.job.js';
import { RecordedChannel } from './recorded.channel.js';
import { SuccessController } from './success.controller.js';
import { SuccessService } from './success.service.js';
import { TradeQueryService } from './trade-query.service.js';

@Module({})
export class PaymentModule {
  /** Binds the providers of payment to the product: the only place where ipay meets Nest. */
  static with(channels: readonly PaymentChannel[]): DynamicModule {
    return {
      module: PaymentModule,
      global: true,
      imports: [AlertModule, EventModule, OrderModule],
      controllers: [SuccessController],
      providers: [
        GatewayCallService,
        {
          provide: PaymentChannels,
          useFactory: (calls: GatewayCallService, clock: Clock) =>
            new PaymentChannels(channels.map((channel) => new RecordedChannel(channel, calls, clock))),
          inject: [GatewayCallService, Clock],
        },
        PaymentService,
        TradeQueryService,
        NotifyService,
        NotifyBenchService,
        SuccessService,
        PaymentQuery,
        PaymentPlanService,
        PaymentSweepJob,
      ],
      exports: [
        NotifyBenchService,
        PaymentChannels,
        PaymentQuery,
        PaymentPlanService,
        PaymentService,
        TradeQueryService,
      ],
    };
  }
}
