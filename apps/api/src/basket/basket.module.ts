import { Module } from '@nestjs/common';

import { CourseModule } from '../course/course.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { OrderModule } from '../order/order.module.js';
import { UserModule } from '../user/user.module.js';
import { BasketController } from './basket.controller.js';
import { BasketQuery } from './basket.query.js';
import { BasketService } from './basket.service.js';

@Module({
  imports: [CourseModule, EnrolmentModule, OrderModule, UserModule],
  controllers: [BasketController],
  providers: [BasketService, BasketQuery],
})
export class BasketModule {}
