import { Injectable, type PipeTransform } from '@nestjs/common';

import { AppError } from './app-error.js';
import { beijingInstant } from './beijing.js';

/** An identity in a path. What cannot be one names nothing: 404. */
@Injectable()
export class IdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9][0-9]{0,14}$/.test(text)) throw new AppError('NOT_FOUND');
    return Number(text);
  }
}

/** The number of a lesson in a path, from 1 on; whether the course has that many is for the course to say. */
@Injectable()
export class LessonNumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new AppError('LESSON_NOT_FOUND');
    return Number(text);
  }
}

/** Alipay's form of an out_trade_no: letters, digits, underscore (and the hyphen that older shops used), at most 64. */
const OUT_TRADE_NO = /^[0-9A-Za-z_-]{1,64}$/;

export const isOutTradeNo = (text: unknown): text is string => typeof text === 'string' && OUT_TRADE_NO.test(text);

/** A channel's own number of a trade, as long as our column for it: Alipay's has 28 digits. */
export const isTradeNo = (text: string): boolean => /^[\x21-\x7e]{1,64}$/.test(text);

/** An order or payment number in a path. */
@Injectable()
export class OutTradeNoPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isOutTradeNo(text)) throw new AppError('ORDER_NOT_FOUND');
    return text;
  }
}

/** A day of Beijing in a path, `yyyy-MM-dd`. What is none names nothing: 404. */
@Injectable()
export class DayPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!beijingInstant(text)) throw new AppError('NOT_FOUND');
    return text;
  }
}
