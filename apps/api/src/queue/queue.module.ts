import { Module } from '@nestjs/common';

import { QueueQuery } from './queue.query.js';

@Module({ providers: [QueueQuery], exports: [QueueQuery] })
export class QueueModule {}
