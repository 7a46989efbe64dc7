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
      {
        path: 'courses',
        name: 'admin-courses',
        component: () => import('../admin/catalogue/CourseDeskPage.vue'),
        meta: { titleKey: 'courseDesk.title' },
      },
      {
        path: 'courses/new',
        name: 'admin-course-new',
        component: () => import('../admin/catalogue/CourseFormPage.vue'),
        meta: { titleKey: 'courseForm.addTitle' },
      },
      {
        path: String.raw`courses/:id([1-9]\d{0,14})`,
        name: 'admin-course',
        component: () => import('../admin/catalogue/CourseFormPage.vue'),
        meta: { titleKey: 'courseForm.title' },
      },
      {
        path: 'coupons',
        name: 'admin-coupons',
        component: () => import('../admin/catalogue/CouponDeskPage.vue'),
        meta: { titleKey: 'couponDesk.title' },
      },
      {
        path: 'coupons/new',
        name: 'admin-coupon-new',
        component: () => import('../admin/catalogue/CouponFormPage.vue'),
        meta: { titleKey: 'couponForm.title' },
      },
      {
        path: 'staff',
        name: 'admin-staff',
        component: () => import('../admin/staff/StaffPage.vue'),
        meta: { titleKey: 'team.title' },
      },
    ],
  },
];
