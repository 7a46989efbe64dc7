import { type Fen, yuanFromFen } from '@luffy/money';

/** What can be told of an order. The status events name the status that the order has afterwards. */
export type OrderEventType =
  | 'placed'
  | 'enrolled_free'
  | 'payment_opened'
  | 'paid'
  | 'revived'
  | 'payment_late'
  | 'payment_duplicate'
  | 'payment_closed'
  | 'cancelled'
  | 'timed_out'
  | 'refund_requested'
  | 'refund_approved'
  | 'refund_rejected'
  | 'refund_failed'
  | 'refund_external'
  | 'refunded'
  | 'access_granted'
  | 'access_ended'
  | 'coupon_released';

export interface StoryEvent {
  seq: number;
  at: Date;
  actor: string;
  type: string;
  data: Readonly<Record<string, unknown>>;
}

export interface ToldEvent {
  seq: number;
  at: Date;
  type: OrderEventType;
  data: Record<string, string>;
}

/** One fact for the owner, or undefined where this event does not have it. */
type Fact = (event: StoryEvent) => string | undefined;

/** Numbers of ours and of channels, which the owner finds on their bill. */
const number =
  (name: string): Fact =>
  ({ data }) =>
    typeof data[name] === 'string' ? data[name] : undefined;

const yuan =
  (name: string): Fact =>
  ({ data }) =>
    Number.isSafeInteger(data[name]) ? yuanFromFen(data[name] as Fen) : undefined;

/** Which side did it, never who: the owner, or somebody of the shop. */
const side: Fact = ({ actor }) => (actor.startsWith('user:') ? 'student' : 'shop');

const REFUND = { out_request_no: number('out_request_no'), amount: yuan('amount_fen') };
const MONEY_BACK = { trade_no: number('trade_no'), amount: yuan('amount_fen') };

/**
 * What the owner of an order is told of each event. Events are written for staff: what is not named here stays inside
 * the house, and an event that is added has no place until somebody has thought about it.
 */
const TOLD: Readonly<Record<OrderEventType, Readonly<Record<string, Fact>>>> = {
  placed: { total_amount: yuan('total_amount_fen') },
  enrolled_free: {},
  payment_opened: { out_trade_no: number('out_trade_no') },
  paid: { trade_no: number('trade_no') },
  revived: {},
  payment_late: MONEY_BACK,
  payment_duplicate: MONEY_BACK,
  payment_closed: { out_trade_no: number('out_trade_no') },
  cancelled: { by: side },
  timed_out: {},
  refund_requested: REFUND,
  refund_approved: REFUND,
  refund_rejected: REFUND,
  refund_failed: REFUND,
  refund_external: REFUND,
  /** Of the order's own payment: what is back in all. Of a late or second one: that refund. */
  refunded: { ...REFUND, refunded_amount: yuan('refunded_amount_fen') },
  access_granted: {},
  access_ended: {},
  coupon_released: {},
};

export const ORDER_EVENT_TYPES = Object.keys(TOLD) as readonly OrderEventType[];

/** One attempt at a refund ended and another brings the money: its owner would read of a failure that is none. */
const gaveWay = ({ data }: StoryEvent): boolean => data['gave_way'] === true;

const isKnown = (type: string): type is OrderEventType => Object.hasOwn(TOLD, type);

/** An order's events as its owner reads them. Events of a kind that this program does not know are left out. */
export function ownersStory(events: readonly StoryEvent[]): ToldEvent[] {
  return events.flatMap((event) => {
    const { seq, at, type } = event;
    if (!isKnown(type) || gaveWay(event)) return [];
    const facts = Object.entries(TOLD[type]).flatMap(([name, fact]) => {
      const value = fact(event);
      return value === undefined ? [] : [[name, value] as const];
    });
    return [{ seq, at, type, data: Object.fromEntries(facts) }];
  });
}
