import Cookies from 'js-cookie';
import { computed, type ComputedRef, readonly, type Ref, shallowRef } from 'vue';

export type StaffRole = 'support' | 'finance' | 'catalogue' | 'admin';

export interface SessionUser {
  readonly id: number;
  readonly username: string;
  readonly is_staff: boolean;
  readonly roles: readonly StaffRole[];
}

/** `left`: the person logged out. `expired`: the server refused the token. `forgotten`: refused in the background. */
export type SessionEnd = 'left' | 'expired' | 'forgotten';

const COOKIE = 'token';
const KEPT_DAYS = 7;

const hasToken = shallowRef(Cookies.get(COOKIE) !== undefined);
const user = shallowRef<SessionUser | null>(null);
let lastToken = Cookies.get(COOKIE) ?? null;
const listeners = new Set<(how: SessionEnd) => void>();

interface Session {
  /** The token as the cookie has it now: another tab may have logged in or out. */
  readonly token: () => string | null;
  readonly user: Readonly<Ref<SessionUser | null>>;
  readonly isLoggedIn: ComputedRef<boolean>;
  readonly begin: (token: string, who: SessionUser) => void;
  readonly remember: (who: SessionUser) => void;
  readonly end: (how: SessionEnd) => void;
  readonly onEnd: (listener: (how: SessionEnd) => void) => void;
}

const session: Session = {
  token() {
    const token = Cookies.get(COOKIE) ?? null;
    hasToken.value = token !== null;
    if (token !== lastToken) user.value = null; // whose it is must be asked
    lastToken = token;
    return token;
  },
  user: readonly(user),
  isLoggedIn: computed(() => hasToken.value),
  begin(token, who) {
    Cookies.set(COOKIE, token, {
      expires: KEPT_DAYS,
      path: '/',
      sameSite: 'Lax',
      secure: window.location.protocol === 'https:',
    });
    lastToken = token;
    user.value = who;
    hasToken.value = true;
  },
  remember(who) {
    user.value = who;
  },
  end(how) {
    Cookies.remove(COOKIE, { path: '/' });
    lastToken = null;
    hasToken.value = false;
    user.value = null;
    for (const listener of listeners) listener(how);
  },
  onEnd(listener) {
    listeners.add(listener);
  },
};

/** Who is at the keyboard, for the whole page. The only place that knows the cookie. */
export const useSession = (): Session => session;
