import type { Shape } from './shape.js';
import { accountWords } from './zh-CN/account.js';
import { checkoutWords } from './zh-CN/checkout.js';
import { zhCNErrors } from './zh-CN/errors.js';
import { zhCNFaults } from './zh-CN/faults.js';
import { learnWords } from './zh-CN/learn.js';
import { ordersWords } from './zh-CN/orders.js';
import { shellWords } from './zh-CN/shell.js';
import { shopWords } from './zh-CN/shop.js';

/** The shop's first language. Every other language has exactly these keys; a test holds them equal. */
export const zhCN = {
  ...shellWords,
  ...shopWords,
  ...checkoutWords,
  ...accountWords,
  ...ordersWords,
  ...learnWords,
  error: zhCNErrors,
  fieldFault: zhCNFaults,
};

/** What a language must say. */
export type Messages = Shape<typeof zhCN>;
