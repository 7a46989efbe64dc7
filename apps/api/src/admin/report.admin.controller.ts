import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { beijingDay } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { Staff } from '../platform/identity.js';
import { dayRange } from '../report/range.rule.js';
import { ReportQuery } from '../report/report.query.js';
import { reportCsv, type ReportName, REPORTS } from '../report/report.rule.js';
import { ReportNamePipe, sendCsv } from './file.wire.js';
import { ReportAnswer, ReportDto } from './report.admin.dto.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('support', 'finance')
@Controller('admin/reports')
export class ReportAdminController {
  constructor(
    private readonly reports: ReportQuery,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get(':name')
  @ApiOperation({ summary: '一份报表,按北京时间的天;format=csv 为文件' })
  @ApiParam({ name: 'name', enum: REPORTS })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ type: ReportAnswer })
  async one(
    @Param('name', ReportNamePipe) name: ReportName,
    @Query() { from, to, format }: ReportDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportAnswer | StreamableFile | string> {
    const range = dayRange({ from, to }, beijingDay(this.clock.now()));
    const report = await this.reports.of(name, range);
    return format === 'csv'
      ? sendCsv(reply, `${name}-${range.from}-${range.to}.csv`, reportCsv(report))
      : { from: range.from, to: range.to, ...report };
  }
}
