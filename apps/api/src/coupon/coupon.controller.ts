import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Public, Student } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { CouponRecordAnswer, CouponRecordView, CouponView } from './coupon.dto.js';
import { CouponService } from './coupon.service.js';

@ApiTags('coupon')
@ApiBearerAuth()
@Controller('coupon')
export class CouponController {
  constructor(private readonly coupons: CouponService) {}

  @Public()
  @Get()
  @ApiOperation({ summary: '可以领取的优惠券' })
  @ApiPage(CouponView)
  claimable(@Query() page: PageQuery): Promise<Page<CouponView>> {
    return this.coupons.claimable(page);
  }

  @Student()
  @Get('mine')
  @ApiOperation({ summary: '我的优惠券' })
  @ApiPage(CouponRecordView)
  mine(@CurrentUser() user: Identity, @Query() page: PageQuery): Promise<Page<CouponRecordView>> {
    return this.coupons.mine(user.id, page);
  }

  @Student()
  @Post(':id/claim')
  @ApiOperation({ summary: '领取一张' })
  @ApiOkResponse({ type: CouponRecordAnswer })
  async claim(@CurrentUser() user: Identity, @Param('id', IdPipe) id: number): Promise<CouponRecordAnswer> {
    return { coupon: await this.coupons.claim(user.id, id) };
  }
}
