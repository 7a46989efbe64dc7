import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { isISO8601, registerDecorator, ValidateIf, type ValidationOptions } from 'class-validator';

import { fenFromRequest } from './amount.js';
import { AppError, type FieldFault, fieldFault } from './app-error.js';
import type { FieldFaultCode } from '@luffy/contracts';
import { beijingInstant } from './beijing.js';

/** What a rule says when it is broken, for its options. `values` fill the word's slots. */
export const says = (code: FieldFaultCode, values: Readonly<Record<string, number>> = {}): ValidationOptions => {
  const { msg } = fieldFault('', code, values);
  return { message: msg, context: { code, values } };
};

/** Whether people can type it and PostgreSQL can keep it as it is: no U+0000, no half of a surrogate pair. */
const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Text that is kept exactly as sent, measured in characters as a person counts them (code points), never blank. */
export function IsKeptText(bounds: { min: number; max: number }, options: ValidationOptions = {}): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isKeptText',
      target: target.constructor,
      propertyName: String(property),
      options: { ...says('TEXT_LENGTH', bounds), ...options },
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
      options: says('AMOUNT_FORM'),
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
      options: says('INSTANT_FORM'),
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
      options: says('DAY_FORM'),
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

const HAN = /\p{Script=Han}/u;

/** The framework's rules, by what they are called in its refusals. */
const CODE_OF_RULE: Readonly<Record<string, FieldFaultCode>> = {
  whitelistValidation: 'UNKNOWN_FIELD',
  isString: 'TEXT',
  maxLength: 'TEXT_TOO_LONG',
  isInt: 'WHOLE_NUMBER',
  min: 'TOO_SMALL',
  max: 'TOO_LARGE',
  isIn: 'NOT_OFFERED',
  isArray: 'LIST',
  arrayNotEmpty: 'NOTHING_CHOSEN',
  arrayMaxSize: 'TOO_MANY',
  arrayUnique: 'REPEATED',
};

function faultsOf(error: ValidationError, prefix: string): FieldFault[] {
  const field = prefix + error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]): FieldFault => {
    const said = error.contexts?.[rule] as { code: FieldFaultCode; values: Record<string, number> } | undefined;
    const fault = fieldFault(field, said?.code ?? CODE_OF_RULE[rule] ?? 'MALFORMED', said?.values);
    // A rule that has a sentence of its own here knows more than the catalogue; the framework's are in English.
    return HAN.test(message) ? { ...fault, msg: message } : fault;
  });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}
