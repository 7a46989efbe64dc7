import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';

import { InvariantService } from '../invariant/invariant.service.js';
import { ApiPage } from '../platform/answer.dto.js';
import { Staff } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';

export class InvariantView {
  @ApiProperty({ example: 'I1' }) name: string;
  @ApiProperty({ type: 'integer', description: '0 为正常' }) count: number;
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/invariants')
export class InvariantAdminController {
  constructor(private readonly invariants: InvariantService) {}

  @Get()
  @ApiOperation({ summary: '账目规则的检查结果' })
  @ApiPage(InvariantView)
  async list(): Promise<Page<InvariantView>> {
    return { items: await this.invariants.count(), next_cursor: null };
  }
}
