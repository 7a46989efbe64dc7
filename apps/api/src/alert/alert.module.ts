import { Module } from '@nestjs/common';

import { AlertService } from './alert.service.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';

@Module({
  controllers: [MessageController],
  providers: [AlertService, MessageService],
  exports: [AlertService, MessageService],
})
export class AlertModule {}
