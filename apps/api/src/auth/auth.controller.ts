import { Body, Controller, Get, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CurrentUser, type Identity, Public, Student } from '../platform/identity.js';
import { LIMITS } from '../platform/rate-limit.js';
import { LoginDto, RegisterDto, SessionAnswer, UserAnswer } from './auth.dto.js';
import { AuthService, userView } from './auth.service.js';

@ApiTags('user')
@Controller('user')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Public()
  @Post('register')
  @RouteConfig(LIMITS.login)
  @ApiOperation({ summary: '注册学员账号' })
  @ApiOkResponse({ type: SessionAnswer })
  register(@Body() dto: RegisterDto): Promise<SessionAnswer> {
    return this.auth.register(dto.username, dto.password);
  }

  @Public()
  @Post('login')
  @RouteConfig(LIMITS.login)
  @ApiOperation({ summary: '登录' })
  @ApiOkResponse({ type: SessionAnswer })
  logIn(@Body() dto: LoginDto): Promise<SessionAnswer> {
    return this.auth.logIn(dto.username, dto.password);
  }

  @Student()
  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: '当前登录的用户' })
  @ApiOkResponse({ type: UserAnswer })
  me(@CurrentUser() user: Identity): UserAnswer {
    return { user: userView(user) };
  }
}
