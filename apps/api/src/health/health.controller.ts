import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { Answer } from '../platform/answer.dto.js';
import { Database } from '../platform/database.js';
import { Public } from '../platform/identity.js';

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly db: Database) {}

  @Get('live')
  @ApiOperation({ summary: '进程在运行' })
  @ApiOkResponse({ type: Answer })
  live(): Answer {
    return {};
  }

  /** @throws AppError DATABASE_UNAVAILABLE (503), by the filter */
  @Get('ready')
  @ApiOperation({ summary: '可以接受请求:数据库有应答' })
  @ApiOkResponse({ type: Answer })
  async ready(): Promise<Answer> {
    await this.db.now();
    return {};
  }
}
