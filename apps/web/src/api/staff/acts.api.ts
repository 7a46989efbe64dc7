import type { components } from '@luffy/contracts';

import { type Answer, http } from '../http.js';

type Schemas = components['schemas'];

/** What an act would change or has changed, as text by name; null where there is nothing. */
export type Figures = Readonly<Record<string, string | null>>;

/** What an act would do. Only a refund tells more than figures. */
export type ActPreview = Omit<Schemas['ActPreviewView'], 'act'> & {
  readonly refund?: Schemas['StaffRefundForecastView'];
};

export type Said = Readonly<Record<string, unknown>>;

interface PreviewAnswer extends Answer {
  readonly preview: ActPreview;
}

/** What the act at this path would do; nothing is written. Refused as the act itself would be. */
export const previewAct = (path: string, said: Said): Promise<ActPreview> =>
  http.post<PreviewAnswer>(`${path}/preview/`, said).then((answer) => answer.data.preview);

/** Does it. The same key and words again hear the same answer, and nothing is done twice. */
export const performAct = (path: string, said: Said, idempotencyKey: string): Promise<Said> =>
  http.post<Said>(`${path}/`, said, { headers: { 'idempotency-key': idempotencyKey } }).then((answer) => answer.data);
