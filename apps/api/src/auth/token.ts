import type { JwtModuleOptions } from '@nestjs/jwt';

/** What a token must be. Nothing is left to the library's defaults, which take HS512 and tokens that never expire. */
export const TOKEN = { issuer: 'luffy', audience: 'luffy-api', algorithm: 'HS256', lifeSeconds: 7 * 86_400 } as const;

export const jwtOptions = (secret: string): JwtModuleOptions => ({
  secret,
  signOptions: {
    algorithm: TOKEN.algorithm,
    issuer: TOKEN.issuer,
    audience: TOKEN.audience,
    expiresIn: TOKEN.lifeSeconds,
  },
  verifyOptions: { algorithms: [TOKEN.algorithm], issuer: TOKEN.issuer, audience: TOKEN.audience },
});

/** `Authorization: jwt <token>` or `Bearer <token>`. */
export function tokenOf(header: string | undefined): string | null {
  return /^(?:jwt|bearer) +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** The user a verified token names, or null where it names none or does not expire. */
export function userIdOf(claims: { sub?: unknown; exp?: unknown }): number | null {
  if (typeof claims.exp !== 'number' || typeof claims.sub !== 'string') return null;
  return /^[1-9][0-9]{0,14}$/.test(claims.sub) ? Number(claims.sub) : null;
}
