/** What a 401 means for the session of now. */
export type Refused = 'session-over' | 'ask-again' | 'nothing';

interface Refusal {
  readonly status: number;
  readonly code: string;
}

/**
 * A refusal speaks of the token that was sent with the request. When another tab has logged in meanwhile, the token of
 * now is a newer one: a question is asked again with it, and nobody is logged out for a token that is gone anyway.
 */
export function readRefusedToken(
  { status, code }: Refusal,
  { sent, now, method }: { readonly sent: string | null; readonly now: string | null; readonly method: string },
): Refused {
  // LOGIN_FAILED is 401 too, but says nothing about a token.
  if (status !== 401 || code === 'LOGIN_FAILED') return 'nothing';
  if (sent === now || now === null) return 'session-over';
  return method.toLowerCase() === 'get' ? 'ask-again' : 'nothing';
}
