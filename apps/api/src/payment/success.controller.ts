import { Controller, Get, Header, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { Answer } from '../platform/answer.dto.js';
import { type Identify, IdentityOnDemand, Public, WhoAsks } from '../platform/identity.js';
import { LIMITS } from '../platform/rate-limit.js';
import { type NotifyAnswer, NotifyService } from './notify.service.js';
import { rawNotifyOf } from './notify.wire.js';
import { SuccessService } from './success.service.js';

/** Where Alipay comes back to: the browser asks by GET whether the order is paid, the notify arrives by POST. */
@ApiTags('order')
@Public()
@Controller('order/success')
export class SuccessController {
  constructor(
    private readonly success: SuccessService,
    private readonly notifies: NotifyService,
  ) {}

  @Get()
  @IdentityOnDemand()
  @ApiOperation({ summary: '订单是否已支付:100 已支付,101 未支付' })
  @ApiQuery({ name: 'out_trade_no', required: false })
  @ApiOkResponse({ type: Answer })
  isPaid(@WhoAsks() whoAsks: Identify, @Query() query: Record<string, unknown>): Promise<Answer> {
    return this.success.isPaid(whoAsks, query['out_trade_no']);
  }

  @Post()
  @RouteConfig(LIMITS.notify)
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiOperation({ summary: '支付宝异步通知' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: { type: 'object', additionalProperties: { type: 'string' } } })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', enum: ['success', 'failed'] } })
  notify(@Req() request: FastifyRequest): Promise<NotifyAnswer> {
    return this.notifies.receive('alipay', rawNotifyOf(request));
  }
}
