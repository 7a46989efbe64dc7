import { Module } from '@nestjs/common';

import { AlertQuery } from './alert.query.js';
import { AlertService } from './alert.service.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';

@Module({
  controllers: [MessageController],
  providers: [AlertService, AlertQuery, MessageService],
  exports: [AlertService, AlertQuery, MessageService],
})
export class AlertModule {}
