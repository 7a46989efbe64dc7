import { accountWords } from './en/account.js';
import { checkoutWords } from './en/checkout.js';
import { enErrors } from './en/errors.js';
import { enFaults } from './en/faults.js';
import { learnWords } from './en/learn.js';
import { ordersWords } from './en/orders.js';
import { shellWords } from './en/shell.js';
import { shopWords } from './en/shop.js';
import type { Messages } from './zh-CN.js';

export const en: Messages = {
  ...shellWords,
  ...shopWords,
  ...checkoutWords,
  ...accountWords,
  ...ordersWords,
  ...learnWords,
  error: enErrors,
  fieldFault: enFaults,
};
