import type { RouteLocationNormalized } from 'vue-router';

type Place = Pick<RouteLocationNormalized, 'path' | 'matched' | 'meta'>;

const pageOf = ({ matched, meta }: Place) => (meta.isOver ? matched.at(-2) : matched.at(-1));

/** Whether the page stays: only its filters changed, or something was opened or closed over it. */
export const isSamePage = (to: Place, from: Place): boolean =>
  to.path === from.path || ((to.meta.isOver === true || from.meta.isOver === true) && pageOf(to) === pageOf(from));
