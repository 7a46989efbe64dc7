/** Unix seconds, rounded down: what a token's `iat` counts. */
export const secondOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/**
 * The moment from which tokens count again when all of them end now. The next whole second, because a token of this
 * second cannot be told from one that was issued a moment ago; and always later than the last such moment, because
 * tokens issued since then may carry exactly that one.
 */
export function endOfSessions(now: Date, before: Date | null): Date {
  const next = secondOf(now) + 1;
  return new Date(1000 * (before === null ? next : Math.max(next, secondOf(before) + 1)));
}

/** `iat` of a token issued now: a log-in in the second in which all sessions ended is already beyond that end. */
export const issuedAt = (now: Date, tokensValidFrom: Date | null): number =>
  tokensValidFrom === null ? secondOf(now) : Math.max(secondOf(now), secondOf(tokensValidFrom));

/** Whether a token counts. While its user never ended their sessions nothing is asked of `iat`. */
export function isLive(tokenIssuedAt: number | null, tokensValidFrom: Date | null): boolean {
  if (tokensValidFrom === null) return true;
  return tokenIssuedAt !== null && tokenIssuedAt >= secondOf(tokensValidFrom);
}
