import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { beijingDay } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { ExportService } from '../report/export.service.js';
import { columnsOf } from '../report/order-export.rule.js';
import { dayRange } from '../report/range.rule.js';
import { StatementService } from '../statement/statement.service.js';
import { ApiCsv, MonthFilePipe, sendCsv } from './file.wire.js';
import { OrderExportDto } from './report.admin.dto.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('finance')
@Controller('admin/exports')
export class ExportAdminController {
  constructor(
    private readonly exports: ExportService,
    private readonly statements: StatementService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('orders.csv')
  @ApiOperation({ summary: '订单文件,边查边发;X-Total-Estimate 为大约多少行' })
  @ApiCsv()
  async orders(
    @CurrentStaff() staff: StaffMember,
    @Query() { columns, by, from, to }: OrderExportDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const range = dayRange({ from, to }, beijingDay(this.clock.now()));
    const file = await this.exports.orders(staff, { columns: columnsOf(columns), by: by ?? 'created', range });
    void reply.header('x-total-estimate', String(file.estimate));
    return sendCsv(reply, file.name, file.content);
  }

  @Get('month/:file')
  @ApiOperation({ summary: '一个月的账与每天的账单,差额与解释;订单按账单所在的那一天' })
  @ApiParam({ name: 'file', example: '2026-11.csv' })
  @ApiCsv()
  async month(
    @CurrentStaff() staff: StaffMember,
    @Param('file', MonthFilePipe) month: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const file = await this.statements.file(staff, month);
    return sendCsv(reply, file.name, file.content);
  }
}
