import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CurrentUser, type Identity, Student } from '../platform/identity.js';
import { IdPipe } from '../platform/path.js';
import { AddedAnswer, AddToBasketDto, BasketAnswer } from './basket.dto.js';
import { BasketQuery } from './basket.query.js';
import { BasketService } from './basket.service.js';
import { wantedOf } from './basket.wire.js';

@ApiTags('basket')
@ApiBearerAuth()
@Student()
@Controller('basket')
export class BasketController {
  constructor(
    private readonly basket: BasketService,
    private readonly query: BasketQuery,
  ) {}

  @Get()
  @ApiOperation({ summary: '我的购物车' })
  @ApiOkResponse({ type: BasketAnswer })
  mine(@CurrentUser() user: Identity): Promise<BasketAnswer> {
    return this.query.of(user.id);
  }

  @Post()
  @ApiOperation({ summary: '加入购物车,也用于合并登录前的购物车' })
  @ApiOkResponse({ type: AddedAnswer })
  add(@CurrentUser() user: Identity, @Body() dto: AddToBasketDto): Promise<AddedAnswer> {
    return this.basket.add(user.id, wantedOf(dto));
  }

  @Post('seen')
  @ApiOperation({ summary: '已看到现在的价格' })
  @ApiOkResponse({ type: BasketAnswer })
  see(@CurrentUser() user: Identity): Promise<BasketAnswer> {
    return this.basket.see(user.id);
  }

  @Delete(':course_id')
  @ApiOperation({ summary: '移出购物车' })
  @ApiOkResponse({ type: BasketAnswer })
  remove(@CurrentUser() user: Identity, @Param('course_id', IdPipe) courseId: number): Promise<BasketAnswer> {
    return this.basket.remove(user.id, courseId);
  }
}
