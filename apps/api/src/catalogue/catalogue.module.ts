import { Module } from '@nestjs/common';

import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { CatalogueController } from './catalogue.controller.js';
import { CatalogueQuery } from './catalogue.query.js';

@Module({ imports: [EnrolmentModule], controllers: [CatalogueController], providers: [CatalogueQuery] })
export class CatalogueModule {}
