import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { OrderAnswer } from '../order/order.dto.js';
import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { OutTradeNoPipe } from '../platform/path.js';
import { LIMITS } from '../platform/rate-limit.js';
import { PlacedAnswer, PlaceOrderDto } from './checkout.dto.js';
import { deviceOf } from './checkout.rule.js';
import { basketOf, idempotencyKeyOf, questionOf } from './checkout.wire.js';
import { CheckoutService } from './checkout.service.js';
import { OwnOrderService } from './own-order.service.js';
import { QuoteAnswer, QuoteDto } from './quote.dto.js';
import { QuoteService } from './quote.service.js';

@ApiTags('order')
@ApiBearerAuth()
@Student()
@Controller('order')
export class CheckoutController {
  constructor(
    private readonly checkout: CheckoutService,
    private readonly ownOrders: OwnOrderService,
    private readonly quotes: QuoteService,
  ) {}

  @Post('quote')
  @ApiOperation({ summary: '试算:这些课程现在要付多少,哪张优惠券最合适;不写入任何内容' })
  @ApiOkResponse({ type: QuoteAnswer })
  async quote(@CurrentUser() user: Identity, @Body() dto: QuoteDto): Promise<QuoteAnswer> {
    return { quote: await this.quotes.quote(user.id, questionOf(dto)) };
  }

  @Post('pay')
  @RouteConfig(LIMITS.place)
  @ApiOperation({ summary: '下单并取得支付链接;再次提交同样的课程得到同一个订单' })
  @ApiHeader({ name: 'idempotency-key', required: false, description: '同一个键和内容只下一个订单' })
  @ApiOkResponse({ type: PlacedAnswer })
  place(
    @CurrentUser() user: Identity,
    @Body() dto: PlaceOrderDto,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<PlacedAnswer> {
    return this.checkout.place({
      userId: user.id,
      basket: basketOf(dto),
      idempotencyKey: idempotencyKeyOf(key),
      device: deviceOf(userAgent),
    });
  }

  @Post(':out_trade_no/pay')
  @RouteConfig(LIMITS.place)
  @ApiOperation({ summary: '待支付订单的新支付链接' })
  @ApiOkResponse({ type: PlacedAnswer })
  payAgain(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<PlacedAnswer> {
    return this.checkout.payAgain(user.id, outTradeNo, deviceOf(userAgent));
  }

  @Post(':out_trade_no/cancel')
  @ApiOperation({ summary: '取消未支付的订单' })
  @ApiOkResponse({ type: OrderAnswer })
  cancel(
    @CurrentUser() user: Identity,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
  ): Promise<OrderAnswer> {
    return this.ownOrders.cancel(user.id, outTradeNo);
  }
}
