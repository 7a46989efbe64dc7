import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { type Identity, MaybeUser, Public } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { CourseAnswer, CourseFilterDto, CourseView } from './catalogue.dto.js';
import { CatalogueQuery } from './catalogue.query.js';

@ApiTags('course')
@ApiBearerAuth()
@Public()
@Controller('course')
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueQuery) {}

  @Get()
  @ApiOperation({ summary: '在售课程:可以搜索、筛选、排序' })
  @ApiPage(CourseView)
  list(@MaybeUser() user: Identity | null, @Query() filter: CourseFilterDto): Promise<Page<CourseView>> {
    return this.catalogue.list(user, filter);
  }

  @Get(':id')
  @ApiOperation({ summary: '一门课程' })
  @ApiOkResponse({ type: CourseAnswer })
  async one(@MaybeUser() user: Identity | null, @Param('id', IdPipe) id: number): Promise<CourseAnswer> {
    return { course: await this.catalogue.one(user, id) };
  }
}
