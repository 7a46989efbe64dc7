import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { InvariantService } from './invariant.service.js';
import { InvariantSweepJob } from './invariant.sweep.job.js';

@Module({ imports: [AlertModule], providers: [InvariantService, InvariantSweepJob], exports: [InvariantService] })
export class InvariantModule {}
