import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { RefundAnswer, RefundView } from '../refund/refund.dto.js';
import { REFUND_SORTS, RefundQuery, type RefundSort } from '../refund/refund.query.js';
import { RefundService } from '../refund/refund.service.js';
import { REFUND_TRANSITIONS, type RefundState } from '../refund/refund.state.js';
import { ActPreviewAnswer, Does, Foresees, OptionalReasonDto } from './act.dto.js';
import { decisionOf } from './act.wire.js';

export class RefundFilterDto extends PageQuery {
  @ApiPropertyOptional({ enum: Object.keys(REFUND_TRANSITIONS) })
  @IsOptional()
  @IsIn(Object.keys(REFUND_TRANSITIONS))
  state?: RefundState;

  @ApiPropertyOptional({ enum: REFUND_SORTS, default: '-created', description: 'created:等得最久的在前' })
  @IsOptional()
  @IsIn(REFUND_SORTS)
  sort?: RefundSort;
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
  @ApiOperation({ summary: '退款,缺省新的在前' })
  @ApiPage(RefundView)
  list(@Query() filter: RefundFilterDto): Promise<Page<RefundView>> {
    return this.query.list({ state: filter.state, sort: filter.sort ?? '-created' }, filter);
  }

  @Post(':out_request_no/approve')
  @Staff('finance')
  @Does('同意退款,或再试一次失败的退款', RefundAnswer)
  async approve(
    @CurrentStaff() staff: StaffMember,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: OptionalReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<RefundAnswer> {
    return { refund: await this.refunds.approve(decisionOf(staff, outRequestNo, { act: 'refund_approve', dto }, key)) };
  }

  @Post(':out_request_no/approve/preview')
  @Staff('finance')
  @Foresees(ActPreviewAnswer)
  async previewApprove(
    @CurrentStaff() staff: StaffMember,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: OptionalReasonDto,
  ): Promise<ActPreviewAnswer> {
    const decision = decisionOf(staff, outRequestNo, { act: 'refund_approve', dto });
    return { preview: { act: 'refund_approve', ...(await this.refunds.previewApprove(decision)) } };
  }

  @Post(':out_request_no/reject')
  @Staff('finance')
  @Does('拒绝退款申请;理由学员能看到', RefundAnswer)
  async reject(
    @CurrentStaff() staff: StaffMember,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: OptionalReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<RefundAnswer> {
    return { refund: await this.refunds.reject(decisionOf(staff, outRequestNo, { act: 'refund_reject', dto }, key)) };
  }

  @Post(':out_request_no/reject/preview')
  @Staff('finance')
  @Foresees(ActPreviewAnswer)
  async previewReject(
    @CurrentStaff() staff: StaffMember,
    @Param('out_request_no') outRequestNo: string,
    @Body() dto: OptionalReasonDto,
  ): Promise<ActPreviewAnswer> {
    const decision = decisionOf(staff, outRequestNo, { act: 'refund_reject', dto });
    return { preview: { act: 'refund_reject', ...(await this.refunds.previewReject(decision)) } };
  }
}
