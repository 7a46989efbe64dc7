import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';

import {
  HandOutAnswer,
  HandOutPreviewAnswer,
  StaffCouponActAnswer,
  StaffCouponView,
} from '../coupon/coupon-desk.dto.js';
import { CouponDeskQuery } from '../coupon/coupon-desk.query.js';
import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { Does, Foresees, ReasonDto } from './act.dto.js';
import { CouponDeskDto, couponFilterOf, CreateCouponDto, HandOutDto, HandOutPreviewDto } from './coupon.admin.dto.js';
import { StaffCouponService } from './staff-coupon.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('catalogue')
@Controller('admin/coupons')
export class CouponAdminController {
  constructor(
    private readonly query: CouponDeskQuery,
    private readonly coupons: StaffCouponService,
  ) {}

  @Get()
  @ApiOperation({ summary: '所有优惠券,以及它们的使用和花费' })
  @ApiPage(StaffCouponView)
  list(@Query() dto: CouponDeskDto): Promise<Page<StaffCouponView>> {
    return this.query.list(couponFilterOf(dto), dto.sort ?? '-created', dto);
  }

  @Post()
  @Does('新建优惠券', StaffCouponActAnswer)
  create(
    @CurrentStaff() staff: StaffMember,
    @Body() dto: CreateCouponDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<StaffCouponActAnswer> {
    return this.coupons.create(staff, dto, key);
  }

  @Post(':id/stop')
  @Does('停止发放:已领取的仍然有效', StaffCouponActAnswer)
  stop(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<StaffCouponActAnswer> {
    return this.coupons.stop(staff, id, dto, key);
  }

  @Post(':id/hand-out')
  @Does('发给写明的人,每人一张;答复每个名字的结果', HandOutAnswer)
  handOut(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: HandOutDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<HandOutAnswer> {
    return this.coupons.handOut(staff, id, dto, key);
  }

  @Post(':id/hand-out/preview')
  @Foresees(HandOutPreviewAnswer)
  previewHandOut(@Param('id', IdPipe) id: number, @Body() dto: HandOutPreviewDto): Promise<HandOutPreviewAnswer> {
    return this.coupons.previewHandOut(id, dto);
  }
}
