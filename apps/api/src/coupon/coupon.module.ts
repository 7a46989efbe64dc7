import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { UserModule } from '../user/user.module.js';
import { CouponChangeService } from './coupon-change.service.js';
import { CouponController } from './coupon.controller.js';
import { CouponDeskQuery } from './coupon-desk.query.js';
import { CouponService } from './coupon.service.js';

@Module({
  imports: [AlertModule, AuditModule, UserModule],
  controllers: [CouponController],
  providers: [CouponService, CouponChangeService, CouponDeskQuery],
  exports: [CouponService, CouponChangeService, CouponDeskQuery],
})
export class CouponModule {}
