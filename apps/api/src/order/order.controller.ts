import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { OutTradeNoPipe } from '../platform/path.js';
import { OrderAnswer, OrderView, OwnOrderFilterDto, statusesOf, StoryItemView } from './order.dto.js';
import { OrderQuery } from './order.query.js';

@ApiTags('order')
@ApiBearerAuth()
@Student()
@Controller('order')
export class OrderController {
  constructor(private readonly orders: OrderQuery) {}

  @Get()
  @ApiOperation({ summary: '我的订单,新的在前' })
  @ApiPage(OrderView)
  list(@CurrentUser() user: Identity, @Query() filter: OwnOrderFilterDto): Promise<Page<OrderView>> {
    return this.orders.ownList(user.id, statusesOf(filter), filter);
  }

  @Get(':out_trade_no')
  @ApiOperation({ summary: '我的一个订单' })
  @ApiOkResponse({ type: OrderAnswer })
  async one(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<OrderAnswer> {
    return { order: await this.orders.own(user.id, outTradeNo) };
  }

  @Get(':out_trade_no/story')
  @ApiOperation({ summary: '这个订单发生过的事,旧的在前' })
  @ApiPage(StoryItemView)
  story(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<Page<StoryItemView>> {
    return this.orders.ownStory(user.id, outTradeNo);
  }
}
