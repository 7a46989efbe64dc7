import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { type Identity, MaybeUser, Public } from '../platform/identity.js';
import { IdPipe, LessonNumberPipe } from '../platform/path.js';
import { LessonAnswer } from './learning.dto.js';
import { LearningService } from './learning.service.js';

@ApiTags('course')
@ApiBearerAuth()
@Public()
@Controller('course')
export class LessonController {
  constructor(private readonly learning: LearningService) {}

  @Get(':id/lesson/:n')
  @ApiOperation({ summary: '一节课的内容;免费的任何人可看,其余需要学习资格' })
  @ApiOkResponse({ type: LessonAnswer })
  async read(
    @MaybeUser() reader: Identity | null,
    @Param('id', IdPipe) courseId: number,
    @Param('n', LessonNumberPipe) n: number,
  ): Promise<LessonAnswer> {
    return { lesson: await this.learning.read(reader, courseId, n) };
  }
}
