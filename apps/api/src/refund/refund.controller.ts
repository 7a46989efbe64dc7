import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { ApiPage } from '../platform/answer.dto.js';
import type { Page } from '../platform/paging.js';
import { OutTradeNoPipe } from '../platform/path.js';
import { RefundableAnswer, RefundPreviewAnswer } from './asking.dto.js';
import { AskingService } from './asking.service.js';
import { OwnRefundFilterDto, RefundAnswer, RefundView, RefundWishDto, RequestRefundDto } from './refund.dto.js';
import { RefundQuery } from './refund.query.js';
import { RefundService } from './refund.service.js';
import { wishOf } from './refund.wire.js';

@ApiTags('order')
@ApiBearerAuth()
@Student()
@Controller('order')
export class RefundController {
  constructor(
    private readonly refunds: RefundService,
    private readonly asking: AskingService,
  ) {}

  @Get(':out_trade_no/refundable')
  @ApiOperation({ summary: '这个订单还能申请退多少、到什么时候;不能时说明原因' })
  @ApiOkResponse({ type: RefundableAnswer })
  async refundable(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<RefundableAnswer> {
    return { refundable: await this.asking.refundable(user.id, outTradeNo) };
  }

  @Post(':out_trade_no/refund/preview')
  @ApiOperation({ summary: '先看退款的结果:每门课退多少、会失去哪些课程;什么都不改变' })
  @ApiOkResponse({ type: RefundPreviewAnswer })
  async preview(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: RefundWishDto,
  ): Promise<RefundPreviewAnswer> {
    return { preview: await this.asking.preview({ userId: user.id, outTradeNo, wish: wishOf(dto) }) };
  }

  @Post(':out_trade_no/refund')
  @ApiOperation({ summary: '申请退款:全部、部分课程或一个金额' })
  @ApiOkResponse({ type: RefundAnswer })
  async request(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: RequestRefundDto,
  ): Promise<RefundAnswer> {
    const refund = await this.refunds.request({ userId: user.id, outTradeNo, wish: wishOf(dto), reason: dto.reason });
    return { msg: '退款申请已提交,请等待审核', refund };
  }
}

@ApiTags('order')
@ApiBearerAuth()
@Student()
@Controller('refund')
export class OwnRefundController {
  constructor(private readonly refunds: RefundQuery) {}

  @Get()
  @ApiOperation({ summary: '我的退款,包括重复付款和迟到付款的自动退款;新的在前' })
  @ApiPage(RefundView)
  list(@CurrentUser() user: Identity, @Query() filter: OwnRefundFilterDto): Promise<Page<RefundView>> {
    return this.refunds.own(user.id, filter.orders?.split(','), filter);
  }
}
