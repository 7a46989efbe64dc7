/**
 * Budgets of the limited routes, as route configuration of @fastify/rate-limit. Login: 10 a minute and address;
 * placing: 30 a minute and user; notifies of strangers: their own, so that a flood of them costs little.
 */
const minute = (max: number, by: 'address' | 'user' | 'stranger') =>
  ({ rateLimit: { max, timeWindow: 60_000 }, limitBy: by }) as const;

export const LIMITS = {
  login: minute(10, 'address'),
  place: minute(30, 'user'),
  notify: minute(300, 'stranger'),
} as const;
