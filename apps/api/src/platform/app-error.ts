import { ERRORS, type ErrorCode, FIELD_FAULTS, type FieldFaultCode } from '@luffy/contracts';

/** One refused field of a form, named as on the wire. */
export interface FieldFault {
  field: string;
  code: FieldFaultCode;
  /** In Chinese; who speaks another language chooses a word by the code. */
  msg: string;
  /** What fills the slots of the word. */
  values?: FaultValues;
}

type FaultValues = Readonly<Record<string, string | number>>;

/** A fault in the catalogue's own word. */
export const fieldFault = (field: string, code: FieldFaultCode, values: FaultValues = {}): FieldFault => ({
  field,
  code,
  msg: FIELD_FAULTS[code].replaceAll(/\{(\w+)\}/g, (_, slot: string) => String(values[slot])),
  ...(Object.keys(values).length > 0 ? { values } : {}),
});

/** A request that one field makes impossible. */
export const refusedField = (field: string, code: FieldFaultCode, values?: FaultValues): AppError =>
  new AppError('VALIDATION', { fields: [fieldFault(field, code, values)] });

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
