import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { type Fen, fen } from '@luffy/money';

export interface PastEvent {
  at: Date;
  type: string;
  data: Readonly<Record<string, unknown>>;
}

export interface AsOf {
  status: OrderStatusCode;
  refundedFen: Fen;
  lines: { courseId: number; live: boolean }[];
}

interface Standing {
  status: OrderStatusCode;
  totalFen: number;
  refundedFen: number;
  live: ReadonlySet<number>;
}

const numberIn = (data: PastEvent['data'], name: string): number | null =>
  typeof data[name] === 'number' ? data[name] : null;

const numbersIn = (data: PastEvent['data'], name: string): number[] =>
  Array.isArray(data[name]) ? data[name].filter((value) => typeof value === 'number') : [];

/** How an order stood at an instant, as its events tell it, oldest first. Null before it was placed. */
export function stateAt(events: readonly PastEvent[], courseIds: readonly number[], at: Date): AsOf | null {
  const past = events.filter((event) => event.at <= at);
  const standing = past.reduce<Standing | null>((before, event) => after(before, event, courseIds), null);
  return (
    standing && {
      status: standing.status,
      refundedFen: fen(standing.refundedFen),
      lines: courseIds.map((courseId) => ({ courseId, live: standing.live.has(courseId) })),
    }
  );
}

function after(standing: Standing | null, { type, data }: PastEvent, courseIds: readonly number[]): Standing | null {
  const all = new Set(courseIds);
  if (type === 'placed')
    return {
      status: ORDER_STATUS.unpaid,
      totalFen: numberIn(data, 'total_amount_fen') ?? 0,
      refundedFen: 0,
      live: all,
    };
  if (!standing) return null;
  switch (type) {
    case 'paid': // also a timed-out one that could be sold after all
    case 'enrolled_free':
      return { ...standing, status: ORDER_STATUS.paid, live: all };
    case 'cancelled':
      return { ...standing, status: ORDER_STATUS.cancelled, live: new Set() };
    case 'timed_out':
      return { ...standing, status: ORDER_STATUS.timedOut, live: new Set() };
    case 'refunded':
      return refunded(standing, data);
    case 'access_ended':
      return without(standing, numbersIn(data, 'course_ids'));
    default:
      return standing;
  }
}

/** Of the order's own payment; a late or second one goes back without touching the order. */
function refunded(standing: Standing, data: PastEvent['data']): Standing {
  const refundedFen = numberIn(data, 'refunded_amount_fen');
  if (refundedFen === null) return standing;
  // Events that are older than the list of ended courses say at least when everything ended.
  const isFull = refundedFen === standing.totalFen;
  const ended = isFull ? [...standing.live] : numbersIn(data, 'ended_course_ids');
  return { ...without(standing, ended), refundedFen };
}

const without = (standing: Standing, courseIds: readonly number[]): Standing => ({
  ...standing,
  live: new Set([...standing.live].filter((courseId) => !courseIds.includes(courseId))),
});
