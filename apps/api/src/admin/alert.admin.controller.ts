import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';

import { AlertView } from '../alert/alert.dto.js';
import { AlertService } from '../alert/alert.service.js';
import { ApiPage } from '../platform/answer.dto.js';
import { Staff } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/alerts')
export class AlertAdminController {
  constructor(private readonly alerts: AlertService) {}

  @Get()
  @ApiOperation({ summary: '未处理的警报' })
  @ApiPage(AlertView)
  list(@Query() page: PageQuery): Promise<Page<AlertView>> {
    return this.alerts.open(page);
  }
}
