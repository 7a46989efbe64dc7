import { createSecretKey, type KeyObject } from 'node:crypto';

import type { JwtModuleOptions } from '@nestjs/jwt';

/** What a token must be. Nothing is left to the library's defaults, which take HS512 and tokens that never expire. */
export const TOKEN = { issuer: 'luffy', audience: 'luffy-api', algorithm: 'HS256', lifeSeconds: 7 * 86_400 } as const;

/** What the library judges. The end of a token is `holderOf`'s to judge, by the clock that every process follows. */
const VERIFY = {
  algorithms: [TOKEN.algorithm],
  issuer: TOKEN.issuer,
  audience: TOKEN.audience,
  ignoreExpiration: true,
} satisfies JwtModuleOptions['verifyOptions'];

/** Made once: from a text the library would try to make a public key first, with every token it looks at. */
const tokenKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

export const jwtOptions = (secret: string): JwtModuleOptions => ({
  secret: tokenKey(secret),
  signOptions: {
    algorithm: TOKEN.algorithm,
    issuer: TOKEN.issuer,
    audience: TOKEN.audience,
    expiresIn: TOKEN.lifeSeconds,
  },
  verifyOptions: VERIFY,
});

/** `Authorization: jwt <token>` or `Bearer <token>`. */
export function tokenOf(header: string | undefined): string | null {
  return /^(?:jwt|bearer) +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Claims as they come: signed by us, or by whoever else has the secret. */
export interface Claims {
  sub?: unknown;
  exp?: unknown;
  iat?: unknown;
}

export interface Holder {
  userId: number;
  /** Unix seconds; null where the token does not say. */
  issuedAt: number | null;
}

/** Whom a token with a valid signature names, or null where it names nobody, does not end, or has ended. */
export function holderOf({ sub, exp, iat }: Claims, now: Date): Holder | null {
  if (typeof exp !== 'number' || exp * 1000 <= now.getTime()) return null;
  if (typeof sub !== 'string' || !/^[1-9][0-9]{0,14}$/.test(sub)) return null;
  return { userId: Number(sub), issuedAt: typeof iat === 'number' ? iat : null };
}
