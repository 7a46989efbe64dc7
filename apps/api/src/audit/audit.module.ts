import { Module } from '@nestjs/common';

import { AuditQuery } from './audit.query.js';
import { AuditService } from './audit.service.js';

@Module({ providers: [AuditService, AuditQuery], exports: [AuditService, AuditQuery] })
export class AuditModule {}
