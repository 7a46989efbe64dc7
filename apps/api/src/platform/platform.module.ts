import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';

import { AppErrorFilter } from './app-error.filter.js';
import { Clock } from './clock.js';
import { APP_CONFIG, type AppConfig } from './config.js';
import { Database } from './database.js';
import { EnvelopeInterceptor } from './envelope.interceptor.js';
import { PageFallback } from './page-fallback.js';
import { SweepTicker } from './sweep.js';

@Global()
@Module({})
export class PlatformModule {
  static with(config: AppConfig, clock: Clock): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ScheduleModule.forRoot()],
      providers: [
        { provide: APP_CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        Database,
        PageFallback,
        SweepTicker,
        { provide: APP_FILTER, useClass: AppErrorFilter },
        { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
      ],
      exports: [APP_CONFIG, Clock, Database, SweepTicker],
    };
  }
}
