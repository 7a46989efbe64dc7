import { actsWords } from './back-office/acts.js';
import { ordersWords } from './back-office/orders.js';
import { reportsWords } from './back-office/reports.js';
import { shellWords } from './back-office/shell.js';
import type { Shape } from '../shape.js';

/** Words only staff read; fetched when somebody enters the back office. */
export const backOffice = {
  ...shellWords,
  ...ordersWords,
  ...actsWords,
  ...reportsWords,
};

/** What a language must say to staff. */
export type BackOfficeMessages = Shape<typeof backOffice>;
