import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches, MaxLength } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { says } from '../platform/validation.js';

/** What a password must be when it is chosen; any text may be tried as one. */
const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ minLength: 8, maxLength: 128 }), IsString(), Length(8, 128, says('PASSWORD_LENGTH')));

const IsTriedPassword = (): PropertyDecorator => applyDecorators(ApiProperty(), IsString(), MaxLength(128));

export class RegisterDto {
  @ApiProperty({ description: '3 到 32 个字母、数字、汉字或 _ . @ -', example: 'xiaoming' })
  @IsString()
  @Matches(/^[\p{L}\p{N}_.@-]{3,32}$/u, says('USERNAME_FORM'))
  username: string;

  @IsNewPassword()
  password: string;
}

export class LoginDto {
  @ApiProperty({ example: 'student' })
  @IsString()
  @MaxLength(150)
  username: string;

  @IsTriedPassword()
  password: string;
}

export class ChangePasswordDto {
  @IsTriedPassword()
  old_password: string;

  @IsNewPassword()
  new_password: string;
}

export class UserView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() username: string;
  @ApiProperty() is_staff: boolean;
  @ApiProperty({ type: [String], example: ['admin'] }) roles: readonly string[];
  @ApiProperty() created_time: Date;
}

export class UserAnswer extends Answer {
  @ApiProperty() user: UserView;
}

export class SessionAnswer extends UserAnswer {
  @ApiProperty({ description: '放入 Authorization: jwt <token>' }) token: string;
}
