import { useEventListener } from '@vueuse/core';
import type { RouteLocationNormalized, Router } from 'vue-router';

import { fetchMe } from '../api/account.api.js';
import { useSession } from '../session/session.js';

const session = useSession();

const toLogin = (next: string, reason: 'need' | 'expired') => ({ name: 'login', query: { next, reason } }) as const;

/** Learns who holds the token; a network that fails is no proof of anything, so the page itself will say it. */
async function learnWho(): Promise<void> {
  if (!session.token() || session.user.value) return;
  await fetchMe().then(session.remember, () => undefined);
}

async function admit(to: RouteLocationNormalized) {
  if (!to.meta.needs) {
    void learnWho(); // for the header only: an open page does not wait for it
    return true;
  }
  if (!session.token()) return toLogin(to.fullPath, 'need');
  const who = learnWho();
  if (to.meta.needs === 'login') return true;
  await who;
  if (!session.token()) return toLogin(to.fullPath, 'expired');
  if (!session.user.value) return { name: 'offline', query: { next: to.fullPath } };
  const { is_staff: isStaff, roles } = session.user.value;
  const wanted = to.meta.roles;
  const fits = !wanted || roles.includes('admin') || roles.some((role) => wanted.includes(role));
  return isStaff && fits ? true : { name: 'forbidden', replace: true };
}

/** Another tab may have logged in or out meanwhile: what this one shows must not be somebody else's. */
async function catchUp(router: Router): Promise<void> {
  const before = session.user.value;
  const here = router.currentRoute.value;
  if (!session.token()) {
    if (before && here.meta.needs) await router.replace(toLogin(here.fullPath, 'need'));
    return;
  }
  await learnWho();
  const now = session.user.value;
  if (before && now && before.id !== now.id) window.location.reload();
}

/** Who may see which page, and where a refused token leads: to log-in, and from there back. */
export function guard(router: Router): void {
  router.beforeEach(admit);
  session.onEnd((how) => {
    const here = router.currentRoute.value;
    const mustEnter = how === 'expired' || (how === 'forgotten' && here.meta.needs !== undefined);
    // In place of the page that can no longer be seen, so that the way back does not lead to it again.
    if (mustEnter && !here.meta.isEntry) void router.replace(toLogin(here.fullPath, 'expired'));
  });
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void catchUp(router);
  });
}
