import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

import { Staff } from '../platform/identity.js';
import { StatementAnswer } from '../statement/statement.dto.js';
import { StatementService } from '../statement/statement.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('finance')
@Controller('admin/statements')
export class StatementAdminController {
  constructor(private readonly statements: StatementService) {}

  @Get(':month')
  @ApiOperation({ summary: '一个月的账与每天的账单:两边的合计、差额与解释差额的差异' })
  @ApiParam({ name: 'month', example: '2026-11' })
  @ApiOkResponse({ type: StatementAnswer })
  one(@Param('month') month: string): Promise<StatementAnswer> {
    return this.statements.look(month);
  }
}
