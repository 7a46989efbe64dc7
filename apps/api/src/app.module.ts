import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { PaymentChannel } from '@luffy/ipay';

import { AdminModule } from './admin/admin.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AlertModule } from './alert/alert.module.js';
import { BasketModule } from './basket/basket.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { CouponModule } from './coupon/coupon.module.js';
import { EnrolmentModule } from './enrolment/enrolment.module.js';
import { HealthModule } from './health/health.module.js';
import { InvariantModule } from './invariant/invariant.module.js';
import { LearningModule } from './learning/learning.module.js';
import { OrderModule } from './order/order.module.js';
import { PaymentModule } from './payment/payment.module.js';
import type { Clock } from './platform/clock.js';
import type { AppConfig } from './platform/config.js';
import { dataSourceOptions } from './platform/database.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { RefundModule } from './refund/refund.module.js';
import { ReportModule } from './report/report.module.js';
import { StatementModule } from './statement/statement.module.js';
import { SCHEMA } from './schema.js';

export interface AppParts {
  config: AppConfig;
  clock: Clock;
  channels: readonly PaymentChannel[];
}

@Module({})
export class AppModule {
  static with({ config, clock, channels }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(config.DATABASE_URL, SCHEMA), retryAttempts: 0 }),
        PlatformModule.with(config, clock),
        PaymentModule.with(channels),
        AuthModule,
        AlertModule,
        CatalogueModule,
        BasketModule,
        LearningModule,
        EnrolmentModule,
        OrderModule,
        CouponModule,
        CheckoutModule,
        RefundModule,
        InvariantModule,
        ReportModule,
        ReconciliationModule,
        StatementModule,
        AdminModule,
        HealthModule,
      ],
    };
  }
}
