import { actsWords } from './back-office/acts.js';
import { catalogueWords } from './back-office/catalogue.js';
import { ordersWords } from './back-office/orders.js';
import { shellWords } from './back-office/shell.js';
import { teamWords } from './back-office/team.js';
import type { BackOfficeMessages } from '../zh-CN/back-office.js';

export const backOffice: BackOfficeMessages = {
  ...shellWords,
  ...ordersWords,
  ...catalogueWords,
  ...teamWords,
  ...actsWords,
};
