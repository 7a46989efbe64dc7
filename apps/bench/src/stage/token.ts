import { createHmac } from 'node:crypto';

import { SHOP } from './shop.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** A token as the product gives it at log-in, for a day. */
export function tokenFor(userId: number): string {
  const issued = Math.floor(Date.now() / 1000) - 60;
  const claims = { sub: String(userId), iat: issued, exp: issued + 86_400, aud: 'luffy-api', iss: 'luffy' };
  const text = `${HEADER}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', SHOP.jwtSecret).update(text).digest('base64url')}`;
}
