import { useDocumentVisibility, useIntervalFn } from '@vueuse/core';
import { computed, type ComputedRef, shallowRef, watch } from 'vue';

import { fetchQueues, type Queue, type QueueName } from '../api/staff/queues.api.js';

const EVERY_MS = 60_000;
const queues = shallowRef<readonly Queue[]>([]);

interface QueueCounts {
  readonly queues: ComputedRef<readonly Queue[]>;
  readonly countOf: (names: readonly QueueName[]) => number;
  /** After an act: what waited may be dealt with. */
  readonly refresh: () => Promise<void>;
}

const refresh = (): Promise<void> =>
  fetchQueues().then(
    (answer) => void (queues.value = answer),
    () => undefined, // the last counts stand until the next time
  );

/** How much waits in each queue, the same for the navigation and for the pages. */
export const useQueueCounts = (): QueueCounts => ({
  queues: computed(() => queues.value),
  countOf: (names) =>
    queues.value.filter(({ name }) => names.includes(name)).reduce((sum, { count }) => sum + count, 0),
  refresh,
});

/** Keeps the counts fresh while the back office is looked at; called once, by its shell. */
export function keepCounting(): void {
  const visibility = useDocumentVisibility();
  const timer = useIntervalFn(() => void refresh(), EVERY_MS, { immediateCallback: true });
  watch(visibility, (state) => (state === 'visible' ? timer.resume() : timer.pause()));
}
