import type { RouteRecordRaw } from 'vue-router';

/** The back office is fetched only by those who enter it. */
export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: () => import('../admin/AdminShell.vue'),
    meta: { needs: 'staff', isBackOffice: true },
    children: [
      {
        path: '',
        name: 'admin-orders',
        component: () => import('../admin/OrderListPage.vue'),
        meta: { titleKey: 'admin.title' },
      },
    ],
  },
];
