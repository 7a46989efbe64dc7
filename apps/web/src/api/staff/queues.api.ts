import type { components } from '@luffy/contracts';

import { type Answer, fetchPage, http, type Page } from '../http.js';

type Schemas = components['schemas'];

export type Queue = Schemas['QueueView'];
export type QueueName = Queue['name'];
export type QueueItem = Schemas['QueueItemView'];

interface QueuesAnswer extends Answer {
  readonly queues: readonly Queue[];
}

/** Asked again and again in the background: a token refused there does not take the page away. */
export const fetchQueues = (): Promise<readonly Queue[]> =>
  http.get<QueuesAnswer>('/admin/queues/', { onRefusedToken: 'stay' }).then((answer) => answer.data.queues);

/** What waits in one queue, the oldest first. */
export const fetchQueue = (name: QueueName, cursor: string | null): Promise<Page<QueueItem>> =>
  fetchPage(`/admin/queues/${name}/`, {}, cursor);
