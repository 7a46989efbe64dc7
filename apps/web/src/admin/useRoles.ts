import { computed, type ComputedRef } from 'vue';

import { type StaffRole, useSession } from '../session/session.js';
import { may } from './navigation.js';

/** What whoever is logged in may do here. The server decides anew. */
export function useRoles(): {
  readonly roles: ComputedRef<readonly StaffRole[]>;
  readonly mayUse: (wanted: readonly StaffRole[]) => boolean;
} {
  const session = useSession();
  const roles = computed(() => session.user.value?.roles ?? []);
  return { roles, mayUse: (wanted) => may(roles.value, wanted) };
}
