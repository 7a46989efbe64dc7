import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CreateStaffDto, SetRolesDto, StaffAnswer, StaffView } from '../auth/staff.dto.js';
import { StaffService } from '../auth/staff.service.js';
import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('admin')
@Controller('admin/staff')
export class StaffAdminController {
  constructor(private readonly staff: StaffService) {}

  @Get()
  @ApiOperation({ summary: '工作人员,新的在前' })
  @ApiPage(StaffView)
  list(@Query() page: PageQuery): Promise<Page<StaffView>> {
    return this.staff.list(page);
  }

  @Post()
  @ApiOperation({ summary: '新建工作人员账号' })
  @ApiOkResponse({ type: StaffAnswer })
  async create(@CurrentStaff() staff: StaffMember, @Body() dto: CreateStaffDto): Promise<StaffAnswer> {
    return { user: await this.staff.create(staff, dto) };
  }

  @Post(':id/roles')
  @ApiOperation({ summary: '更改一个账号的角色' })
  @ApiOkResponse({ type: StaffAnswer })
  async setRoles(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: SetRolesDto,
  ): Promise<StaffAnswer> {
    return { user: await this.staff.setRoles(staff, id, dto.roles) };
  }
}
