import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { DayPipe, IdPipe } from '../platform/path.js';
import {
  BillAnswer,
  BillMonthDto,
  BillView,
  DifferenceAnswer,
  DifferenceFilterDto,
  DifferenceView,
} from '../reconciliation/bill.dto.js';
import { BillQuery } from '../reconciliation/bill.query.js';
import { DifferenceService } from '../reconciliation/difference.service.js';
import { ReconciliationService } from '../reconciliation/reconciliation.service.js';
import { Does, ReasonDto } from './act.dto.js';
import { deedOf } from './act.wire.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/bills')
export class BillAdminController {
  constructor(
    private readonly bills: BillQuery,
    private readonly reconciliation: ReconciliationService,
  ) {}

  @Get()
  @ApiOperation({ summary: '一个月里每天的对账结果' })
  @ApiPage(BillView)
  month(@Query() { month }: BillMonthDto): Promise<Page<BillView>> {
    return this.bills.month(month);
  }

  @Get(':day')
  @ApiOperation({ summary: '一天的账单与合计' })
  @ApiOkResponse({ type: BillAnswer })
  one(@Param('day', DayPipe) day: string): Promise<BillAnswer> {
    return this.bills.one(day);
  }

  @Post(':day/fetch')
  @Staff('finance')
  @ApiOperation({ summary: '重新取一天的账单并对账' })
  @ApiOkResponse({ type: BillAnswer })
  async fetch(@CurrentStaff() staff: StaffMember, @Param('day', DayPipe) day: string): Promise<BillAnswer> {
    await this.reconciliation.fetch(day, deedOf(staff, `bill:${day}`, { act: 'bill_fetch', dto: {} }));
    return this.bills.one(day);
  }

  @Get(':day/differences')
  @ApiOperation({ summary: '一天的差异,新的在前' })
  @ApiPage(DifferenceView)
  differences(@Param('day', DayPipe) day: string, @Query() filter: DifferenceFilterDto): Promise<Page<DifferenceView>> {
    return this.bills.differences(day, filter.state, filter);
  }
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff('finance')
@Controller('admin/differences')
export class DifferenceAdminController {
  constructor(private readonly differences: DifferenceService) {}

  @Post(':id/resolve')
  @Does('执行差异的唯一安全处理;先问支付渠道', DifferenceAnswer)
  resolve(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<DifferenceAnswer> {
    return this.differences.resolve(id, deedOf(staff, `difference:${id}`, { act: 'difference_resolve', dto }, key));
  }
}
