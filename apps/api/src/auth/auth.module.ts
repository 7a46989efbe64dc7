import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';

import { AuditModule } from '../audit/audit.module.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { UserModule } from '../user/user.module.js';
import { AccessGuard } from './access.guard.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { StaffService } from './staff.service.js';
import { jwtOptions } from './token.js';
import { TokenService } from './token.service.js';

@Module({
  imports: [
    UserModule,
    AuditModule,
    JwtModule.registerAsync({
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => jwtOptions(config.JWT_SECRET),
    }),
  ],
  controllers: [AuthController],
  providers: [AuthService, StaffService, TokenService, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [StaffService, TokenService],
})
export class AuthModule {}
