import type { RouteRecordRaw } from 'vue-router';

import type { StaffRole } from '../session/session.js';

declare module 'vue-router' {
  interface RouteMeta {
    /** Text key of the tab's title. */
    titleKey?: string;
    /** Who may enter; anyone when absent. */
    needs?: 'login' | 'staff';
    /** Log-in and sign-up: they carry `next` on instead of becoming it. */
    isEntry?: true;
    isBackOffice?: true;
    /** Of the staff only these, and admins. */
    roles?: readonly StaffRole[];
    /** It lies over the page that is its parent: coming and going is no change of page. */
    isOver?: true;
  }
}

export const studentRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'catalogue',
    component: () => import('../student/shop/CourseListPage.vue'),
    meta: { titleKey: 'catalogue.title' },
  },
  {
    path: '/course/:id(\\d{1,15})',
    name: 'course',
    component: () => import('../student/shop/CourseDetailPage.vue'),
    props: (to) => ({ id: Number(to.params['id']) }),
    meta: { titleKey: 'course.title' },
  },
  {
    path: '/basket',
    name: 'basket',
    component: () => import('../student/basket/BasketPage.vue'),
    meta: { titleKey: 'basket.title' },
  },
  {
    path: '/checkout',
    name: 'checkout',
    component: () => import('../student/checkout/CheckoutPage.vue'),
    meta: { titleKey: 'checkout.title', needs: 'login' },
  },
  {
    path: '/agreement',
    name: 'agreement',
    component: () => import('../student/checkout/AgreementPage.vue'),
    meta: { titleKey: 'agreement.title' },
  },
  {
    path: '/login',
    name: 'login',
    component: () => import('../student/account/LoginPage.vue'),
    meta: { titleKey: 'login.title', isEntry: true },
  },
  {
    path: '/register',
    name: 'register',
    component: () => import('../student/account/RegisterPage.vue'),
    meta: { titleKey: 'login.registerTitle', isEntry: true },
  },
  {
    path: '/pay/success',
    name: 'pay-success',
    component: () => import('../student/pay/PaySuccessPage.vue'),
    meta: { titleKey: 'pay.title' },
  },
  {
    path: '/orders',
    name: 'orders',
    component: () => import('../student/orders/MyOrdersPage.vue'),
    meta: { titleKey: 'orders.title', needs: 'login' },
  },
  {
    path: '/orders/:no([\\w-]{1,64})',
    name: 'order',
    component: () => import('../student/orders/OrderPage.vue'),
    props: (to) => ({ no: String(to.params['no']) }),
    meta: { titleKey: 'order.title', needs: 'login' },
  },
  {
    path: '/orders/:no([\\w-]{1,64})/refund',
    name: 'ask-refund',
    component: () => import('../student/refund/AskRefundPage.vue'),
    props: (to) => ({ no: String(to.params['no']) }),
    meta: { titleKey: 'askRefund.title', needs: 'login' },
  },
  {
    path: '/messages',
    name: 'messages',
    component: () => import('../student/account/MessagesPage.vue'),
    meta: { titleKey: 'message.title', needs: 'login' },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('../student/account/ProfilePage.vue'),
    meta: { titleKey: 'account.title', needs: 'login' },
  },
  {
    path: '/learn',
    name: 'learn',
    component: () => import('../student/learning/MyCoursesPage.vue'),
    meta: { titleKey: 'learn.title', needs: 'login' },
  },
  {
    path: '/learn/:courseId(\\d{1,15})',
    name: 'lesson',
    component: () => import('../student/learning/LearnPage.vue'),
    props: (to) => ({ courseId: Number(to.params['courseId']) }),
    meta: { titleKey: 'learn.lessonTitle' },
  },
  {
    path: '/403',
    name: 'forbidden',
    component: () => import('../student/state/ForbiddenPage.vue'),
    meta: { titleKey: 'fault.forbiddenTitle' },
  },
  {
    path: '/offline',
    name: 'offline',
    component: () => import('../student/state/OfflinePage.vue'),
    meta: { titleKey: 'fault.offlineTitle' },
  },
  {
    path: '/:anything(.*)*',
    name: 'not-found',
    component: () => import('../student/state/NotFoundPage.vue'),
    meta: { titleKey: 'fault.notFoundTitle' },
  },
];
