import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { ApiPage } from '../platform/answer.dto.js';
import type { Page } from '../platform/paging.js';
import { OutTradeNoPipe } from '../platform/path.js';
import { OwnRefundFilterDto, RefundAnswer, RefundView, RequestRefundDto } from './refund.dto.js';
import { RefundQuery } from './refund.query.js';
import { RefundService } from './refund.service.js';
import { wishOf } from './refund.wire.js';

@ApiTags('order')
@ApiBearerAuth()
@Student()
@Controller('order')
export class RefundController {
  constructor(private readonly refunds: RefundService) {}

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
