import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Fen } from '@luffy/money';

import { DESK_SORTS, type DeskFilter, type DeskSort } from '../catalogue/course-desk.query.js';
import { COURSE_STATUS } from '../course/course.entity.js';
import type { CourseTerms } from '../course/course.rule.js';
import { fenFromRequest } from '../platform/amount.js';
import { PageQuery } from '../platform/paging.js';
import { AsInteger, IfGiven, IsKeptText, IsYuan } from '../platform/validation.js';
import { REASON } from './act.dto.js';

const YUAN = { oneOf: [{ type: 'string' as const }, { type: 'number' as const }], example: '99.00' };
const STATUS = { type: 'integer' as const, enum: [0, 1], description: '0 下架 1 在售' };
const PRICES = ['free', 'paid'] as const;

export class CourseDeskDto extends PageQuery {
  @ApiPropertyOptional({ description: '课程名或老师中的一段文字,或课程编号' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 50 })
  q?: string;

  @ApiPropertyOptional(STATUS)
  @IsOptional()
  @AsInteger()
  @IsIn(Object.values(COURSE_STATUS))
  status?: number;

  @ApiPropertyOptional({ enum: PRICES })
  @IsOptional()
  @IsIn(PRICES)
  price?: (typeof PRICES)[number];

  @ApiPropertyOptional({ enum: DESK_SORTS, default: '-created' })
  @IsOptional()
  @IsIn(DESK_SORTS)
  sort?: DeskSort;
}

export class LessonDto {
  @ApiProperty({ maxLength: 100 }) @IsKeptText({ min: 1, max: 100 }) title: string;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(600) minutes: number;
  @ApiProperty({ description: '可以免费试看' }) @IsBoolean() free: boolean;
  @ApiPropertyOptional({ maxLength: 20_000, description: '正文:段落之间空一行' })
  @IfGiven()
  @IsKeptText({ min: 1, max: 20_000 })
  content?: string;
}

export class CreateCourseDto {
  @ApiProperty({ maxLength: 150 }) @IsKeptText({ min: 1, max: 150 }) name: string;
  @ApiProperty({ ...YUAN, description: '现价;0 为免费' }) @IsYuan() price: string | number;
  @ApiProperty({ ...YUAN, description: '原价,不低于现价' }) @IsYuan() original_price: string | number;
  @ApiPropertyOptional({ maxLength: 2000 }) @IfGiven() @IsKeptText({ min: 1, max: 2000 }) brief?: string;
  @ApiPropertyOptional({ maxLength: 64 }) @IfGiven() @IsKeptText({ min: 1, max: 64 }) teacher?: string;
  @ApiPropertyOptional({ ...STATUS, default: 0 }) @IfGiven() @IsIn(Object.values(COURSE_STATUS)) status?: number;
  @ApiPropertyOptional({ type: 'integer', default: 7, description: '付款后多少天内可以申请退款' })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(365)
  refund_days?: number;
  @ApiPropertyOptional({ type: [LessonDto], description: '完整的大纲:替换原有的' })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LessonDto)
  lessons?: LessonDto[];
  @ApiPropertyOptional(REASON) @IfGiven() @IsKeptText({ min: 3, max: 256 }) reason?: string;
}

/** What is left out stays as it is; null is not left out. */
export class ChangeCourseDto extends PartialType(OmitType(CreateCourseDto, ['reason']), { skipNullProperties: false }) {
  @ApiProperty(REASON) @IsKeptText({ min: 3, max: 256 }) reason: string;
}

export const deskFilterOf = ({ q, status, price }: CourseDeskDto): DeskFilter => ({ q, status, price });

/** What was said of the course, in our words; nothing where nothing was said. */
export function saidOf(dto: Partial<CreateCourseDto>): Partial<CourseTerms> {
  const said: { [Term in keyof CourseTerms]: CourseTerms[Term] | undefined } = {
    name: dto.name,
    price: fenOf(dto.price),
    originalPrice: fenOf(dto.original_price),
    brief: dto.brief,
    teacher: dto.teacher,
    status: dto.status,
    refundDays: dto.refund_days,
    lessons: dto.lessons?.map(({ title, minutes, free, content }) => ({
      title,
      minutes,
      free,
      ...(content === undefined ? {} : { content }),
    })),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** A course begins off sale, so that nobody buys what is half written. */
export const termsOf = (dto: CreateCourseDto): CourseTerms =>
  ({
    brief: '',
    teacher: '',
    status: COURSE_STATUS.offSale,
    refundDays: 7,
    lessons: [],
    ...saidOf(dto),
  }) as CourseTerms;

const fenOf = (value: string | number | undefined): Fen | undefined => fenFromRequest(value) ?? undefined;
