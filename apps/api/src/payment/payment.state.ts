/** `unknown`: the channel was asked and gave no answer that can be believed. Succeeded is final; closed is not. */
export type PaymentState = 'waiting' | 'succeeded' | 'closed' | 'unknown';

/** applied: paid the order. duplicate, late: goes back to the student, refunded in full. */
export type Disposition = 'applied' | 'duplicate' | 'late';

const PAYMENT_TRANSITIONS = {
  waiting: ['succeeded', 'closed', 'unknown'],
  unknown: ['waiting', 'succeeded', 'closed'],
  // A page that nobody had scanned stays payable after a close, and so does a trade that a lying answer called closed.
  closed: ['succeeded'],
  succeeded: [],
} as const satisfies Record<PaymentState, readonly PaymentState[]>;

export function canBecome(from: PaymentState, to: PaymentState): boolean {
  return (PAYMENT_TRANSITIONS[from] as readonly PaymentState[]).includes(to);
}

/** Seconds after a link at which the channel is asked, besides the deadline and deadline plus grace. */
export const LADDER_SECONDS = [5, 15, 60, 300, 900] as const;
/** How soon an unanswered last question is asked again. */
const ASK_AGAIN_SECONDS = 15;

export interface QueryPlan {
  linkedAt: Date;
  expiresAt: Date;
  graceSeconds: number;
}

/** The instant after which an answer is final: nobody can pay any more, and the channel has had time to say so. */
export const finalAnswerFrom = ({ expiresAt, graceSeconds }: QueryPlan): Date =>
  new Date(expiresAt.getTime() + graceSeconds * 1000);

/** When a payment is to be asked about next, having been asked at `askedAt`: the next rung, or soon after the last one. */
export function nextQueryAt(plan: QueryPlan, askedAt: Date): Date {
  const rungs = LADDER_SECONDS.map((seconds) => plan.linkedAt.getTime() + seconds * 1000)
    .filter((rung) => rung < plan.expiresAt.getTime())
    .concat(plan.expiresAt.getTime(), finalAnswerFrom(plan).getTime());
  const next = rungs.find((rung) => rung > askedAt.getTime());
  return new Date(next ?? askedAt.getTime() + ASK_AGAIN_SECONDS * 1000);
}

/** Whether "paid", "closed" or "no such trade", heard at `askedAt`, is the last word. */
export const isFinalAt = (plan: QueryPlan, askedAt: Date): boolean =>
  askedAt.getTime() >= finalAnswerFrom(plan).getTime();
