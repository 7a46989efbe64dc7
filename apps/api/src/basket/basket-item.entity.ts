import type { Fen } from '@luffy/money';
import { Entity } from 'typeorm';

import { FenColumn, InstantColumn, KeyColumn } from '../platform/columns.js';

/** A course that a student means to buy. It stays until it is taken out or owned; placing an order does not touch it. */
@Entity('luffy_basket_item')
export class BasketItem {
  @KeyColumn() userId: number;
  @KeyColumn() courseId: number;
  /** The price the student last saw here, to tell them when it has changed. Never what they pay. */
  @FenColumn() priceSeen: Fen;
  @InstantColumn() addedAt: Date;
}
