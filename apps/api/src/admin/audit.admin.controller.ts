import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength } from 'class-validator';

import { AuditView } from '../audit/audit.dto.js';
import { AuditQuery } from '../audit/audit.query.js';
import { AUDIT_ACTS, type AuditAct } from '../audit/audit.rule.js';
import { ApiPage } from '../platform/answer.dto.js';
import { Staff } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IsInstant, IsKeptText } from '../platform/validation.js';
import { inOrder, instant } from './range.wire.js';

export class AuditFilterDto extends PageQuery {
  @ApiPropertyOptional({ description: '用户名' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 150 })
  staff?: string;

  @ApiPropertyOptional({ enum: AUDIT_ACTS })
  @IsOptional()
  @IsIn(AUDIT_ACTS)
  act?: AuditAct;

  @ApiPropertyOptional({ description: '订单号、退款号,或原因中的文字' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 128 })
  q?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  from?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  to?: string;
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff('support', 'finance')
@Controller('admin/audit')
export class AuditAdminController {
  constructor(private readonly audit: AuditQuery) {}

  @Get()
  @ApiOperation({ summary: '工作人员做过什么,新的在前' })
  @ApiPage(AuditView)
  list(@Query() dto: AuditFilterDto): Promise<Page<AuditView>> {
    const [from, to] = inOrder('from', instant(dto.from), instant(dto.to));
    return this.audit.list({ staff: dto.staff, act: dto.act, q: dto.q, from, to }, dto);
  }
}
