import { onScopeDispose, readonly, type Ref, shallowRef, watch } from 'vue';

const count = shallowRef(0);

/** How many messages wait to be read: the bell shows it, the page of messages lowers it. */
export const useUnread = (): { readonly count: Readonly<Ref<number>>; readonly set: (unread: number) => void } => ({
  count: readonly(count),
  set: (unread) => (count.value = Math.max(0, unread)),
});

const EVERY_MS = 60_000;
const AT_MOST_EVERY_MS = 10_000;

/**
 * Looks at once, then once a minute and whenever the page is looked at again, but never twice within ten seconds, and
 * not at all while nobody looks. A look that fails is no answer: what was known stays.
 */
export function useGentlePolling(look: () => Promise<void>, isWanted: () => boolean): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastLookMs = Number.NEGATIVE_INFINITY;
  let isLive = true;

  function lookNow(): void {
    clearTimeout(timer);
    if (!isLive || !isWanted()) return;
    const sinceMs = Date.now() - lastLookMs;
    if (sinceMs < AT_MOST_EVERY_MS) {
      timer = setTimeout(lookNow, AT_MOST_EVERY_MS - sinceMs);
      return;
    }
    lastLookMs = Date.now();
    void look()
      .catch(() => undefined)
      .then(() => {
        clearTimeout(timer);
        if (isLive && isWanted()) timer = setTimeout(lookNow, EVERY_MS);
      });
  }

  watch(isWanted, lookNow, { immediate: true });
  onScopeDispose(() => {
    isLive = false;
    clearTimeout(timer);
  });
}
