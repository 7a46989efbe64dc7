import { fenFromRequest } from '../platform/amount.js';
import type { AddToBasketDto } from './basket.dto.js';
import type { Wanted } from './basket.service.js';

/** The request in our words; the validation has passed, so a price that is given is one. */
export const wantedOf = (dto: AddToBasketDto): Wanted[] =>
  dto.courses.map(({ course_id: courseId, price_seen: seen }) => ({
    courseId,
    priceSeen: seen === undefined ? null : fenFromRequest(seen),
  }));
