import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IdPipe, LessonNumberPipe } from '../platform/path.js';
import { LearningAnswer, LearningView } from './learning.dto.js';
import { LearningQuery } from './learning.query.js';
import { LearningService } from './learning.service.js';

@ApiTags('learning')
@ApiBearerAuth()
@Student()
@Controller('learning')
export class LearningController {
  constructor(
    private readonly learning: LearningService,
    private readonly query: LearningQuery,
  ) {}

  @Get()
  @ApiOperation({ summary: '我在学的课程,新开通的在前' })
  @ApiPage(LearningView)
  list(@CurrentUser() user: Identity, @Query() page: PageQuery): Promise<Page<LearningView>> {
    return this.query.list(user.id, page);
  }

  @Get(':course_id')
  @ApiOperation({ summary: '我在学的一门课程' })
  @ApiOkResponse({ type: LearningAnswer })
  async one(@CurrentUser() user: Identity, @Param('course_id', IdPipe) courseId: number): Promise<LearningAnswer> {
    return { course: await this.learning.course(user, courseId) };
  }

  @Post(':course_id/lesson/:n/done')
  @ApiOperation({ summary: '这一节学完了' })
  @ApiOkResponse({ type: LearningAnswer })
  async done(
    @CurrentUser() user: Identity,
    @Param('course_id', IdPipe) courseId: number,
    @Param('n', LessonNumberPipe) n: number,
  ): Promise<LearningAnswer> {
    return { course: await this.learning.markDone(user, courseId, n) };
  }

  @Post(':course_id/lesson/:n/undone')
  @ApiOperation({ summary: '这一节还要再学' })
  @ApiOkResponse({ type: LearningAnswer })
  async undone(
    @CurrentUser() user: Identity,
    @Param('course_id', IdPipe) courseId: number,
    @Param('n', LessonNumberPipe) n: number,
  ): Promise<LearningAnswer> {
    return { course: await this.learning.markUndone(user, courseId, n) };
  }
}
