import type { AskOptions, World } from './world.js';

type Headers = AskOptions['headers'];
export type Things = Record<string, unknown>;

/** A coupon that anybody may claim, for the whole year of the tests. */
const TERMS = {
  name: '测试券',
  type: 0,
  value: '10.00',
  total: 10,
  starts_at: '2026-01-01T00:00:00+08:00',
  ends_at: '2027-01-01T00:00:00+08:00',
};
export const REASON = '补偿上周的故障';

export const thing = (answer: { body: object }, name: string): Things =>
  (answer.body as Record<string, Things>)[name] ?? {};

/** What somebody of the catalogue does with coupons. `here` is asked at each call: a world opens after its file is read. */
export function couponDesk(here: () => { world: World; keeper: string }) {
  const ask = (path: string, body: object, headers: Headers = {}) => {
    const { world, keeper } = here();
    return world.ask('POST', `/api/admin/coupons/${path}`, { token: keeper, body, headers });
  };
  const create = (terms: object = {}, headers: Headers = {}) => ask('', { ...TERMS, ...terms }, headers);
  const list = async (query: Record<string, string> = {}) => {
    const { world, keeper } = here();
    return (await world.get(`/api/admin/coupons/?${new URLSearchParams(query).toString()}`, keeper)).body;
  };
  return {
    ask,
    create,
    list,
    made: async (terms: object = {}) => Number(thing(await create(terms), 'coupon')['id']),
    stop: (id: number | string, headers: Headers = {}) => ask(`${id}/stop/`, { reason: REASON }, headers),
    handOut: (id: number | string, usernames: unknown, headers: Headers = {}) =>
      ask(`${id}/hand-out/`, { reason: REASON, usernames }, headers),
    one: async (id: number) => (await list({ limit: '100' })).items?.find((item) => item['id'] === id) ?? {},
  };
}
