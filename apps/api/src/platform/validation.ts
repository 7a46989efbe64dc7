import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { isISO8601, registerDecorator, ValidateIf, type ValidationOptions } from 'class-validator';

import { fenFromRequest } from './amount.js';
import { AppError, type FieldFault } from './app-error.js';
import { beijingInstant } from './beijing.js';

/** Whether people can type it and PostgreSQL can keep it as it is: no U+0000, no half of a surrogate pair. */
const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Text that is kept exactly as sent, measured in characters as a person counts them (code points), never blank. */
export function IsKeptText(bounds: { min: number; max: number }, options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isKeptText',
      target: target.constructor,
      propertyName: String(property),
      options: { message: `应为 ${bounds.min} 到 ${bounds.max} 个字符的文字`, ...options },
      validator: {
        validate(value: unknown): boolean {
          if (typeof value !== 'string' || !isKeepable(value) || value.trim() === '') return false;
          const length = [...value].length;
          return length >= bounds.min && length <= bounds.max;
        },
      },
    });
}

/** An amount in yuan, as text or as a JSON number. */
export function IsYuan(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isYuan',
      target: target.constructor,
      propertyName: String(property),
      options: { message: '金额应为不超过两位小数的非负数' },
      validator: { validate: (value: unknown) => fenFromRequest(value) !== null },
    });
}

/** A field that may be left out, but not given as null. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A full instant: a date without a zone would mean another day in another place. */
export function IsInstant(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isInstant',
      target: target.constructor,
      propertyName: String(property),
      options: { message: '应为带时区的 ISO 8601 时间' },
      validator: {
        validate: (value: unknown) =>
          isISO8601(value, { strict: true, strictSeparator: true }) && /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(String(value)),
      },
    });
}

/** A day of Beijing, `yyyy-MM-dd`, of this century. */
export function IsDay(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isDay',
      target: target.constructor,
      propertyName: String(property),
      options: { message: '应为 yyyy-MM-dd 的日期' },
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && value.startsWith('20') && beijingInstant(value) !== null,
      },
    });
}

/** A whole number in a query, where everything is text. What is none stays text and is refused by what follows. */
export const AsInteger = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );

/** A path's text stays text until its own pipe reads it: `+"0x1"` is a number to the framework, and to nobody else. */
class FormPipe extends ValidationPipe {
  protected override transformPrimitive(value: unknown): unknown {
    return value;
  }
}

/** The edge of the product: unknown fields are refused, and every fault is told with the field it belongs to. */
export const validationPipe = (): ValidationPipe =>
  new FormPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) =>
      new AppError('VALIDATION', { fields: errors.flatMap((error) => faultsOf(error, '')) }),
  });

function faultsOf(error: ValidationError, prefix: string): FieldFault[] {
  const field = prefix + error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    msg: rule === 'whitelistValidation' ? '不认识的字段' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}
