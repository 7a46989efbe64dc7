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
        children: [orderOver('admin-alert-order', `orders/${NO}`)],
      },
      {
        path: 'audit',
        name: 'admin-audit',
        component: () => import('../admin/records/AuditPage.vue'),
        meta: { titleKey: 'audit.heading', roles: ['support', 'finance'] },
        children: [orderOver('admin-audit-order', `orders/${NO}`)],
      },
      {
        path: 'notify-bench',
        name: 'admin-notify-bench',
        component: () => import('../admin/notify-bench/NotifyBenchPage.vue'),
        meta: { titleKey: 'bench.heading', roles: ['support', 'finance'] },
      },
      {
        path: 'bills',
        name: 'admin-bills',
        component: () => import('../admin/reconciliation/BillMonthPage.vue'),
        meta: { titleKey: 'bill.title' },
      },
      {
        path: 'bills/:day(20\\d\\d-\\d\\d-\\d\\d)',
        name: 'admin-bill',
        component: () => import('../admin/reconciliation/BillDayPage.vue'),
        props: (to) => ({ day: String(to.params['day']) }),
        meta: { titleKey: 'bill.title' },
      },
      {
        path: 'reports',
        name: 'admin-reports',
        component: () => import('../admin/reports/ReportPage.vue'),
        meta: { titleKey: 'reports.title' },
      },
      {
        path: 'exports',
        name: 'admin-exports',
        component: () => import('../admin/reports/ExportPage.vue'),
        meta: { titleKey: 'exports.title' },
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
