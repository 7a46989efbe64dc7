import type { StaffRole } from '../session/session.js';
import type { IconName } from '../ui/icon-paths.js';

interface NavigationItem {
  /** Name of the route it leads to. */
  readonly to: string;
  readonly icon: IconName;
  readonly labelKey: string;
  /** Who sees it; an admin sees all. The server decides anew who may use it. */
  readonly roles: readonly StaffRole[];
}

interface NavigationGroup {
  readonly labelKey: string;
  readonly items: readonly NavigationItem[];
}

/** What the back office consists of, in the order in which it is used. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    labelKey: 'admin.groupOrders',
    items: [
      {
        to: 'admin-orders',
        icon: 'receipt',
        labelKey: 'staffOrders.heading',
        roles: ['support', 'finance', 'catalogue'],
      },
    ],
  },
  {
    labelKey: 'admin.groupMoney',
    items: [
      { to: 'admin-bills', icon: 'check-circle', labelKey: 'bill.heading', roles: ['support', 'finance', 'catalogue'] },
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
  { labelKey: 'admin.groupRecords', items: [] },
];

/** An admin may everything; others what one of their roles may. */
export const may = (mine: readonly StaffRole[], roles: readonly StaffRole[]): boolean =>
  mine.includes('admin') || mine.some((role) => roles.includes(role));

/** The groups with what somebody of these roles may use, without empty ones. */
export const navigationOf = (mine: readonly StaffRole[]): readonly NavigationGroup[] =>
  NAVIGATION.map((group) => ({ ...group, items: group.items.filter((item) => may(mine, item.roles)) })).filter(
    (group) => group.items.length > 0,
  );
