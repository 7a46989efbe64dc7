import { Controller, Get, Injectable, Param, type PipeTransform, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

import { ApiPage } from '../platform/answer.dto.js';
import { AppError } from '../platform/app-error.js';
import { Staff } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { QueueItemView, QueuesAnswer } from '../queue/queue.dto.js';
import { QueueQuery } from '../queue/queue.query.js';
import { isQueue, type QueueName, QUEUES } from '../queue/queue.rule.js';

@Injectable()
class QueuePipe implements PipeTransform<string, QueueName> {
  transform(text: string): QueueName {
    if (!isQueue(text)) throw new AppError('NOT_FOUND');
    return text;
  }
}

@ApiTags('admin')
@ApiBearerAuth()
@Staff()
@Controller('admin/queues')
export class QueueAdminController {
  constructor(private readonly queues: QueueQuery) {}

  @Get()
  @ApiOperation({ summary: '等待处理的事:每类有多少,最早的从何时起' })
  @ApiOkResponse({ type: QueuesAnswer })
  async counts(): Promise<QueuesAnswer> {
    return { queues: await this.queues.counts() };
  }

  @Get(':name')
  @ApiOperation({ summary: '一类等待处理的事,早的在前' })
  @ApiParam({ name: 'name', enum: QUEUES })
  @ApiPage(QueueItemView)
  list(@Param('name', QueuePipe) name: QueueName, @Query() page: PageQuery): Promise<Page<QueueItemView>> {
    return this.queues.list(name, page);
  }
}
