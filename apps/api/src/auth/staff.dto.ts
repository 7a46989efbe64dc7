import { STAFF_ROLES, type StaffRole } from '@luffy/contracts';
import { ApiProperty, PickType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import type { User } from '../user/user.entity.js';
import { RegisterDto } from './auth.dto.js';

const ROLES = { enum: STAFF_ROLES, isArray: true };
const UNKNOWN_ROLE = { each: true, message: `角色应为 ${STAFF_ROLES.join('、')}` };

export class SetRolesDto {
  @ApiProperty({ ...ROLES, description: '空列表:不再是工作人员' })
  @IsArray()
  @ArrayMaxSize(STAFF_ROLES.length)
  @ArrayUnique()
  @IsIn(STAFF_ROLES, UNKNOWN_ROLE)
  roles: StaffRole[];
}

export class CreateStaffDto extends PickType(RegisterDto, ['username', 'password']) {
  @ApiProperty(ROLES)
  @IsArray()
  @ArrayNotEmpty({ message: '请至少选择一个角色' })
  @ArrayMaxSize(STAFF_ROLES.length)
  @ArrayUnique()
  @IsIn(STAFF_ROLES, UNKNOWN_ROLE)
  roles: StaffRole[];
}

export class StaffView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() username: string;
  @ApiProperty() is_staff: boolean;
  @ApiProperty(ROLES) roles: StaffRole[];
  @ApiProperty() created_time: Date;
}

export class StaffAnswer extends Answer {
  @ApiProperty() user: StaffView;
}

export const staffView = (user: User): StaffView => ({
  id: user.id,
  username: user.username,
  is_staff: user.isStaff,
  roles: user.roles,
  created_time: user.createdTime,
});
