import { notifyBenchWords } from './back-office/notify-bench.js';
import { queuesWords } from './back-office/queues.js';
import { recordsWords } from './back-office/records.js';
import { actsWords } from './back-office/acts.js';
import { billsWords } from './back-office/bills.js';
import { catalogueWords } from './back-office/catalogue.js';
import { ordersWords } from './back-office/orders.js';
import { reportsWords } from './back-office/reports.js';
import { shellWords } from './back-office/shell.js';
import { teamWords } from './back-office/team.js';
import type { BackOfficeMessages } from '../zh-CN/back-office.js';

export const backOffice: BackOfficeMessages = {
  ...shellWords,
  ...ordersWords,
  ...billsWords,
  ...catalogueWords,
  ...teamWords,
  ...actsWords,
  ...reportsWords,
  ...queuesWords,
  ...recordsWords,
  ...notifyBenchWords,
};
