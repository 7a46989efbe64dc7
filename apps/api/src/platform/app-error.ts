import { ERRORS, type ErrorCode } from '@luffy/contracts';

/** One refused field of a form, named as on the wire. */
export interface FieldFault {
  field: string;
  msg: string;
}

/**
 * A refusal to whoever asked: a code of the catalogue, and facts (wire names) that travel with it in the answer.
 * Everything else that is thrown is a bug and becomes INTERNAL.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }

  get httpStatus(): number {
    return ERRORS[this.code].http;
  }

  get text(): string {
    return ERRORS[this.code].text;
  }

  /** What whoever asked reads. */
  answer(requestId: string): Record<string, unknown> {
    return { status: this.httpStatus, code: this.code, msg: this.text, request_id: requestId, ...this.facts };
  }
}
