import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Staff } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { DecideRefundDto, RefundAnswer, RefundView } from '../refund/refund.dto.js';
import { RefundQuery } from '../refund/refund.query.js';
import { RefundService } from '../refund/refund.service.js';
import { REFUND_TRANSITIONS, type RefundState } from '../refund/refund.state.js';

export class RefundFilterDto extends PageQuery {
  @ApiPropertyOptional({ enum: Object.keys(REFUND_TRANSITIONS) })
  @IsOptional()
  @IsIn(Object.keys(REFUND_TRANSITIONS))
  state?: RefundState;
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/refunds')
export class RefundAdminController {
  constructor(
    private readonly refunds: RefundService,
    private readonly query: RefundQuery,
  ) {}

  @Get()
  @ApiOperation({ summary: '退款,新的在前' })
  @ApiPage(RefundView)
  list(@Query() filter: RefundFilterDto): Promise<Page<RefundView>> {
    return this.query.list(filter.state, filter);
  }

  @Post(':out_request_no/approve')
  @Staff('finance')
  @ApiOperation({ summary: '同意退款,或再试一次失败的退款' })
  @ApiOkResponse({ type: RefundAnswer })
  async approve(
    @CurrentUser() user: Identity,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: DecideRefundDto,
  ): Promise<RefundAnswer> {
    return { refund: await this.refunds.approve({ outRequestNo, staffId: user.id, note: dto.note }) };
  }

  @Post(':out_request_no/reject')
  @Staff('finance')
  @ApiOperation({ summary: '拒绝退款申请' })
  @ApiOkResponse({ type: RefundAnswer })
  async reject(
    @CurrentUser() user: Identity,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: DecideRefundDto,
  ): Promise<RefundAnswer> {
    return { refund: await this.refunds.reject({ outRequestNo, staffId: user.id, note: dto.note }) };
  }
}
