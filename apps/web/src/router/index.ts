import { watch } from 'vue';
import { createRouter, createWebHistory, type Router } from 'vue-router';

import { i18n } from '../i18n/i18n.js';
import { adminRoutes } from './admin.routes.js';
import { guard } from './guards.js';
import { isSamePage } from './same-page.js';
import { studentRoutes } from './student.routes.js';

export function createShopRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [...adminRoutes, ...studentRoutes],
    scrollBehavior: (to, from, saved) => saved ?? (isSamePage(to, from) ? false : { top: 0 }),
  });
  guard(router);

  const nameTab = (): void => {
    const { t } = i18n.global;
    const key = router.currentRoute.value.meta.titleKey;
    document.title = key ? t('brand.title', { page: t(key) }) : t('brand.name');
  };
  router.afterEach(nameTab);
  watch(i18n.global.locale, nameTab);

  // A page's code that cannot be fetched: no network, or a new version replaced the files while the tab was open.
  router.onError((_failure, to) => {
    if (to.name !== 'offline') void router.push({ name: 'offline', query: { next: to.fullPath } });
  });
  return router;
}
