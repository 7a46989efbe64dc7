import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { Answer, ApiPage } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import type { Page } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { MessageFilterDto, MessageView, UnreadAnswer } from './alert.dto.js';
import { MessageService } from './message.service.js';

@ApiTags('message')
@ApiBearerAuth()
@Student()
@Controller('message')
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @Get()
  @ApiOperation({ summary: '商城给我的消息' })
  @ApiPage(MessageView)
  list(@CurrentUser() user: Identity, @Query() filter: MessageFilterDto): Promise<Page<MessageView>> {
    return this.messages.list(user.id, filter.unread === undefined ? 'all' : 'unread', filter);
  }

  @Get('unread')
  @ApiOperation({ summary: '未读消息的数量' })
  @ApiOkResponse({ type: UnreadAnswer })
  async unread(@CurrentUser() user: Identity): Promise<UnreadAnswer> {
    return { count: await this.messages.unread(user.id) };
  }

  @Post('read')
  @ApiOperation({ summary: '全部标记为已读' })
  @ApiOkResponse({ type: Answer })
  readAll(@CurrentUser() user: Identity): Promise<void> {
    return this.messages.readAll(user.id);
  }

  @Post(':id/read')
  @ApiOperation({ summary: '标记为已读' })
  @ApiOkResponse({ type: Answer })
  read(@CurrentUser() user: Identity, @Param('id', IdPipe) id: number): Promise<void> {
    return this.messages.read(user.id, id);
  }
}
