import { actsWords } from './back-office/acts.js';
import { ordersWords } from './back-office/orders.js';
import { reportsWords } from './back-office/reports.js';
import { shellWords } from './back-office/shell.js';
import type { BackOfficeMessages } from '../zh-CN/back-office.js';

export const backOffice: BackOfficeMessages = {
  ...shellWords,
  ...ordersWords,
  ...actsWords,
  ...reportsWords,
};
