import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';

import { AlertView } from '../alert/alert.dto.js';
import { ALERT_STATES, type AlertFilter, AlertQuery } from '../alert/alert.query.js';
import { ApiPage } from '../platform/answer.dto.js';
import { Staff } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IsKeptText } from '../platform/validation.js';

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
  constructor(private readonly alerts: AlertQuery) {}

  @Get()
  @ApiOperation({ summary: '警报,缺省为未处理的' })
  @ApiPage(AlertView)
  list(@Query() filter: AlertFilterDto): Promise<Page<AlertView>> {
    return this.alerts.list({ kind: filter.kind, q: filter.q, state: filter.state ?? 'open' }, filter);
  }
}
