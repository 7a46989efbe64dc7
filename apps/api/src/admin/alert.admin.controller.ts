import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';

import { AlertView } from '../alert/alert.dto.js';
import { ALERT_STATES, type AlertFilter, AlertQuery } from '../alert/alert.query.js';
import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { IsKeptText } from '../platform/validation.js';
import { ActPreviewAnswer, AlertActAnswer, Does, Foresees, ReasonDto, ReasonPreviewDto } from './act.dto.js';
import { StaffAlertService } from './staff-alert.service.js';

export class AlertFilterDto extends PageQuery {
  @ApiPropertyOptional({ example: 'refund_failed' })
  @IsOptional()
  @Matches(/^[a-z_]{1,48}$/)
  kind?: string;

  @ApiPropertyOptional({ description: '警报说的号码,或其中的订单号' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 128 })
  q?: string;

  @ApiPropertyOptional({ enum: ALERT_STATES, default: 'open' })
  @IsOptional()
  @IsIn(ALERT_STATES)
  state?: AlertFilter['state'];
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/alerts')
export class AlertAdminController {
  constructor(
    private readonly alerts: AlertQuery,
    private readonly acts: StaffAlertService,
  ) {}

  @Get()
  @ApiOperation({ summary: '警报,缺省为未处理的' })
  @ApiPage(AlertView)
  list(@Query() filter: AlertFilterDto): Promise<Page<AlertView>> {
    return this.alerts.list({ kind: filter.kind, q: filter.q, state: filter.state ?? 'open' }, filter);
  }

  @Post(':id/clear')
  @Staff('support', 'finance')
  @Does('警报已处理', AlertActAnswer)
  clear(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<AlertActAnswer> {
    return this.acts.clear(staff, id, dto, key);
  }

  @Post(':id/clear/preview')
  @Staff('support', 'finance')
  @Foresees(ActPreviewAnswer)
  previewClear(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() _: ReasonPreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, id);
  }
}
