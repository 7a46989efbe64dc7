import type { RouteRecordRaw } from 'vue-router';

import { openBackOffice } from '../i18n/i18n.js';

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
      },
    ],
  },
];
