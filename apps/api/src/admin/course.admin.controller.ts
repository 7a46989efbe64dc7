import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import {
  CoursePriceView,
  StaffCourseActAnswer,
  StaffCourseAnswer,
  StaffCourseView,
} from '../catalogue/course-desk.dto.js';
import { CourseDeskQuery } from '../catalogue/course-desk.query.js';
import { ApiPage } from '../platform/answer.dto.js';
import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { type Page, PageQuery } from '../platform/paging.js';
import { IdPipe } from '../platform/path.js';
import { Does } from './act.dto.js';
import { ChangeCourseDto, CourseDeskDto, CreateCourseDto, deskFilterOf } from './course.admin.dto.js';
import { StaffCourseService } from './staff-course.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Staff('catalogue')
@Controller('admin/courses')
export class CourseAdminController {
  constructor(
    private readonly query: CourseDeskQuery,
    private readonly courses: StaffCourseService,
  ) {}

  @Get()
  @ApiOperation({ summary: '所有课程,在售的和下架的' })
  @ApiPage(StaffCourseView)
  list(@Query() dto: CourseDeskDto): Promise<Page<StaffCourseView>> {
    return this.query.list(deskFilterOf(dto), dto.sort ?? '-created', dto);
  }

  @Get(':id')
  @ApiOperation({ summary: '一门课程的全部,包括正文' })
  @ApiOkResponse({ type: StaffCourseAnswer })
  async one(@Param('id', IdPipe) id: number): Promise<StaffCourseAnswer> {
    return { course: await this.query.one(id) };
  }

  @Get(':id/prices')
  @ApiOperation({ summary: '它从什么时候起卖多少钱,新的在前' })
  @ApiPage(CoursePriceView)
  prices(@Param('id', IdPipe) id: number, @Query() page: PageQuery): Promise<Page<CoursePriceView>> {
    return this.query.prices(id, page);
  }

  @Post()
  @Does('新建课程;不说就是下架的', StaffCourseActAnswer)
  create(
    @CurrentStaff() staff: StaffMember,
    @Body() dto: CreateCourseDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<StaffCourseActAnswer> {
    return this.courses.create(staff, dto, key);
  }

  @Post(':id')
  @Does('修改课程:只改说到的;已下的订单不变', StaffCourseActAnswer)
  change(
    @CurrentStaff() staff: StaffMember,
    @Param('id', IdPipe) id: number,
    @Body() dto: ChangeCourseDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<StaffCourseActAnswer> {
    return this.courses.change(staff, id, dto, key);
  }
}
