import { actsWords } from './back-office/acts.js';
import { catalogueWords } from './back-office/catalogue.js';
import { ordersWords } from './back-office/orders.js';
import { shellWords } from './back-office/shell.js';
import { teamWords } from './back-office/team.js';
import type { Shape } from '../shape.js';

/** Words only staff read; fetched when somebody enters the back office. */
export const backOffice = {
  ...shellWords,
  ...ordersWords,
  ...catalogueWords,
  ...teamWords,
  ...actsWords,
};

/** What a language must say to staff. */
export type BackOfficeMessages = Shape<typeof backOffice>;
