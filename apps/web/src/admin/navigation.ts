import type { QueueName } from '../api/staff/queues.api.js';
import type { StaffRole } from '../session/session.js';
import type { IconName } from '../ui/icon-paths.js';

export interface NavigationItem {
  /** Name of the route it leads to. */
  readonly to: string;
  readonly icon: IconName;
  readonly labelKey: string;
  /** Who sees it; an admin sees all. The server decides anew who may use it. */
  readonly roles: readonly StaffRole[];
  /** What waits there is counted beside it. */
  readonly queues?: readonly QueueName[];
}

interface NavigationGroup {
  readonly labelKey: string;
  readonly items: readonly NavigationItem[];
}

const ANY: readonly StaffRole[] = ['support', 'finance', 'catalogue'];
const BOOKS: readonly StaffRole[] = ['support', 'finance'];

/** Queues that have a page of their own count there. */
const REST_OF_QUEUES: readonly QueueName[] = [
  'unknown_payments',
  'unknown_refunds',
  'late_payments',
  'duplicate_payments',
  'suspicious',
  'paid_without_access',
  'broken_invariants',
];

/** What the back office consists of, in the order in which it is used. */
const NAVIGATION: readonly NavigationGroup[] = [
  {
    labelKey: 'admin.groupOrders',
    items: [
      { to: 'admin-orders', icon: 'receipt', labelKey: 'staffOrders.heading', roles: ANY },
      { to: 'admin-refunds', icon: 'undo', labelKey: 'review.heading', roles: BOOKS, queues: ['refund_requests'] },
      { to: 'admin-queues', icon: 'hourglass', labelKey: 'queue.heading', roles: BOOKS, queues: REST_OF_QUEUES },
      { to: 'admin-alerts', icon: 'bell', labelKey: 'alert.heading', roles: BOOKS, queues: ['open_alerts'] },
    ],
  },
  {
    labelKey: 'admin.groupMoney',
    items: [
      { to: 'admin-bills', icon: 'check-circle', labelKey: 'bill.heading', roles: ANY, queues: ['bill_differences'] },
      { to: 'admin-reports', icon: 'chart', labelKey: 'reports.heading', roles: ['support', 'finance'] },
      { to: 'admin-exports', icon: 'download', labelKey: 'exports.heading', roles: ['finance'] },
    ],
  },
  {
    labelKey: 'admin.groupShop',
    items: [
      { to: 'admin-courses', icon: 'book', labelKey: 'courseDesk.heading', roles: ['catalogue'] },
      { to: 'admin-coupons', icon: 'ticket', labelKey: 'couponDesk.heading', roles: ['catalogue'] },
      { to: 'admin-staff', icon: 'users', labelKey: 'team.heading', roles: ['admin'] },
    ],
  },
  {
    labelKey: 'admin.groupRecords',
    items: [
      { to: 'admin-audit', icon: 'book', labelKey: 'audit.heading', roles: BOOKS },
      { to: 'admin-notify-bench', icon: 'shield', labelKey: 'bench.heading', roles: BOOKS },
    ],
  },
];

/** An admin may everything; others what one of their roles may. */
export const may = (mine: readonly StaffRole[], roles: readonly StaffRole[]): boolean =>
  mine.includes('admin') || mine.some((role) => roles.includes(role));

/** The groups with what somebody of these roles may use, without empty ones. */
export const navigationOf = (mine: readonly StaffRole[]): readonly NavigationGroup[] =>
  NAVIGATION.map((group) => ({ ...group, items: group.items.filter((item) => may(mine, item.roles)) })).filter(
    (group) => group.items.length > 0,
  );
