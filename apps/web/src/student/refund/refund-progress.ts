import type { Refund } from '../../api/refunds.api.js';

export interface RefundStep {
  /** Text key. */
  readonly key: string;
  /** `now`: it is being worked on; `ended`: the way stops here. */
  readonly is: 'done' | 'now' | 'ahead' | 'ended' | 'stuck';
}

const ASKED = ['refundStep.asked', 'refundStep.review', 'refundStep.returning', 'refundStep.arrived'] as const;
const BY_ITSELF = ['refundStep.received', 'refundStep.returning', 'refundStep.arrived'] as const;
const BY_SCHOOL = ['refundStep.granted', 'refundStep.returning', 'refundStep.arrived'] as const;

const STATIONS = {
  student: ASKED,
  staff: BY_SCHOOL,
  external: BY_SCHOOL,
  late: BY_ITSELF,
  duplicate: BY_ITSELF,
} as const;

/** The stations of a refund and where it is. Only what a student asked for is reviewed; other money goes back at once. */
export function refundSteps({ kind, state }: Pick<Refund, 'kind' | 'state'>): RefundStep[] {
  const stations: readonly string[] = STATIONS[kind];
  const returning = stations.length - 2;
  const reach = (at: number, is: RefundStep['is']): RefundStep[] =>
    stations.map((key, index) => ({ key, is: index < at ? 'done' : index === at ? is : 'ahead' }));
  switch (state) {
    case 'requested':
      return reach(1, 'now');
    case 'rejected':
      return reach(1, 'ended').slice(0, 2);
    case 'approved':
    case 'sending':
    case 'unknown': // nobody answered yet: the money is still on its way
      return reach(returning, 'now');
    case 'failed':
      return reach(returning, 'stuck');
    case 'succeeded':
      return reach(stations.length, 'done');
  }
}
