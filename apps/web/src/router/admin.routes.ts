import type { RouteRecordRaw } from 'vue-router';

import { openBackOffice } from '../i18n/i18n.js';

/** One order over the page it was opened from: the page stays as it is under it. */
const orderOver = (name: string, path: string): RouteRecordRaw => ({
  path,
  name,
  component: () => import('../admin/orders/OrderDrawer.vue'),
  props: (to) => ({ no: String(to.params['no']) }),
  meta: { titleKey: 'file.title', isOver: true },
});
const NO = ':no([\\w-]{1,64})';

/** The back office, its words included, is fetched only by those who enter it. */
export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: async () => {
      await openBackOffice();
      return import('../admin/AdminShell.vue');
    },
    meta: { needs: 'staff', isBackOffice: true },
    children: [
      {
        path: '',
        name: 'admin-orders',
        component: () => import('../admin/orders/OrderListPage.vue'),
        meta: { titleKey: 'staffOrders.title' },
        children: [orderOver('admin-order', `orders/${NO}`)],
      },
      {
        path: 'refunds',
        name: 'admin-refunds',
        component: () => import('../admin/queues/RefundReviewPage.vue'),
        meta: { titleKey: 'review.heading' },
        children: [orderOver('admin-refund-order', `orders/${NO}`)],
      },
      {
        path: 'queues/:name([a-z_]{1,32})?',
        name: 'admin-queues',
        component: () => import('../admin/queues/QueuePage.vue'),
        props: true,
        meta: { titleKey: 'queue.heading' },
        children: [orderOver('admin-queue-order', `orders/${NO}`)],
      },
      {
        path: 'alerts',
        name: 'admin-alerts',
        component: () => import('../admin/records/AlertsPage.vue'),
        meta: { titleKey: 'alert.heading' },
      },
      {
        path: 'audit',
        name: 'admin-audit',
        component: () => import('../admin/records/AuditPage.vue'),
        meta: { titleKey: 'audit.heading', roles: ['support', 'finance'] },
      },
      {
        path: 'notify-bench',
        name: 'admin-notify-bench',
        component: () => import('../admin/notify-bench/NotifyBenchPage.vue'),
        meta: { titleKey: 'bench.heading', roles: ['support', 'finance'] },
      },
    ],
  },
];
