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
import type { Shape } from '../shape.js';

/** Words only staff read; fetched when somebody enters the back office. */
export const backOffice = {
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

/** What a language must say to staff. */
export type BackOfficeMessages = Shape<typeof backOffice>;
