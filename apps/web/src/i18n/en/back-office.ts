import { notifyBenchWords } from './back-office/notify-bench.js';
import { queuesWords } from './back-office/queues.js';
import { recordsWords } from './back-office/records.js';
import { actsWords } from './back-office/acts.js';
import { ordersWords } from './back-office/orders.js';
import { shellWords } from './back-office/shell.js';
import type { BackOfficeMessages } from '../zh-CN/back-office.js';

export const backOffice: BackOfficeMessages = {
  ...shellWords,
  ...ordersWords,
  ...actsWords,
  ...queuesWords,
  ...recordsWords,
  ...notifyBenchWords,
};
