import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module.js';
import { CouponController } from './coupon.controller.js';
import { CouponService } from './coupon.service.js';

@Module({
  imports: [AuditModule],
  controllers: [CouponController],
  providers: [CouponService],
  exports: [CouponService],
})
export class CouponModule {}
