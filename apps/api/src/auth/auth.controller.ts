import { Body, Controller, Get, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { CurrentUser, type Identity, Public, Student } from '../platform/identity.js';
import { LIMITS } from '../platform/rate-limit.js';
import { ChangePasswordDto, LoginDto, RegisterDto, SessionAnswer, UserAnswer } from './auth.dto.js';
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

  @Student()
  @Post('password')
  @RouteConfig(LIMITS.login)
  @ApiBearerAuth()
  @ApiOperation({ summary: '修改密码;其他设备上的登录随之失效' })
  @ApiOkResponse({ type: SessionAnswer })
  changePassword(@CurrentUser() user: Identity, @Body() dto: ChangePasswordDto): Promise<SessionAnswer> {
    return this.auth.changePassword(user, dto);
  }

  @Student()
  @Post('logout-everywhere')
  @ApiBearerAuth()
  @ApiOperation({ summary: '在所有设备上退出登录,包括这一台' })
  @ApiOkResponse({ type: Answer })
  logOutEverywhere(@CurrentUser() user: Identity): Promise<Answer> {
    return this.auth.logOutEverywhere(user);
  }
}
