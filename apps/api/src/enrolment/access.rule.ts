/** A right to study a course, whatever it comes from. */
export interface AccessSource {
  id: number;
  kind: 'order' | 'grant';
  orderDetailId: number | null;
  endedAt: Date | null;
}

const isActive = (source: AccessSource): boolean => source.endedAt === null;

/** Whether staff may give a course away: not to somebody who has bought it, and once is enough. */
export function decideGrant(sources: readonly AccessSource[]): 'grant' | 'granted-already' | 'owned' {
  const active = sources.filter(isActive);
  if (active.some((source) => source.kind === 'order')) return 'owned';
  return active.length > 0 ? 'granted-already' : 'grant';
}

/** Which sources end when staff end the access that an order line gave: the line's own, and every gift beside it. */
export const endedBy = (sources: readonly AccessSource[], lineId: number | null): number[] =>
  sources
    .filter((source) => isActive(source) && (source.kind === 'grant' || source.orderDetailId === lineId))
    .map((source) => source.id);
