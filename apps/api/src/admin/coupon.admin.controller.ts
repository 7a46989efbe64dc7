import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CouponAnswer } from '../coupon/coupon.dto.js';
import { CouponService } from '../coupon/coupon.service.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { deedOf } from './act.wire.js';
import { CreateCouponDto, couponOf } from './coupon.admin.dto.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('catalogue')
@Controller('admin/coupons')
export class CouponAdminController {
  constructor(private readonly coupons: CouponService) {}

  @Post()
  @ApiOperation({ summary: '新建优惠券' })
  @ApiOkResponse({ type: CouponAnswer })
  async create(@CurrentStaff() staff: StaffMember, @Body() dto: CreateCouponDto): Promise<CouponAnswer> {
    return { coupon: await this.coupons.create(deedOf(staff, '', { act: 'coupon_create', dto }), couponOf(dto)) };
  }
}
