import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { OrderNoteAnswer } from '../order/order-file.dto.js';
import { OrderSearchQuery } from '../order/order-search.query.js';
import { RawNotifyAnswer } from '../payment/payment.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { IdPipe, OutTradeNoPipe } from '../platform/path.js';
import {
  AsOfDto,
  filterOf,
  NoteDto,
  OrderInFullAnswer,
  StaffOrderFilterDto,
  StaffOrdersAnswer,
} from './order.admin.dto.js';
import { instant } from './range.wire.js';
import { StaffOrderService } from './staff-order.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/orders')
export class OrderAdminController {
  constructor(
    private readonly search: OrderSearchQuery,
    private readonly orders: StaffOrderService,
  ) {}

  @Get()
  @ApiOperation({ summary: '查询任何订单' })
  @ApiOkResponse({ type: StaffOrdersAnswer })
  list(@CurrentStaff() staff: StaffMember, @Query() filter: StaffOrderFilterDto): Promise<StaffOrdersAnswer> {
    return this.search.list(staff, filterOf(staff, filter), filter.sort ?? '-created', filter);
  }

  @Get(':out_trade_no')
  @ApiOperation({ summary: '任何一个订单的全部:钱、课程、付款、退款、通知、对渠道的调用、经过、备注、警报' })
  @ApiOkResponse({ type: OrderInFullAnswer })
  async one(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Query() { at }: AsOfDto,
  ): Promise<OrderInFullAnswer> {
    return { order: await this.orders.inFull(staff, outTradeNo, instant(at)) };
  }

  @Get(':out_trade_no/notifies/:id')
  @Staff('support', 'finance')
  @ApiOperation({ summary: '渠道的一条通知,原文' })
  @ApiOkResponse({ type: RawNotifyAnswer })
  async notify(
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Param('id', IdPipe) id: number,
  ): Promise<RawNotifyAnswer> {
    return { notify: await this.orders.notify(outTradeNo, id) };
  }

  @Post(':out_trade_no/notes')
  @Staff('support')
  @ApiOperation({ summary: '给同事留一条备注,学员看不到' })
  @ApiOkResponse({ type: OrderNoteAnswer })
  async note(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() { text }: NoteDto,
  ): Promise<OrderNoteAnswer> {
    return { note: await this.orders.note(staff, outTradeNo, text) };
  }
}
