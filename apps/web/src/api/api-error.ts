import type { ErrorCode } from '@luffy/contracts';

/** Codes the server never sends: nothing arrived at all, or what arrived is not our API speaking. */
export type LocalErrorCode = 'NETWORK' | 'UNREADABLE';

export interface FieldFault {
  readonly field: string;
  /** In the reader's language. */
  readonly msg: string;
}

interface SentFault extends FieldFault {
  readonly code?: unknown;
  readonly values?: unknown;
}

type FaultWords = (code: string, values: Readonly<Record<string, unknown>>) => string | null;
let faultWords: FaultWords = () => null;

/** The API's word is Chinese. Whoever knows the reader's language gives the words by code; null keeps the API's. */
export function wordFaults(words: FaultWords): void {
  faultWords = words;
}

const worded = ({ field, msg, code, values }: SentFault): FieldFault => ({
  field,
  msg: (typeof code === 'string' && faultWords(code, isRecord(values) ? values : {})) || msg,
});

export interface ApiErrorParts {
  readonly code: ErrorCode | LocalErrorCode;
  readonly msg: string;
  /** HTTP status; 0 when there was none. */
  readonly status: number;
  readonly fields: readonly FieldFault[];
  readonly requestId: string | null;
  /** The whole refusal, for the facts that come with one code only (`out_trade_no`, `total_amount`). */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A refusal of the API, or its absence, in the one form that pages know. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorParts['code'];
  readonly msg: string;
  readonly status: number;
  readonly fields: readonly FieldFault[];
  readonly requestId: string | null;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(parts: ApiErrorParts) {
    super(`${parts.code}: ${parts.msg}`);
    this.code = parts.code;
    this.msg = parts.msg;
    this.status = parts.status;
    this.fields = parts.fields;
    this.requestId = parts.requestId;
    this.data = parts.data;
  }

  /** A fact of the refusal that should be text; null when the server did not send it. */
  text(name: string): string | null {
    const value = this.data[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFieldFault = (value: unknown): value is SentFault =>
  isRecord(value) && typeof value['field'] === 'string' && typeof value['msg'] === 'string';

/** Reads a refusal `{status, code, msg, request_id, fields?, ...}`; anything else (a proxy's page) is UNREADABLE. */
export function readRefusal(status: number, body: unknown): ApiError {
  if (!isRecord(body) || typeof body['code'] !== 'string' || typeof body['msg'] !== 'string') {
    return new ApiError({ code: 'UNREADABLE', msg: '', status, fields: [], requestId: null, data: {} });
  }
  const { code, msg, fields, request_id: requestId } = body;
  return new ApiError({
    code: code as ErrorCode,
    msg,
    status,
    fields: Array.isArray(fields) ? fields.filter(isFieldFault).map(worded) : [],
    requestId: typeof requestId === 'string' ? requestId : null,
    data: body,
  });
}

export const networkAbsent = (): ApiError =>
  new ApiError({ code: 'NETWORK', msg: '', status: 0, fields: [], requestId: null, data: {} });

/** Whatever was thrown, as pages know it. A bug of ours is told to the console and to the person as UNREADABLE. */
export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  console.error(failure);
  return readRefusal(0, null);
}
