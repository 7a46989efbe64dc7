import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { EnrolmentView } from './enrolment.dto.js';
import { EnrolmentService } from './enrolment.service.js';

@ApiTags('enrolment')
@ApiBearerAuth()
@Student()
@Controller('enrolment')
export class EnrolmentController {
  constructor(private readonly enrolments: EnrolmentService) {}

  @Get()
  @ApiOperation({ summary: '我可以学习的课程' })
  @ApiPage(EnrolmentView)
  list(@CurrentUser() user: Identity, @Query() page: PageQuery): Promise<Page<EnrolmentView>> {
    return this.enrolments.list(user.id, page);
  }
}
