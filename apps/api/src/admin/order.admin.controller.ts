import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { OrderQuery, type StaffOrderView } from '../order/order.query.js';
import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { OutTradeNoPipe } from '../platform/path.js';
import { filterOf, StaffOrderAnswer, StaffOrderFilterDto, StaffOrderViewDto } from './order.admin.dto.js';
import { StaffOrderService } from './staff-order.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/orders')
export class OrderAdminController {
  constructor(
    private readonly orders: OrderQuery,
    private readonly acts: StaffOrderService,
  ) {}

  @Get()
  @ApiOperation({ summary: '查询任何订单' })
  @ApiPage(StaffOrderViewDto)
  list(@CurrentStaff() staff: StaffMember, @Query() filter: StaffOrderFilterDto): Promise<Page<StaffOrderView>> {
    return this.orders.staffList(staff, filterOf(filter), filter);
  }

  @Get(':out_trade_no')
  @ApiOperation({ summary: '任何一个订单' })
  @ApiOkResponse({ type: StaffOrderAnswer })
  async one(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<StaffOrderAnswer> {
    return { order: await this.orders.staffOne(staff, outTradeNo) };
  }

  @Post(':out_trade_no/cancel')
  @Staff('support')
  @ApiOperation({ summary: '替学员取消未支付的订单' })
  @ApiOkResponse({ type: StaffOrderAnswer })
  cancel(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<StaffOrderAnswer> {
    return this.acts.cancel(staff, outTradeNo);
  }
}
